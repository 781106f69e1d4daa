"""Recipes for language models: shipped ones, files, presets and single settings."""

from pathlib import Path

import pytest

from broadsheet import train
from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train import architectures, objectives
from broadsheet.train.evaluation.measures import MEASURES
from broadsheet.train.experiments.building import shape_of, training_of
from broadsheet.train.experiments.recipe import model_recipe, model_recipes, presets_of


@pytest.mark.parametrize("name", model_recipes())
def test_every_shipped_recipe_names_what_there_is(name: str) -> None:
    for preset in ("", *presets_of(name)):
        recipe = model_recipe(name, preset=preset)
        assert shape_of(recipe).context >= training_of(recipe).length
        assert recipe.objective["name"] in objectives.names()
        assert recipe.model["architecture"] in architectures.names()
        assert set(recipe.evaluation["measures"]) <= set(MEASURES.names())
        assert recipe.about["zh"]
        assert recipe.about["en"]


def test_recipes_for_classifiers_and_for_models_are_two_lists() -> None:
    assert "classify" in train.recipes()
    assert not set(train.recipes()) & set(model_recipes())


def test_a_setting_is_laid_over_a_preset_and_that_over_the_recipe() -> None:
    plain, tiny = model_recipe("poems"), model_recipe("poems", preset="tiny")
    both = model_recipe("poems", preset="tiny", settings=["training.steps=7", "model.architecture=gpt2", "seed=3"])
    assert plain.training["steps"] > tiny.training["steps"] > both.training["steps"] == 7
    assert both.training["length"] == tiny.training["length"]
    assert both.training["rate"] == plain.training["rate"]
    assert (both.model["architecture"], both.seed) == ("gpt2", 3)
    assert model_recipe("poems") == plain


def test_a_file_is_a_recipe_too(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('kind = "model"\n[model]\narchitecture = "llama"\n[training]\nsteps = 3\nrows = 2\nlength = 8\n')
    recipe = model_recipe(str(file))
    assert (recipe.name, training_of(recipe).steps) == ("mine", 3)


@pytest.mark.parametrize("settings", ["steps", "=5", ""])
def test_what_is_no_setting_is_refused(settings: str) -> None:
    with pytest.raises(InvalidInputError, match="not a setting"):
        model_recipe("poems", settings=[settings])


def test_a_recipe_a_preset_a_table_and_a_number_that_are_not_there_are_named() -> None:
    with pytest.raises(UnknownNameError, match="no recipe called 'sonnets'"):
        model_recipe("sonnets")
    with pytest.raises(UnknownNameError, match="no preset called 'huge'"):
        model_recipe("poems", preset="huge")
    with pytest.raises(UnknownNameError, match="'trainnig'"):
        model_recipe("poems", settings=["trainnig.steps=5"])
    with pytest.raises(InvalidInputError, match="no such setting"):
        training_of(model_recipe("poems", settings=["training.stepps=5"]))
    with pytest.raises(UnknownNameError, match="no number called"):
        shape_of(model_recipe("poems", settings=["model.depth=5"]))


def test_a_file_that_is_no_recipe_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[model\n")
    with pytest.raises(InvalidInputError, match="can't be read"):
        model_recipe(str(file))
    with pytest.raises(InvalidInputError, match="can't be read"):
        model_recipe(str(tmp_path / "none.toml"))
