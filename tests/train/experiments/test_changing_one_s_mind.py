"""Settings that change between two calls: accepted by name, they count from the next step on."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet.core import ConflictError
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.running import Material, run
from broadsheet.train.experiments.told import Finished
from tests.train.tuning.tuned import SMALL, documents, recipe

pytest.importorskip("torch")


def _given(**training: Any) -> ModelRecipe:
    model = {"architecture": "lstm", **SMALL["lstm"]}
    tokenizer = {"kind": "characters", "size": 300}
    return recipe("causal", model=model, tokenizer=tokenizer, training={"save_every": 2, **training})


def _run(given: ModelRecipe, folder: Path, *accept: str) -> Any:
    texts = [replace(one, tags=()) for one in documents()]
    clock = iter(range(10**6)).__next__
    told = run(given, Material(lambda: iter(texts)), folder=folder, stop=lambda: False, clock=clock, accept=accept)
    *_, last = told
    return last


def test_a_model_that_is_done_is_trained_longer_and_measured_anew(tmp_path: Path) -> None:
    measured = {"measures": ["likelihood"]}
    first = _run(replace(_given(), evaluation=measured), tmp_path / "one")
    longer = replace(_given(steps=8), evaluation=measured)
    with pytest.raises(ConflictError, match=r"training\.steps: 4, now 8"):
        _run(longer, tmp_path / "one")
    second = _run(longer, tmp_path / "one", "training.steps")
    assert isinstance(second, Finished)
    assert (first.card["step"], second.card["step"]) == (4, 8)
    assert second.card["measures"]["likelihood"]["loss"] != first.card["measures"]["likelihood"]["loss"]


@pytest.mark.parametrize("setting", ["training.rows", "training.length"])
def test_one_name_accepts_a_setting_wherever_it_counts(tmp_path: Path, setting: str) -> None:
    _run(_given(), tmp_path / "one")
    changed = _given(steps=6, **{setting.split(".")[1]: 8})
    last = _run(changed, tmp_path / "one", "training.steps", setting)
    assert last.card["training"][setting.split(".")[1]] == 8
    assert Folder(tmp_path / "one").told().steps == 6
