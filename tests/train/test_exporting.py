"""Every format: what leaves answers as what was trained, and what doesn't never leaves."""

import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from broadsheet.core import (
    ConflictError,
    DiskFullError,
    IntegrityError,
    InvalidInputError,
    NotFoundError,
    UnknownNameError,
)
from broadsheet.train import exporting, gates
from broadsheet.train.exporting import Asking, Exported, Stage
from broadsheet.train.exports import _gguf_layouts, gguf, onnx
from tests.train.exports.made import adapter, own, save

LINES = gates.lines()[::10]


def exported(folder: Path, to: str, *, replaces: bool = False) -> Exported:
    *stages, last = exporting.export(folder, to, into=folder, asking=Asking(LINES), replaces=replaces)
    assert [stage.name for stage in stages if isinstance(stage, Stage)] == ["open", "write", "gate", "measure"]
    assert isinstance(last, Exported)
    assert not list(folder.glob(".*.half"))
    return last


@pytest.mark.parametrize("family", ["gpt2", "llama"])
@pytest.mark.parametrize("to", ["gguf:f16", "onnx:f32", "ctranslate2:f32", "folder:f16"])
def test_a_model_answers_token_for_token_in_every_format(tmp_path: Path, family: str, to: str) -> None:
    made = exported(save(family, tmp_path / family), to)
    assert made.path.exists()
    assert made.gauged.prompts == 20
    assert made.gauged.agreement * made.gauged.places + made.gauged.ties == pytest.approx(made.gauged.places)
    assert made.gauged.logprob <= 0.01
    assert made.before.bits_per_byte == pytest.approx(made.after.bits_per_byte, abs=0.005)


@pytest.mark.parametrize("to", ["gguf:q8_0", "onnx:int8", "ctranslate2:int8"])
def test_eight_bits_take_a_third_and_cost_a_hundredth_of_a_nat(tmp_path: Path, to: str) -> None:
    made = exported(save("llama", tmp_path / "llama"), to)
    assert made.after.bytes < 0.36 * made.before.bytes
    assert 0 < made.gauged.divergence < 0.01


@pytest.mark.parametrize("name", ["lstm", "rnn"])
def test_recurrent_models_leave_as_onnx(tmp_path: Path, name: str) -> None:
    folder = own(name, tmp_path / name)
    assert exported(folder, "onnx:f32").gauged.logprob < 1e-4
    small = exported(folder, "onnx:int8", replaces=True)
    assert small.gauged.divergence < 0.01
    assert small.after.bytes < 0.35 * small.before.bytes
    with pytest.raises(InvalidInputError, match="onnx"):
        exported(folder, "gguf")


@pytest.mark.parametrize("name", ["transformer", "lstm_attention"])
def test_models_of_two_texts_leave_as_onnx(tmp_path: Path, name: str) -> None:
    folder = own(name, tmp_path / name)
    assert exported(folder, "onnx:f32").gauged.logprob < 1e-3
    small = exported(folder, "onnx:int8", replaces=True)
    assert small.gauged.divergence < 0.01
    assert small.after.bytes < 0.3 * small.before.bytes


def test_a_translating_model_leaves_for_ctranslate2(tmp_path: Path) -> None:
    assert exported(save("t5", tmp_path / "t5"), "ctranslate2:f32").gauged.agreement == 1


@pytest.mark.parametrize("family", ["gpt2", "llama"])
def test_an_adapter_leaves_by_itself_and_with_its_model(tmp_path: Path, family: str) -> None:
    folder = adapter(family, save(family, tmp_path / family), tmp_path / "adapter")
    for to in ("lora", "onnx:f32"):
        assert exported(folder, to).gauged.logprob <= 0.01


def test_the_wrong_order_of_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = save("llama", tmp_path / "llama")
    monkeypatch.setattr(_gguf_layouts, "neighbours", lambda tensor, _: tensor)
    with pytest.raises(IntegrityError, match="answer") as caught:
        exported(folder, "gguf:f16")
    assert "after the prompt" in caught.value.asked
    assert not (folder / "model.gguf").exists()


@pytest.mark.parametrize(("module", "to"), [(gguf, "gguf:f16"), (onnx, "onnx:f32")])
def test_an_altered_tokenizer_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, to: str
) -> None:
    folder = save("gpt2", tmp_path / "gpt2")
    write = module.write

    def altered(_: gates.Source, into: Path, *, kind: str) -> Path:
        other = shutil.copytree(folder, into / "other", ignore=shutil.ignore_patterns(".*.half"))
        read = json.loads((other / "tokenizer.json").read_text(encoding="utf-8"))
        read["model"]["merges"] = read["model"]["merges"][:-40]
        (into / "tokenizer.json").write_text(json.dumps(read), encoding="utf-8")
        (other / "tokenizer.json").write_text(json.dumps(read), encoding="utf-8")
        path: Path = write(gates.open_source(other), into, kind=kind)
        return path

    monkeypatch.setattr(module, "write", altered)
    with pytest.raises(IntegrityError, match="cuts texts otherwise"):
        exported(folder, to)
    assert not list(folder.glob("model.[go]*"))


def test_an_export_that_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    folder = save("gpt2", tmp_path / "gpt2")
    first = exported(folder, "folder:f32")
    with pytest.raises(ConflictError, match="already"):
        exported(folder, "folder:f16")
    assert exported(folder, "folder:f16", replaces=True).after.bytes < first.after.bytes


def test_names_that_are_not_there_list_what_is(tmp_path: Path) -> None:
    folder = save("gpt2", tmp_path / "gpt2")
    with pytest.raises(UnknownNameError) as caught:
        exported(folder, "gguff")
    assert list(caught.value.choices) == ["ctranslate2", "folder", "gguf", "lora", "onnx"]
    with pytest.raises(UnknownNameError) as caught:
        exported(folder, "gguf:q3")
    assert list(caught.value.choices) == ["f16", "q8_0", "q4_0"]
    with pytest.raises(InvalidInputError, match="no adapter"):
        exported(folder, "lora")


def test_what_can_t_be_exported_is_said_why(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no model"):
        exported(tmp_path, "gguf")
    folder = save("gpt2", tmp_path / "gpt2")
    (folder / "tokenizer.json").rename(folder / "elsewhere")
    with pytest.raises(InvalidInputError, match="no tokenizer"):
        exported(folder, "gguf")
    (folder / "elsewhere").rename(folder / "tokenizer.json")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(IntegrityError, match="pickle"):
        exported(folder, "gguf")
    with pytest.raises(InvalidInputError, match="bert"):
        exported(save("bert", tmp_path / "bert"), "gguf")


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = save("gpt2", tmp_path / "gpt2")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(DiskFullError):
        exported(folder, "onnx")
    assert not (folder / "model.onnx").exists()


def test_lines_are_four_hundred_in_both_languages() -> None:
    lines = gates.lines()
    assert len(lines) == 400
    assert len(set(lines)) == 400
    assert sum("\u4e00" <= line[0] <= "\u9fff" for line in lines) > 150
