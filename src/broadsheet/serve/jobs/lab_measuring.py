"""Measures of the lab's models taken anew behind the doors, on what was held out or on texts that were sent."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import mkdtemp

from broadsheet.app import Newsroom, Step
from broadsheet.serve.jobs.lab_texts import Sent
from broadsheet.serve.jobs.work import PROBLEMS_LISTED, Work
from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.told import LeftOut, Progress


def measuring_name(name: str) -> str:
    """The work that measures the model `name`."""
    return f"evaluate {name}"


def lab_measuring(
    room: Newsroom,
    name: str,
    *,
    documents: Sequence[Document] = (),
    sent: Sequence[Sent] = (),
    columns: Sequence[str] = (),
) -> Callable[[Work], None]:
    """Work that measures `name` on `documents` and files, with neither on what was held out from it.

    Raises at once what `evaluate_lab_model` does.
    """
    beside = Path(mkdtemp(prefix="broadsheet-measuring-")) if sent else None
    data = [_copied(one, beside, number) for number, one in enumerate(sent)] if beside else []
    told = room.evaluate_lab_model(name, data=data, documents=documents, columns=columns)

    def run(work: Work) -> None:
        try:
            for one in told:
                if isinstance(one, Progress):
                    work.count(Step("measure", one.done, one.total))
                elif isinstance(one, LeftOut) and len(work.problems) < PROBLEMS_LISTED:
                    work.problems.append(one.problem)
        finally:
            if beside:
                shutil.rmtree(beside, ignore_errors=True)

    return run


def _copied(one: Sent, beside: Path, number: int) -> str:
    """The file of a form, which is gone with the answer, where the work finds it; its ending says what is in it."""
    there = beside / f"{number}{Path(one.name).suffix}"
    with there.open("wb") as file:
        shutil.copyfileobj(one.file, file)
    return str(there)
