"""Llama's kin in llama.cpp: what the layouts say of their tensors is what its graphs compute, or the gate stops it."""

import json
from pathlib import Path

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.exporting import exported
from tests.train.exports.made import own

torch = pytest.importorskip("torch", reason="the extra `lab` is not installed")
pytest.importorskip("gguf")


def kin(folder: Path, **numbers: object) -> Path:
    return own("llama", folder, heads=4, groups=2, **numbers)


@pytest.mark.parametrize("tied", [True, False])
def test_qwen2_goes_through_the_gate(tmp_path: Path, tied: object) -> None:
    folder = kin(tmp_path / "small", biased=True, tied=tied, theta=1e6)
    assert json.loads((folder / "config.json").read_text())["model_type"] == "qwen2"
    found = exported(folder, "gguf:f16")
    assert found.path.name == "model.gguf"
    assert found.gauged.prompts >= 20


def test_qwen2_in_eight_bits_goes_through_its_wider_gate(tmp_path: Path) -> None:
    assert exported(kin(tmp_path / "small", biased=True), "gguf:q8_0").after.bytes > 0


def test_mistral_is_llama_to_llama_cpp_unless_it_has_a_window(tmp_path: Path) -> None:
    folder = kin(tmp_path / "small")
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "mistral", "architectures": ["MistralForCausalLM"], "sliding_window": None}
    (folder / "config.json").write_text(json.dumps(config))
    assert exported(folder, "gguf:f16").path.is_file()
    (folder / "config.json").write_text(json.dumps({**config, "sliding_window": 8}))
    with pytest.raises(InvalidInputError, match="no sliding_window of this kind"):
        exported(folder, "gguf:f16")


def test_a_kind_that_llama_cpp_is_not_told_here_says_so(tmp_path: Path) -> None:
    folder = kin(tmp_path / "small")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "model_type": "qwen3"}))
    with pytest.raises(InvalidInputError, match=r"qwen3 can't be a GGUF file.*qwen2"):
        exported(folder, "gguf:f16")
