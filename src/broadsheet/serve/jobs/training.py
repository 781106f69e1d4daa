"""Trainings behind the doors: what they do, and what they are called among the works."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from broadsheet.app import Imported, Newsroom, Step
from broadsheet.serve.jobs.work import PROBLEMS_LISTED, Work


def work_name(name: str) -> str:
    """The work that trains the analysis `name`."""
    return f"train {name}"


def training(room: Newsroom, name: str, *, seed: int | None = None, words_only: bool = False) -> Callable[[Work], None]:
    """Work that trains `name` on its labels and then reads the archive with it."""
    return _told(room, lambda: room.train("classify", name=name, seed=seed, words_only=words_only))


def distilling(
    room: Newsroom, *, name: str = "", n: int | None = None, seed: int | None = None, words_only: bool = False
) -> Callable[[Work], None]:
    """Work that asks the language model, trains on what it said, and reads the archive with it."""
    return _told(room, lambda: room.distil(name=name, n=n, seed=seed, words_only=words_only))


def _told(room: Newsroom, begin: Callable[[], Iterable[Any]]) -> Callable[[Work], None]:
    def run(work: Work) -> None:
        for told in chain(begin(), room.refresh()):
            if isinstance(told, Step):
                work.count(told)
                continue
            if not isinstance(told, Imported):
                work.verdicts["trained"] = told.version
            work.problems += told.problems[: PROBLEMS_LISTED - len(work.problems)]

    return run
