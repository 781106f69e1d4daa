"""The clock: while the newsroom is served, followed sources are asked when they are due."""

import threading
from collections.abc import Callable

TICK_SECONDS = 30.0  # the shortest interval of a source is minutes; half a minute late is not late


class Clock:
    """Calls `work` every `every` seconds in a thread of its own until stopped; `work` starts things and returns."""

    def __init__(self, work: Callable[[], object], *, every: float = TICK_SECONDS) -> None:
        self._work = work
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        """Begin to tick; the first call is at once."""
        self._thread.start()

    def stop(self) -> None:
        """Tick no more; returns when a call that is under way has ended."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        self._work()
        while not self._stopped.wait(self._every):
            self._work()
