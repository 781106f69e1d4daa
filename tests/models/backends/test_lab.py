from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import IntegrityError, MissingModelError, UnknownNameError
from broadsheet.models import Message, Options
from tests.models.tiny_transformers import save


def test_a_model_trained_here_answers_by_its_name(tmp_path: Path) -> None:
    save("llama", tmp_path / "home" / "harbour")
    model = models.load("lab:harbour", folder=tmp_path, settings={"lab": str(tmp_path / "home"), "threads": "1"})
    assert model.name == "lab:harbour"
    assert list(model.generate([Message("user", "议会 voted")], Options(max_tokens=3)))[-1].usage


def test_an_unknown_name_lists_the_models_there_are(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match="no model has been trained"):
        models.load("lab:harbour", folder=tmp_path)
    for name in ("one", "two"):
        (tmp_path / "lab" / name).mkdir(parents=True)
        (tmp_path / "lab" / name / "config.json").write_text("{}")
    (tmp_path / "lab" / "three.gguf").write_bytes(b"GGUF")
    for name in ("four", "../lab/one", ""):
        with pytest.raises(UnknownNameError) as caught:
            models.load(f"lab:{name}", folder=tmp_path)
        assert list(caught.value.choices) == ["one", "three", "two"]


def test_a_gguf_file_goes_to_llama_cpp(tmp_path: Path) -> None:
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "three.gguf").write_bytes(b"no model")
    with pytest.raises(IntegrityError, match="GGUF"):
        models.load("lab:three", folder=tmp_path)
