import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import IntegrityError, MissingModelError, UnknownNameError
from broadsheet.models.catalogue import find


def test_a_model_that_is_not_pulled_names_the_command_that_gets_it(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError) as caught:
        models.load("qwen2.5-1.5b", folder=tmp_path)
    assert caught.value.do.startswith("broadsheet models pull qwen2.5-1.5b")
    assert caught.value.exit_code == 3


def test_an_unknown_name_lists_the_models_and_the_backends(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        models.load("gpt-9", folder=tmp_path)
    assert {"qwen2.5-1.5b", "stub", "openai:MODEL"} <= set(caught.value.choices)


def test_a_file_of_the_right_name_and_the_wrong_bytes_is_not_loaded(tmp_path: Path) -> None:
    from tests.models.tiny import CONTENT

    (tmp_path / "smollm2-135m.gguf").write_bytes(CONTENT)
    with pytest.raises(IntegrityError, match=find("smollm2-135m").sha256):
        models.load("smollm2-135m", folder=tmp_path)


def test_a_named_file_must_look_like_a_model(tmp_path: Path) -> None:
    (tmp_path / "page.gguf").write_text("<html>" * 20)
    with pytest.raises(IntegrityError, match="GGUF"):
        models.load(f"file:{tmp_path / 'page.gguf'}", folder=tmp_path)
    with pytest.raises(MissingModelError):
        models.load(f"file:{tmp_path / 'none.gguf'}", folder=tmp_path)


def test_importing_the_room_brings_no_engine_and_no_arrays() -> None:
    heavy = "{'numpy', 'httpx', 'xllamacpp'}"
    code = f"import sys, broadsheet.models; assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_door_is_sorted_and_complete() -> None:
    assert models.__all__ == sorted(models.__all__)
    assert all(hasattr(models, name) for name in models.__all__)
