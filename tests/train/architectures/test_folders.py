"""What is not a model's folder, or not the model's it says, is refused by name."""

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from broadsheet.core import IntegrityError, InvalidInputError, UnknownNameError
from broadsheet.train import architectures
from tests.train.architectures.models import model, texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    architectures.save(model("gpt2", {}), tmp_path)
    return tmp_path


def change(folder: Path, **values: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, **values}))


def test_a_pickle_is_refused(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    torch.save({"x": torch.ones(1)}, folder / "pytorch_model.bin")
    with pytest.raises(InvalidInputError, match=r"pickle.*pytorch_model\.bin.*safetensors"):
        architectures.load(folder)


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_pickle_under_another_name_is_refused(folder: Path, as_zip: object) -> None:
    torch.save({"x": torch.ones(1)}, folder / "model.safetensors", _use_new_zipfile_serialization=as_zip)
    with pytest.raises(InvalidInputError, match="pickle"):
        architectures.load(folder)


def test_a_good_file_whose_length_begins_like_a_pickle_is_read(folder: Path) -> None:
    path = folder / "model.safetensors"
    whole = load_file(path)
    save_file(whole, path, metadata={"p": ""})
    length = int.from_bytes(path.read_bytes()[:8], "little")
    # The header's length comes first, lowest byte first; 80 02 is also how a pickle begins.
    padding = (0x0280 - length) % 0x10000
    save_file(whole, path, metadata={"p": "x" * padding})
    assert path.read_bytes()[:2] == b"\x80\x02"
    assert torch.equal(architectures.load(folder)(texts().ids), model("gpt2", {})(texts().ids))


@pytest.mark.parametrize("kept", [0, 5, 200, -1])
def test_a_torn_file_is_refused(folder: Path, kept: int) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(IntegrityError, match="torn"):
        architectures.load(folder)


def test_a_missing_part_of_several_files_is_told(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    index = {"weight_map": {"transformer.wte.weight": "part-1.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(IntegrityError, match=r"part-1\.safetensors"):
        architectures.load(folder)


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"no config\.json"):
        architectures.load(tmp_path)


def test_a_configuration_that_is_not_json_is_told(folder: Path) -> None:
    (folder / "config.json").write_text("{")
    with pytest.raises(InvalidInputError, match="not JSON"):
        architectures.load(folder)


def test_a_folder_without_weights_is_told(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    with pytest.raises(InvalidInputError, match=r"no model\.safetensors"):
        architectures.load(folder)


def test_missing_surplus_and_misshapen_tensors_are_named(folder: Path) -> None:
    whole = load_file(folder / "model.safetensors")
    del whole["transformer.h.0.ln_1.weight"]
    whole["transformer.h.7.ln_1.weight"] = torch.ones(16)
    whole["transformer.wpe.weight"] = torch.ones(5, 16)
    save_file(whole, folder / "model.safetensors")
    with pytest.raises(InvalidInputError) as error:
        architectures.load(folder)
    for part in (
        "missing: transformer.h.0.ln_1.weight",
        "not of this model: transformer.h.7.ln_1.weight",
        "transformer.wpe.weight is (5, 16), not (12, 16)",
    ):
        assert part in str(error.value)


def test_the_weights_of_another_architecture_are_refused(folder: Path, tmp_path: Path) -> None:
    architectures.save(model("llama", {}), tmp_path / "llama")
    (folder / "model.safetensors").write_bytes((tmp_path / "llama" / "model.safetensors").read_bytes())
    with pytest.raises(InvalidInputError, match="not those of a gpt2"):
        architectures.load(folder)


def test_a_model_of_another_architecture_than_wanted_is_refused(folder: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"another architecture.*llama.*gpt2"):
        architectures.load(folder, architecture="llama")
    assert architectures.load(folder, architecture="gpt2").shape.architecture == "gpt2"


def test_a_model_of_no_architecture_here_is_refused_with_those_there_are(folder: Path) -> None:
    change(folder, model_type="gpt-of-tomorrow")
    with pytest.raises(UnknownNameError, match=r"gpt-of-tomorrow.*broadsheet-lstm.*gpt2.*llama"):
        architectures.load(folder)


def test_a_variant_that_our_module_does_not_compute_is_of_its_own_class(folder: Path, tmp_path: Path) -> None:
    change(folder, activation_function="relu")
    found = architectures.load(folder)
    other = AutoModelForCausalLM.from_pretrained(folder)
    assert found.shape.architecture == "foreign"
    assert torch.allclose(found.scores(found.hidden(texts().ids)), other(texts().ids).logits, atol=1e-5)
    architectures.save(model("llama", {}), tmp_path / "llama")
    change(tmp_path / "llama", rope_parameters={"rope_type": "linear", "factor": 2.0, "rope_theta": 1e4})
    assert architectures.load(tmp_path / "llama").shape.architecture == "foreign"


def test_saving_again_replaces_and_leaves_nothing_beside(folder: Path) -> None:
    other = model("gpt2", {}, seed=8)
    architectures.save(other, folder)
    assert torch.equal(architectures.load(folder)(texts().ids), other(texts().ids))
    assert sorted(path.name for path in folder.iterdir()) == ["config.json", "model.safetensors"]
