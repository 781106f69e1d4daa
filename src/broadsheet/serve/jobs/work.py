"""Long work behind the pages (collecting, reading, fetching a model): one of a name at a time, seen as it goes."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from broadsheet.app import Ingested, Newsroom, Step
from broadsheet.core import BroadsheetError

# What went wrong is listed one by one up to here; more than this is a broken list, and the count says so.
PROBLEMS_LISTED = 20


@dataclass(slots=True)
class Work:
    """What is known of one piece of work: how far it is, what came of it by verdict, what went wrong.

    `found` is what the work itself leaves for whoever looks, where that is kept nowhere else.
    """

    name: str
    state: Literal["running", "done", "failed"] = "running"
    stage: str = ""
    done: int = 0
    total: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)
    problems: list[BroadsheetError] = field(default_factory=list)
    error: BroadsheetError | None = None
    found: Any = None

    def advance(self, done: int, total: int) -> None:
        """Note how far it is."""
        self.done, self.total = done, total

    def count(self, step: Ingested | Step) -> None:
        """Take note of one step."""
        if isinstance(step, Step):
            self.stage, self.done, self.total = step.stage, step.done, step.total
            return
        self.verdicts[step.verdict] = self.verdicts.get(step.verdict, 0) + 1
        if step.error and len(self.problems) < PROBLEMS_LISTED:
            self.problems.append(step.error)


class Works:
    """The work of this process by name."""

    def __init__(self) -> None:
        self._known: dict[str, Work] = {}
        self._lock = threading.Lock()

    def start(self, name: str, run: Callable[[Work], None]) -> Work:
        """Begin `run` in a thread, unless work of that name is running: then that one is returned."""
        with self._lock:
            running = self._known.get(name)
            if running and running.state == "running":
                return running
            work = self._known[name] = Work(name)
        threading.Thread(target=_run, args=(work, run), name=f"work {name}", daemon=True).start()
        return work

    def get(self, name: str) -> Work | None:
        """The work called `name` that runs or ran last, or None."""
        return self._known.get(name)

    def forget(self, name: str) -> None:
        """Put away the result of work that has ended."""
        with self._lock:
            work = self._known.get(name)
            if work and work.state != "running":
                del self._known[name]


def collect(room: Newsroom, steps: Callable[[], Iterable[Ingested]]) -> Callable[[Work], None]:
    """Work that takes in what `steps` brings, then reads, indexes and joins it."""

    def run(work: Work) -> None:
        for found in steps():
            work.count(found)
        for step in room.refresh():
            work.count(step)

    return run


def _run(work: Work, run: Callable[[Work], None]) -> None:
    try:
        run(work)
        work.state = "done"
    except BroadsheetError as error:
        work.error, work.state = error, "failed"
    except Exception as error:  # noqa: BLE001 - the thread is a door: whatever broke, the page must hear of it
        work.error = BroadsheetError("the work broke off", found=f"{type(error).__name__}: {error}")
        work.state = "failed"
