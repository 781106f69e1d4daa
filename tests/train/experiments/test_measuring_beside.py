"""A tuned model is measured beside the base it started from, and measured anew it is what it was."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.measuring import Measured, measure_anew
from broadsheet.train.experiments.recipe import ModelRecipe
from tests.train.tuning.tuned import base, documents, made, recipe

pytest.importorskip("torch")
pytest.importorskip("sacrebleu", reason="the extra lab is not installed")

MEASURES = {"measures": ["overlap", "editorial"], "written_tokens": 6, "overlap_texts": 8, "editorial_texts": 4}
ASK = {"zh": "{text}\n标题：", "en": "{text}\nheadline: "}


def _headlines() -> ModelRecipe:
    """Headlines by a recipe for paired models, which a causal base carries out as requests and answers."""
    causal = {"objective": {"name": "instruct"}}
    told = {"base": "lab:base", "ask": ASK, "causal": causal}
    return recipe(
        "translate",
        tuning=told,
        training={"steps": 120, "rows": 8, "rate": 2e-2, "evaluate_every": 40},
        evaluation=MEASURES,
    )


def _reports() -> list[Document]:
    return [replace(one, tags=()) for one in documents()]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("lab")
    base(folder / "base", "llama")
    made(_headlines(), folder / "mine", texts=_reports())
    return folder


def _anew(lab: Path, **given: Any) -> Measured:
    *_, found = measure_anew(lab / "mine", **given)
    assert isinstance(found, Measured)
    return found


def test_the_base_as_it_was_and_the_lead_stand_beside_a_tuned_model(lab: Path) -> None:
    measures = _anew(lab).measures
    for name in ("overlap", "editorial"):
        assert {"model", "base", "lead", "first_sentence"} <= set(measures[name]), name
    assert measures["overlap"]["base"]["figures"]["chrf"] < measures["overlap"]["model"]["figures"]["chrf"]
    assert measures["editorial"]["lead"]["accuracy"]["n"] > 0


def test_a_tuned_causal_model_is_measured_on_other_texts_as_it_was_trained(lab: Path) -> None:
    found = _anew(lab, documents=iter(_reports()[:12]))
    assert found.measures["overlap"]["model"]["n"] == 8
    assert "base" in found.measures["overlap"]


def test_without_its_base_a_model_is_measured_all_the_same(lab: Path, tmp_path: Path) -> None:
    shutil.copytree(lab / "mine", tmp_path / "mine")
    (tmp_path / "mine" / "base.json").write_text('{"base": "lab:gone", "folder": "gone", "digest": "0"}')
    found = _anew(tmp_path)
    assert "model" in found.measures["overlap"]
    assert "base" not in found.measures["overlap"]
