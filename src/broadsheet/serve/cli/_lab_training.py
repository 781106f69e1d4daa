"""A training of a language model at the command line: its bar with loss, speed and time left, and Ctrl-C to stop it."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

import typer

from broadsheet.serve.cli._lab_words import card, samples
from broadsheet.serve.cli._session import FELL_SHORT, Session, lines

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from broadsheet.app import Newsroom

WORDS = {
    "fetch": "Fetching the base (MB)",
    "read": "Reading texts",
    "clean": "Cleaning",
    "duplicates": "Finding duplicates",
    "vocabulary": "Learning the vocabulary",
    "number": "Cutting into tokens",
    "finish": "Keeping the tokens",
    "train": "Training",
    "measure": "Measuring",
    "export": "Exporting",
}
DOING = {
    "fetch": "fetching the base",
    "read": "reading, which begins anew",
    "clean": "cleaning",
    "duplicates": "finding duplicates",
    "vocabulary": "learning the vocabulary",
    "number": "cutting into tokens",
    "finish": "keeping the tokens",
    "train": "training",
    "measure": "measuring",
    "export": "exporting",
}
STOPPING = "stopping as soon as what is under way can be kept; Ctrl-C again breaks it off"
PROBLEMS_SHOWN = 10
SAMPLES_SHOWN = 2  # each time it is measured; `lab log` and the report have all


def share_processors() -> None:
    """Let torch's threads sleep while they wait for each other; to be called before torch is imported.

    By default they spin: on a machine that has other work, two threads that spin made a step of a tiny model take
    1.7 s where sleeping ones took 0.3 s (the same numbers come out). Whoever set a policy keeps it.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")


@contextmanager
def stoppable(say: Callable[[str], None]) -> "Iterator[Callable[[], bool]]":
    """Within it, the first Ctrl-C asks for a stop and has that said; the second one interrupts at once."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, frame)
        asked = True
        with suppress(RuntimeError):  # it came in the middle of a line that is being written: that goes first
            say(STOPPING)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def follow(session: Session, told: Iterable[Any]) -> Any:
    """Show everything a training tells; gives the last thing, `Finished` or `Stopped`."""
    from broadsheet.serve.cli._progress import bar

    last: Any = None
    problems = 0
    with bar(session) as shown:
        tasks: dict[str, Any] = {}
        for last in told:
            kind = type(last).__name__
            if kind == "LeftOut":
                problems += 1
                if problems <= PROBLEMS_SHOWN:
                    session.aside.print(f"left out: {last.problem}", markup=False, style="yellow")
            elif kind == "Noticed":
                session.aside.print(last.text, markup=False, style="dim")
            elif kind == "Sampled":
                for line in (f"after {last.step:,} steps it writes", *samples(last.samples[:SAMPLES_SHOWN])):
                    session.aside.print(line, markup=False, style="dim")
            else:
                _advance(shown, tasks, last)
    if problems > PROBLEMS_SHOWN:
        session.aside.print(f"and {problems - PROBLEMS_SHOWN} more left out", style="yellow")
    return last


def _advance(shown: "Bar", tasks: dict[str, Any], told: Any) -> None:
    """Move the bar of what was told, if it is of a kind that has one."""
    kind = type(told).__name__
    if kind == "Progress":
        stage, done, total, words = told.stage, told.done, told.total or None, WORDS[told.stage]
    elif kind == "Step":
        stage, done, total = "train", told.step, told.of
        words = f"Training: loss {told.loss:.3f}, {told.speed:,.0f} tokens/s"
    else:
        return
    if stage not in tasks:
        tasks[stage] = shown.add_task(words, total=total)
    shown.update(tasks[stage], description=words, completed=done, total=total)


def trained(session: Session, begin: "Callable[[Newsroom, Callable[[], bool]], Iterable[Any]]") -> None:
    """Run a training to its end or to Ctrl-C, and tell what came of it."""
    share_processors()
    with session.open() as room, stoppable(session.aside.print) as stop:
        last = follow(session, begin(room, stop))
    if type(last).__name__ == "Stopped":
        said = f"stopped while {DOING[last.stage]}; to go on: broadsheet lab resume {last.name}"
        session.answer({"stopped": last.stage, "name": last.name}, lambda out: lines(out, [said]))
        raise typer.Exit(FELL_SHORT)
    session.answer({"name": last.name, "card": last.card}, lambda out: lines(out, card(last.name, last.card)))
