"""Progress bars on standard error, for work told step by step."""

from collections.abc import Iterable

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from broadsheet.app import Newsroom, Step
from broadsheet.serve.cli._session import Session

WORDS = {
    "analyse": "Analysing",
    "index": "Indexing",
    "stories": "Joining stories",
    "knowledge": "Linking names",
    "watch": "Keeping watch",
}


def bar(session: Session) -> Progress:
    """A bar with counts and the time left."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=session.aside, transient=True)


def refresh(session: Session, room: Newsroom) -> dict[str, int]:
    """Do all that is pending, with a bar for each stage; how many went through each, and how many stories there are."""
    return work(session, room.refresh()) | {"stories": room.store.stories.count()}


def work(session: Session, steps: Iterable[Step]) -> dict[str, int]:
    """Do long work with a bar for each stage; returns how many went through each."""
    done: dict[str, int] = {}
    with bar(session) as shown:
        tasks = {}
        for step in steps:
            if step.stage not in tasks:
                tasks[step.stage] = shown.add_task(WORDS[step.stage], total=step.total)
            shown.update(tasks[step.stage], completed=step.done, total=step.total)
            done[step.stage] = step.done
    return done
