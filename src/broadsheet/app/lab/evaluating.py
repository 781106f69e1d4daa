"""Measuring a model of the lab anew: on what was held out from it, or on other texts."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.app.lab.columns import fields_of
from broadsheet.app.lab.keeping import LabKeeping
from broadsheet.core import ConflictError
from broadsheet.train import corpus
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.wanted import Reading
from broadsheet.train.experiments.folder import Folder

if TYPE_CHECKING:
    from broadsheet.train.experiments.measuring import Measured
    from broadsheet.train.experiments.told import LeftOut, Progress

EVALUATION = "evaluation.json"


class LabEvaluating(LabKeeping):
    """The part of the newsroom that measures its own models."""

    def evaluate_lab_model(
        self,
        name: str,
        *,
        data: Sequence[str] = (),
        documents: Sequence[Document] = (),
        columns: Sequence[str] = (),
    ) -> "Iterator[Progress | LeftOut | Measured]":
        """Measure `name` on the files and folders in `data`, or on `documents`; the last thing told is `Measured`.

        With neither, on what was held out from it, and its card has the new figures. Raises `NotFoundError`,
        `ConflictError` while it is trained, and what `measure_anew` does.
        """
        from broadsheet.train.experiments.measuring import measure_anew

        model = self.lab_model(name)
        if model.state in ("training", "measuring"):
            raise ConflictError("this model is being trained", asked=name, do="wait until it is ready")
        folder = Folder(self.lab_folder(name))
        reading = Reading(fields_of(columns))
        texts = chain(documents, chain.from_iterable(corpus.read(Path(path), reading) for path in data))
        return _kept(measure_anew(folder.path, texts if data or documents else None), folder)

    def lab_evaluation(self, name: str) -> dict[str, Any] | None:
        """What `name` was measured as last, in JSON's types; None when it was not. Raises `NotFoundError`."""
        self.lab_model(name)
        return Folder(self.lab_folder(name)).read(EVALUATION)


def _kept(told: "Iterator[Progress | LeftOut | Measured]", folder: Folder) -> "Iterator[Progress | LeftOut | Measured]":
    """The same as `told`; what was found is kept, so that it can be seen later."""
    for one in told:
        if found := getattr(one, "measures", None):
            folder.write(EVALUATION, {**asdict(one), "measures": found})
        yield one
