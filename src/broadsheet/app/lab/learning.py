"""Training language models: from the archive or from files to a model that answers as `lab:NAME`."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.app.lab.archive import ArchiveCorpus
from broadsheet.app.lab.columns import fields_of
from broadsheet.app.lab.failing import noted
from broadsheet.app.lab.keeping import LabKeeping
from broadsheet.core import InvalidInputError, NotFoundError
from broadsheet.core.whole_files import swept
from broadsheet.train import corpus
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.wanted import Reading
from broadsheet.train.experiments.folder import Folder, fit_name
from broadsheet.train.experiments.recipe import ModelRecipe, model_recipe

if TYPE_CHECKING:
    from broadsheet.train.experiments.costing import Cost
    from broadsheet.train.experiments.running import Told


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody chose for one training: a recipe, and what is laid over it.

    `data` are files and folders, none for the archive; `columns` say which column holds what (`target=title`) where
    that is not told by its name. `language` and `label` narrow and label the archive.
    `settings` are `training.steps=500`; `accept` names settings that may differ from those a stopped one began with.
    """

    recipe: str
    data: tuple[str, ...] = ()
    preset: str = ""
    settings: tuple[str, ...] = ()
    language: str = ""
    label: str = ""
    columns: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()


class LabLearning(ArchiveCorpus, LabKeeping):
    """The part of the newsroom that trains language models."""

    def train_model(
        self, given: Given, *, name: str = "", stop: Callable[[], bool] = lambda: False
    ) -> "Iterator[Told]":
        """Train the model `name` (else called as its recipe) and tell how far it is; the last told is `Finished`.

        The same call again goes on where it was stopped or killed. Raises at once, before anything is read:
        `UnknownNameError` and `InvalidInputError` for a recipe, preset or setting that can't be, `MissingExtraError`
        without the extra `lab`; then `ConflictError` while another process trains it.
        """
        from broadsheet.train.experiments.running import Material, run

        recipe = _recipe(given)
        swept(self.lab_folder())  # of a pruning or a removal that was killed
        material = Material(partial(self._documents, given), self._source(given), Path(self.settings.models_folder))
        folder = self.lab_folder(fit_name(name or recipe.name))
        told = run(recipe, material, folder=folder, stop=stop, clock=time.monotonic, accept=given.accept)
        return noted(told, Folder(folder))

    def estimate_model(self, given: Given) -> "Cost":
        """What `train_model` would cost in time, memory and disk on this machine.

        Some steps are taken to know it, in a process of its own.
        """
        from broadsheet.train.experiments.costing_apart import estimate_apart

        models = Path(self.settings.models_folder)
        return estimate_apart(_recipe(given), self._documents(given), lab=self.lab_folder(), models=models)

    def _documents(self, given: Given) -> Iterator[Document | InvalidInputError]:
        if not given.data:
            return self.archive_documents(language=given.language, label=given.label)
        reading = Reading(fields_of(given.columns))
        return chain.from_iterable(corpus.read(Path(path), reading) for path in given.data)

    def resume_model(self, name: str, *, stop: Callable[[], bool] = lambda: False) -> "Iterator[Told]":
        """Go on with the training of `name` as it was begun; raises `NotFoundError`, and as `train_model`."""
        return self.train_model(self.lab_given(name), name=name, stop=stop)

    def lab_given(self, name: str) -> Given:
        """What the training of `name` was begun with; raises `NotFoundError` when it is not one of the lab's own."""
        self.lab_model(name)
        kept: dict[str, Any] = (
            (Folder(self.lab_folder(name)).read("experiment.json") or {}).get("source", {}).get("given")
        )
        if not kept:
            raise NotFoundError("this model was not trained here", asked=name, do="choose one of broadsheet lab list")
        told: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
        return Given(**told)

    def _source(self, given: Given) -> dict[str, Any]:
        there = tuple(str(Path(path).resolve()) for path in given.data)
        recipe = str(Path(given.recipe).resolve()) if given.recipe.endswith(".toml") else given.recipe
        told = asdict(replace(given, data=there, recipe=recipe, accept=()))
        return {"given": told, "archive": 0 if given.data else self.store.articles.count()}


def _recipe(given: Given) -> ModelRecipe:
    return model_recipe(given.recipe, preset=given.preset, settings=given.settings)
