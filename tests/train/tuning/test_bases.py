"""Where a base is looked for, and what is refused as one."""

import pickle
from pathlib import Path

import pytest

from broadsheet.core import InvalidInputError, MissingModelError, NotFoundError, UnknownNameError
from broadsheet.train.tuning.bases import Places, find
from broadsheet.train.tuning.settings import Tuning, tuning_of
from broadsheet.train.tuning.starting import loaded
from tests.train.tuning.tuned import base

torch = pytest.importorskip("torch")


def places(folder: Path) -> Places:
    return Places(folder / "lab", folder / "models", folder / "kept")


def test_a_folder_and_a_name_of_the_lab_are_the_same_base(tmp_path: Path) -> None:
    folder = base(tmp_path / "lab" / "mine")
    by_name, by_path = find("lab:mine", places(tmp_path)), find(str(folder), places(tmp_path))
    assert (by_name.folder, by_name.digest) == (by_path.folder, by_path.digest)


def test_other_weights_have_another_digest(tmp_path: Path) -> None:
    one, two = base(tmp_path / "lab" / "one"), base(tmp_path / "lab" / "two", "llama")
    assert one != two
    assert find("lab:one", places(tmp_path)).digest != find("lab:two", places(tmp_path)).digest


def test_a_name_there_is_not_is_refused_with_those_there_are(tmp_path: Path) -> None:
    base(tmp_path / "lab" / "mine")
    with pytest.raises(NotFoundError, match="mine"):
        find("lab:other", places(tmp_path))


def test_a_hubs_model_is_never_fetched_unasked(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match="fetch=true"):
        find("nobody/nothing-of-the-kind", places(tmp_path))


def test_a_catalogue_model_that_was_not_pulled_says_how(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match="models pull smollm2-135m"):
        find("smollm2-135m", places(tmp_path))


def test_a_base_without_a_tokenizer_is_refused(tmp_path: Path) -> None:
    folder = base(tmp_path / "mine")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(InvalidInputError, match="tokenizer"):
        find(str(folder), places(tmp_path))


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    folder = base(tmp_path / "mine")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"a": 1}))
    with pytest.raises(InvalidInputError, match="pickle"):
        loaded(find(str(folder), places(tmp_path)), seed=1)


def test_a_model_of_another_architecture_is_refused_with_those_there_are(tmp_path: Path) -> None:
    folder = base(tmp_path / "mine")
    config = (folder / "config.json").read_text().replace('"model_type": "bert"', '"model_type": "gpt-of-tomorrow"')
    (folder / "config.json").write_text(config)
    with pytest.raises(UnknownNameError, match="gpt-of-tomorrow") as error:
        loaded(find(str(folder), places(tmp_path)), seed=1)
    assert "llama" in str(error.value)


@pytest.mark.parametrize("kind", ["BertModel", "BertForMaskedLM"])
def test_another_bert_class_of_hugging_face_is_a_base(tmp_path: Path, kind: str) -> None:
    transformers = pytest.importorskip("transformers")
    folder = base(tmp_path / "mine")
    whole = loaded(find(str(folder), places(tmp_path)), seed=1)
    other = getattr(transformers, kind)(whole.config)
    other.save_pretrained(folder)
    again = loaded(find(str(folder), places(tmp_path)), seed=1)
    ids = torch.tensor([[5, 9, 12]])
    theirs = other.eval() if kind == "BertModel" else other.eval().bert
    with torch.no_grad():
        assert torch.allclose(again.eval().hidden(ids), theirs(ids).last_hidden_state, atol=1e-5)


@pytest.mark.parametrize(
    "bad", [{"decay": 0.5}, {"head": "dance"}, {"dropout": 1.0}, {"ask": {"zh": "标题："}}, {"bases": "x"}, {"lora": 8}]
)
def test_a_setting_that_can_not_be_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises((InvalidInputError, UnknownNameError)):
        tuning_of(bad)


def test_one_name_may_stand_for_a_list() -> None:
    assert tuning_of({"freeze": "embeddings"}) == Tuning(freeze=("embeddings",))
