"""A GGUF as a base: its weights and its tokenizer come back as a folder that says what the model said."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.tuning import dequantising
from broadsheet.train.tuning.bases import Places, find
from broadsheet.train.tuning.starting import loaded
from tests.train.exports.made import own

torch = pytest.importorskip("torch")
pytest.importorskip("gguf")


def gguf(folder: Path) -> Path:
    from broadsheet.train.exports.gguf import write
    from broadsheet.train.gates import open_source

    return write(open_source(folder), folder, kind="f16")


@pytest.mark.parametrize("biased", [True, False])
def test_a_gguf_says_what_its_model_said(tmp_path: Path, biased: object) -> None:
    from broadsheet.train import architectures

    folder = own("llama", tmp_path / "small", heads=4, groups=2, biased=biased)
    base = find(str(gguf(folder)), Places(tmp_path, tmp_path, tmp_path / "kept"))
    assert (base.title, base.folder) == ("model.gguf", tmp_path / "kept")
    ids = torch.tensor([[5, 9, 12, 7]])
    with torch.no_grad():
        ours, theirs = loaded(base, seed=1).eval()(ids), architectures.load(folder)(ids)
    torch.testing.assert_close(ours, theirs, rtol=0.05, atol=0.05)


def test_one_beyond_the_machines_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = gguf(own("llama", tmp_path / "small", heads=4))
    monkeypatch.setattr(dequantising, "this_machine", lambda _: SimpleNamespace(memory=1000))
    with pytest.raises(InvalidInputError, match=r"larger in full weights.*numbers"):
        dequantising.unpacked(path, into=tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_another_file_of_the_same_name_is_unpacked_anew_and_the_same_one_is_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    own("llama", tmp_path / "small", heads=4)
    kept = dequantising.unpacked(gguf(tmp_path / "small"), into=tmp_path / "kept")
    assert "quantizing" not in capfd.readouterr().err
    weights = kept / "model.safetensors"
    before, written = weights.read_bytes(), weights.stat().st_mtime_ns
    dequantising.unpacked(tmp_path / "small" / "model.gguf", into=kept)
    assert weights.stat().st_mtime_ns == written
    own("llama", tmp_path / "other", heads=4, layers=1)
    dequantising.unpacked(gguf(tmp_path / "other"), into=kept)
    assert weights.read_bytes() != before
