"""Models of the lab made smaller behind the doors: a vocabulary cut to what texts use, and a pupil to be taught."""

from collections.abc import Callable

from broadsheet.app import Given, Newsroom, Step
from broadsheet.core import ConflictError
from broadsheet.serve.jobs.work import Work
from broadsheet.train.experiments.folder import fit_name


def pruning_name(name: str) -> str:
    """The work that makes a smaller model of the model `name`."""
    return f"prune {name}"


def lab_pruning(room: Newsroom, name: str, given: Given, *, to: str) -> Callable[[Work], None]:
    """Work that makes the model `to` of the model `name`; what it finds is the card.

    Raises at once `NotFoundError`, `InvalidInputError` for what can't be a name, `ConflictError` for one that is taken.
    """
    room.lab_model(name)
    if room.lab_folder(fit_name(to)).exists():
        raise ConflictError("there is a model of this name already", asked=to, do="choose another name")

    def run(work: Work) -> None:
        work.count(Step("measure", 0, 1))
        work.found = room.prune_lab_model(name, given, to=to)

    return run
