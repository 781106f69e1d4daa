"""A teacher for the objective `distil`: found as a base is, with its tokens taken, its weights read when it teaches."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train import architectures, objectives
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.loop import Training
from broadsheet.train.tuning import bases
from broadsheet.train.tuning.bases import Base, Places

DISTIL = "distil"
_TASK = "causal"


def taught(recipe: ModelRecipe, places: Places) -> tuple[ModelRecipe, Base | None]:
    """The recipe with its teacher's folder and that one's tokenizer for the text, and the teacher; others as they are.

    `objective.teacher` is `lab:NAME` or a folder. Raises `InvalidInputError` where none is named, and as `bases.find`.
    """
    if recipe.objective.get("name") != DISTIL:
        return recipe, None
    named = str(recipe.objective.get("teacher") or "")
    if not named:
        raise InvalidInputError("a model that is taught needs a teacher", do="set objective.teacher=lab:NAME")
    teacher = bases.find(named, places)
    folder = str(teacher.folder)
    text = {"ready": folder, **recipe.corpus}
    return replace(recipe, objective={**recipe.objective, "teacher": folder}, corpus=text), teacher


def untaught(recipe: ModelRecipe) -> ModelRecipe:
    """The recipe with the task alone: what is held out is measured by it, and no teacher is needed."""
    if recipe.objective.get("name") != DISTIL:
        return recipe
    return replace(recipe, objective={"name": recipe.objective.get("task", _TASK)})


def lesson(recipe: ModelRecipe, shards: Any, training: Training) -> dict[str, Any]:
    """The settings of the objective: the teacher itself, and the task that it and its pupil do (`objective.task`).

    Raises as `architectures.load` and `objectives.make` do.
    """
    told = {key: value for key, value in recipe.objective.items() if key != "name"}
    task = str(told.get("task", _TASK))
    shown = objectives.make(task, shards, seed=recipe.seed, rows=training.rows, length=training.length)
    return {**told, "teacher": architectures.load(Path(str(told["teacher"]))), "task": shown}
