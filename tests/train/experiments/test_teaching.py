"""A pupil is taught by a model of the lab, in that one's tokens."""

from pathlib import Path

import pytest

from broadsheet.core import InvalidInputError, NotFoundError
from broadsheet.train.experiments.basing import based_on
from broadsheet.train.experiments.recipe import ModelRecipe, model_recipe
from broadsheet.train.experiments.teaching import untaught
from broadsheet.train.tuning.bases import Places
from tests.train.exports.made import own


def told(tmp_path: Path, *settings: str) -> ModelRecipe:
    recipe = model_recipe("poems", preset="tiny", settings=("objective.name=distil", *settings))
    return based_on(recipe, Places(tmp_path, tmp_path, tmp_path / "kept")).recipe


def test_the_teacher_is_found_in_the_lab_and_its_tokens_are_taken(tmp_path: Path) -> None:
    folder = own("lstm", tmp_path / "master")
    recipe = told(tmp_path, "objective.teacher=lab:master")
    assert Path(str(recipe.objective["teacher"])).samefile(folder)
    assert Path(str(recipe.corpus["ready"])).samefile(folder)
    assert untaught(recipe).objective == {"name": "causal"}


def test_a_teacher_that_is_not_named_or_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="needs a teacher"):
        told(tmp_path)
    with pytest.raises(NotFoundError):
        told(tmp_path, "objective.teacher=lab:nobody")


def test_other_recipes_stay_as_they_are(tmp_path: Path) -> None:
    recipe = model_recipe("poems")
    assert based_on(recipe, Places(tmp_path, tmp_path, tmp_path / "kept")).recipe == recipe
    assert untaught(recipe) == recipe
