"""Whole tunings: from a base to a model that reads, with every head, from every family."""

import json
from pathlib import Path

import pytest

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.recipe import model_recipe
from broadsheet.train.experiments.told import Finished
from broadsheet.train.reading.labelling import classify, tag
from broadsheet.train.reading.opening import open_reader
from tests.train.tuning.tuned import base, documents, made, recipe

torch = pytest.importorskip("torch")


@pytest.mark.parametrize(("name", "steps"), [("bert", 80), ("llama", 80), ("t5", 240), ("lstm", 80)])
def test_a_base_of_every_family_becomes_a_classifier_in_both_languages(tmp_path: Path, name: str, steps: int) -> None:
    folder = base(tmp_path / "lab" / "base", name)
    given = recipe(
        "classify",
        tuning={"base": "lab:base"},
        training={"steps": steps, "rows": 8, "rate": 1e-2, "evaluate_every": 40},
        evaluation={"measures": ["classes"]},
    )
    *_, last = made(given, folder.parent / "mine")
    assert isinstance(last, Finished)
    measures = last.card["measures"]["classes"]
    assert set(measures["beside"]) == {"majority", "logistic"}
    reader = open_reader(folder.parent / "mine")
    found = list(classify(reader, ["球队 比赛 夺冠", "stocks bank rates", ""]))
    assert [getattr(one, "label", "error") for one in found] == ["体育", "money", "error"]


def test_a_tagger_tags_every_word_and_no_other(tmp_path: Path) -> None:
    folder = base(tmp_path / "lab" / "base")
    given = recipe(
        "tag", tuning={"base": "lab:base"}, training={"steps": 60, "rate": 2e-2}, evaluation={"measures": ["tags"]}
    )
    *_, last = made(given, folder.parent / "mine")
    assert last.card["measures"]["tags"]["accuracy"] > 0.7
    found = tag(open_reader(folder.parent / "mine"), "team match goal 17 " * 30)
    assert [one.word for one in found] == ["team", "match", "goal", "17"] * 30
    assert {one.tag for one in found} <= {"词", "数"}
    assert "".join(one.word for one in tag(open_reader(folder.parent / "mine"), "球队夺冠，央行加息。")) == (
        "球队夺冠，央行加息。"
    )


def test_what_was_frozen_is_the_bases_and_is_not_in_a_checkpoint(tmp_path: Path) -> None:
    from broadsheet.train import architectures
    from broadsheet.train.loop import weights

    folder = base(tmp_path / "lab" / "base")
    made(recipe("classify", tuning={"base": "lab:base", "freeze": ["body"]}), folder.parent / "mine")
    before, after = architectures.tensors(folder), architectures.tensors(folder.parent / "mine")
    assert all(torch.equal(tensor, after[f"body.{name}"]) for name, tensor in before.items())
    kept = weights.read(next((folder.parent / "mine" / "run" / "checkpoints").glob("step-*")) / weights.MODEL)
    assert set(kept) == {"head.weight", "head.bias"}


def test_lora_leaves_an_adapter_and_a_whole_model(tmp_path: Path) -> None:
    from broadsheet.train import architectures

    folder = base(tmp_path / "lab" / "base", "llama")
    given = recipe("instruct", tuning={"base": "lab:base", "lora": {"rank": 2}}, training={"rate": 0.1})
    made(given, folder.parent / "mine")
    before, after = architectures.tensors(folder), architectures.tensors(folder.parent / "mine")
    changed = {name for name, tensor in before.items() if not torch.equal(tensor, after[name])}
    assert before.keys() == after.keys()
    assert changed == {f"model.layers.{n}.self_attn.{part}_proj.weight" for n in (0, 1) for part in "qv"}
    told = json.loads((folder.parent / "mine" / "adapter" / "adapter_config.json").read_text())
    assert (told["r"], told["base_model_name_or_path"]) == (2, "lab:base")


def test_preferences_move_the_accepted_above_the_refused(tmp_path: Path) -> None:
    folder = base(tmp_path / "lab" / "base", "llama")
    given = recipe(
        "prefer", tuning={"base": "lab:base"}, training={"steps": 30}, evaluation={"measures": ["preferred"]}
    )
    *_, last = made(given, folder.parent / "mine")
    assert last.card["measures"]["preferred"]["accuracy"] > 0.9


