"""From a recipe to what is trained: the model, what it is to learn, and how."""

from collections.abc import Mapping
from typing import Any

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train import architectures, objectives
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.loop import Training


def model_of(recipe: ModelRecipe, *, vocabulary: int) -> Any:
    """The model of the recipe, with weights drawn by its seed. Raises what `architectures` does."""
    return architectures.build(shape_of(recipe), vocabulary=vocabulary, seed=recipe.seed)


def shape_of(recipe: ModelRecipe) -> architectures.Shape:
    """The shape the recipe gives; a model that is told no context reads as much as a row of the training holds."""
    numbers = dict(recipe.model)
    name = str(numbers.pop("architecture", ""))
    if not name:
        do = "set model.architecture, or tuning.base to start from a model there is"
        raise UnknownNameError("the recipe names no architecture", choices=architectures.names(), do=do)
    if "length" in recipe.training:
        numbers.setdefault("context", recipe.training["length"])
    return architectures.shape(name, **numbers)


def training_of(recipe: ModelRecipe) -> Training:
    """How the recipe trains; raises `InvalidInputError` for a setting that is none, or a value out of range."""
    told: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in recipe.training.items()}
    told["rates"] = tuple((str(name), float(rate)) for name, rate in told.get("rates", ()))
    try:
        return Training(**{"seed": recipe.seed, **told})
    except TypeError as error:
        known = sorted(Training.__dataclass_fields__)
        raise InvalidInputError("the training has no such setting", found=str(error), choices=known) from error


def objective_of(recipe: ModelRecipe, shards: Any, training: Training) -> objectives.Objective:
    """What is learnt, over prepared shards. Raises what `objectives.make` does."""
    settings = dict(recipe.objective)
    name = str(settings.pop("name", "causal"))
    return objectives.make(
        name, shards, seed=recipe.seed, rows=training.rows, length=training.length, **_frozen(settings)
    )


def _frozen(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
