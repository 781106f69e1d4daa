"""From a recipe to what is trained: the model, what it is to learn, and how."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

from broadsheet.core import ConflictError, InvalidInputError, UnknownNameError
from broadsheet.train import architectures, objectives
from broadsheet.train.architectures import check_holds
from broadsheet.train.experiments.basing import Based
from broadsheet.train.experiments.checking import check_names
from broadsheet.train.experiments.preparing import preparing_of
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.teaching import DISTIL, lesson
from broadsheet.train.loop import Training
from broadsheet.train.tuning import starting
from broadsheet.train.tuning.bases import Base
from broadsheet.train.tuning.settings import tuning_of
from broadsheet.train.tuning.starting import Started

# What each kind of model can learn, besides what a head is for. A causal model reads left to right, ...
LEARNS: Mapping[str, tuple[str, ...]] = {
    "causal": ("causal", "instruct", "prefer", "distil"),
    "masked": ("masked", "distil"),
    "paired": ("span", "translate", "distil"),
}
_HEADED = ("classify", "tag", "pairs")


def model_of(based: Based, shards: Any, *, vocabulary: int = 0) -> Started:
    """The model to train: the base with its weights, or one of the recipe's shape with weights drawn by its seed.

    `vocabulary` is that of a model of its own (0: the shards'). Raises what `architectures` and `starting.start` do,
    `ConflictError` for an objective that this kind of model can't learn.
    """
    recipe = based.recipe
    task = str(recipe.objective.get("name", "causal"))
    if based.base is not None:
        body = starting.loaded(based.base, seed=recipe.seed)
    else:
        size = vocabulary or shards.tokenizer.size
        body = architectures.build(shape_of(recipe), vocabulary=size, seed=recipe.seed)
    known = set().union(*LEARNS.values())
    if task in known and task not in LEARNS[body.family]:
        raise ConflictError(
            f"a {body.family} model can't learn {task!r}",
            asked=f"objective.name={task}",
            found=f"{body.shape.architecture}",
            choices=sorted({*LEARNS[body.family], *_HEADED}),
        )
    return starting.start(body, based.tuning, shards=shards, task=task, seed=recipe.seed)


def untuned(base: Base | None, *, seed: int) -> Callable[[], Any] | None:
    """What gives the model of `base` as it was before tuning, read when it is first asked for; None for none."""
    return cache(lambda: starting.loaded(base, seed=seed).eval()) if base else None


def check(recipe: ModelRecipe) -> None:
    """Raise what a setting, a name or a shape that can't be would raise later, before anything is read or built."""
    training_of(recipe)
    preparing_of(recipe)
    check_names(measures=tuple(recipe.evaluation.get("measures", ())), exports=recipe.exports)
    if not tuning_of(recipe.tuning).base:
        shape = shape_of(recipe)
        check_holds(shape, max(int(recipe.tokenizer.get("size", 1)), 1))


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


def training_of(recipe: ModelRecipe, started: Started | None = None) -> Training:
    """How the recipe trains; raises `InvalidInputError` for a setting that is none, or a value out of range.

    The recipe's own `rates` come before those of the layers of what was `started`.
    """
    told: dict[str, Any] = {name: _tuples(value) for name, value in recipe.training.items()}
    known = sorted(Training.__dataclass_fields__)
    if unknown := sorted(set(told) - set(known)):
        raise InvalidInputError("the training has no such setting", asked=f"training.{unknown[0]}", choices=known)
    try:
        training = Training(**{"seed": recipe.seed, **told})
    except TypeError as error:
        do = "set training.steps, training.rows and training.length"
        raise InvalidInputError("the training lacks a setting", found=str(error).partition(": ")[2], do=do) from error
    return replace(training, rates=(*training.rates, *started.rates)) if started else training


def objective_of(recipe: ModelRecipe, shards: Any, training: Training, *, model: Any) -> objectives.Objective:
    """What is learnt, over prepared shards. Raises what `objectives.make` does.

    Preferences are measured against `model` as it is now, so it must be as it was before its first step.
    """
    settings = dict(recipe.objective)
    name = str(settings.pop("name", "causal"))
    if name == DISTIL:
        settings = lesson(recipe, shards, training)
    if name == "prefer":
        settings["reference"] = deepcopy(model)
    return objectives.make(
        name, shards, seed=recipe.seed, rows=training.rows, length=training.length, **_frozen(settings)
    )


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _frozen(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