def test_the_same_call_again_does_nothing_anew(tmp_path: Path) -> None:
    folder = base(tmp_path / "lab" / "base", "llama")
    given = recipe("instruct", tuning={"base": "lab:base", "lora": {"rank": 2}})
    made(given, folder.parent / "mine")
    first = (folder.parent / "mine" / "model.safetensors").read_bytes()
    *_, last = made(given, folder.parent / "mine")
    assert isinstance(last, Finished)
    assert (folder.parent / "mine" / "model.safetensors").read_bytes() == first


def test_a_base_that_changed_meanwhile_is_named(tmp_path: Path) -> None:
    folder = base(tmp_path / "lab" / "base")
    given = recipe("classify", tuning={"base": "lab:base"})
    made(given, folder.parent / "mine")
    tensors = (folder / "tokenizer.json").read_text()
    (folder / "tokenizer.json").write_text(tensors + "\n")
    with pytest.raises(ConflictError, match="other weights"):
        made(given, folder.parent / "mine")


def test_rows_are_no_longer_than_the_base_reads(tmp_path: Path) -> None:
    folder = base(tmp_path / "lab" / "base")
    told = made(recipe("classify", tuning={"base": "lab:base"}, training={"length": 500}), folder.parent / "mine")
    assert told[-1].card["training"]["length"] == 48
    assert any("reads 48 tokens" in getattr(one, "text", "") for one in told)


def test_texts_without_labels_are_refused(tmp_path: Path) -> None:
    folder = base(tmp_path / "lab" / "base")
    bare = [Document(one.text) for one in documents()]
    with pytest.raises(InvalidInputError, match="too few labels"):
        made(recipe("classify", tuning={"base": "lab:base"}), folder.parent / "mine", texts=bare)


@pytest.mark.parametrize(
    ("task", "head", "message"), [("classify", "tag", "another task"), ("masked", "classify", "no use for a head")]
)
def test_a_head_that_does_not_fit_is_refused(tmp_path: Path, task: str, head: str, message: str) -> None:
    folder = base(tmp_path / "lab" / "base")
    with pytest.raises(ConflictError, match=message):
        made(recipe(task, tuning={"base": "lab:base", "head": head}), folder.parent / "mine")


@pytest.mark.parametrize(("name", "task"), [("bert", "instruct"), ("llama", "translate"), ("t5", "causal")])
def test_an_objective_for_another_kind_of_model_is_refused(tmp_path: Path, name: str, task: str) -> None:
    folder = base(tmp_path / "lab" / "base", name)
    with pytest.raises(ConflictError, match="can't learn"):
        made(recipe(task, tuning={"base": "lab:base"}), folder.parent / "mine")


def test_headlines_of_a_causal_base_are_asked_for_in_words(tmp_path: Path) -> None:
    from broadsheet.train.experiments.basing import based_on
    from broadsheet.train.tuning.bases import Places

    base(tmp_path / "lab" / "base", "llama")
    given = model_recipe("headlines", settings=["tuning.base=lab:base"])
    based = based_on(given, Places(tmp_path / "lab", tmp_path, tmp_path / "kept"))
    told = based.documents(iter([Document("球队夺冠。" * 300), Document("A team won. " * 9)]))
    asked = [one.text for one in told if isinstance(one, Document)]
    assert based.recipe.objective["name"] == "instruct"
    assert "标题" in asked[0]
    assert len(asked[0]) < 900
    assert asked[1].endswith("A headline for the report above:\n")


def test_headlines_of_a_paired_base_are_learnt_as_pairs(tmp_path: Path) -> None:
    from broadsheet.train.experiments.basing import based_on
    from broadsheet.train.tuning.bases import Places

    base(tmp_path / "lab" / "base", "t5")
    given = model_recipe("headlines", settings=["tuning.base=lab:base"])
    based = based_on(given, Places(tmp_path / "lab", tmp_path, tmp_path / "kept"))
    assert based.recipe.objective["name"] == "translate"
    assert list(based.documents(iter([Document("球队夺冠。")]))) == [Document("球队夺冠。")]
