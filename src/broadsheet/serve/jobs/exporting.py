"""Exports of the lab's models behind the doors: the stages are told, and the error of a copy that was refused."""

from collections.abc import Callable

from broadsheet.app import Newsroom, Step
from broadsheet.serve.jobs.work import Work
from broadsheet.train.exporting import asked

STAGES = ("open", "write", "gate", "measure")


def export_name(name: str) -> str:
    """The work that exports the model `name`."""
    return f"export {name}"


def lab_export(room: Newsroom, name: str, to: str, *, replaces: bool) -> Callable[[Work], None]:
    """Work that exports `name` as `to` says. Raises at once `NotFoundError` and `UnknownNameError`."""
    room.lab_model(name)
    asked(to)

    def run(work: Work) -> None:
        for told in room.export_lab_model(name, to, replaces=replaces):
            stage = getattr(told, "name", "")
            work.count(Step(stage or "done", STAGES.index(stage) if stage else len(STAGES), len(STAGES)))

    return run
