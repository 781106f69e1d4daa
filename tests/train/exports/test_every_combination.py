"""Every kind of model, with and without a head or an update, in every format: it passes its gate or is told why not."""

from pathlib import Path

import pytest

from broadsheet.core import BroadsheetError
from broadsheet.train import architectures, exporting
from broadsheet.train.exporting import Asking, Exported
from broadsheet.train.shrinking import prune
from broadsheet.train.tuning import lora
from broadsheet.train.tuning.settings import Lora
from tests.train.tuning.tuned import EVERY, base, documents, headed

TEXTS = [one.text for one in documents(24)]
LINES = Asking([*TEXTS, "stocks, rates: 3.5%", "央行，利率。"], [(one.text, one.label or "") for one in documents(8)])
WAYS = ("onnx:f32", "onnx:int8", "ctranslate2:f32", "gguf:f16", "folder:f32", "lora")
FOLDERS = {"folder:f32"}
ONNX = {"onnx:f32", "onnx:int8"}
# What each leaves as; all else is refused. Heads leave as ONNX and folders whatever they are on.
WITHOUT = {
    "bert": ONNX | FOLDERS,
    "gpt2": ONNX | FOLDERS | {"ctranslate2:f32", "gguf:f16"},
    "llama": ONNX | FOLDERS | {"ctranslate2:f32", "gguf:f16"},
    "lstm": ONNX | FOLDERS,
    "lstm_attention": ONNX | FOLDERS,
    "rnn": ONNX | FOLDERS,
    "t5": FOLDERS | {"ctranslate2:f32"},
    "transformer": ONNX | FOLDERS,
}
UPDATED = {"gpt2": ("c_attn",), "llama": ("q_proj",), "t5": ("q",), "bert": ("query",), "lstm_attention": ("readout",)}


def left(folder: Path, to: str) -> Exported | BroadsheetError:
    try:
        *_, last = exporting.export(folder, to, into=folder, asking=LINES, replaces=True)
    except BroadsheetError as error:
        return error
    assert isinstance(last, Exported)
    return last


def check(folder: Path, expected: set[str]) -> None:
    for to in WAYS:
        found = left(folder, to)
        if to in expected:
            assert isinstance(found, Exported), f"{to}: {found} {getattr(found, 'found', '')}"
            assert found.path.exists()
            assert found.before.bytes > 0 < found.after.tokens_per_second
        else:
            assert isinstance(found, BroadsheetError), to
            assert found.do, f"{to}: {found}"
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_all_architectures_are_here() -> None:
    assert set(EVERY) == set(WITHOUT) == set(architectures.names())


@pytest.mark.parametrize("name", WITHOUT)
def test_a_model_without_a_head(tmp_path: Path, name: str) -> None:
    check(base(tmp_path / "m", name), WITHOUT[name])


@pytest.mark.parametrize("task", ["classify", "tag", "pairs"])
@pytest.mark.parametrize("name", WITHOUT)
def test_a_model_with_a_head(tmp_path: Path, name: str, task: str) -> None:
    folder = headed(tmp_path / "m", name, task)
    check(folder, ONNX | FOLDERS)
    last = left(folder, "onnx:f32")
    assert isinstance(last, Exported)
    assert (last.before.loss is not None) == (task == "classify")
    assert last.after.loss == pytest.approx(last.before.loss, abs=1e-3)


@pytest.mark.parametrize("name", UPDATED)
def test_an_update_leaves_with_its_model_and_alone_where_llama_cpp_takes_it(tmp_path: Path, name: str) -> None:
    folder, update = base(tmp_path / "base", name), Lora(rank=2, targets=UPDATED[name])
    model = architectures.load(folder)
    lora.add(model, update, seed=3)
    for one in lora.updates(model).values():
        one.up.data.normal_(std=0.5)
    lora.save(model, update, tmp_path / "adapter", base="base")
    alone = {"lora"} if name in ("gpt2", "llama") else set()
    check(tmp_path / "adapter", WITHOUT[name] | alone)


@pytest.mark.parametrize("task", ["", "classify", "tag", "pairs"])
@pytest.mark.parametrize("name", WITHOUT)
def test_a_vocabulary_is_cut_on_every_model(tmp_path: Path, name: str, task: str) -> None:
    folder = headed(tmp_path / "m", name, task) if task else base(tmp_path / "m", name)
    found = prune(folder, TEXTS[:6], into=tmp_path / "small")
    assert found.tokens < found.tokens_before
    assert found.parameters < found.parameters_before
    assert isinstance(left(tmp_path / "small", "folder:f32"), Exported)
