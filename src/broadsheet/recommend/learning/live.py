"""The ranker that serves now: seen anew within a second of another version's being chosen, without a restart."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from broadsheet.core import BroadsheetError
from broadsheet.recommend.learning.versions import Versions
from broadsheet.recommend.ranking.ranker import Ranker

_LOOK_SECONDS = 1.0
"""Between two looks at the disk; a look is one `stat`, some ten microseconds."""


class Live:
    """What ranks pages: the version chosen, or the last good one before it, or nothing (the linear ranker serves).

    `tick` gives seconds that only grow. Shared by threads: one of them looks, the others go on with what there is.
    """

    def __init__(self, folder: Path, *, tick: Callable[[], float] = time.monotonic) -> None:
        self.versions = Versions(folder)
        self.notices: tuple[str, ...] = ()
        self._tick = tick
        self._ranker: Ranker | None = None
        self._stamp: tuple[int, int] | None = None
        self._next = -float("inf")
        self._lock = Lock()

    def ranker(self) -> Ranker | None:
        """The learnt ranker, None when there is none that is whole; `notices` then say what is wrong."""
        if self._tick() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._ranker

    def _look(self) -> None:
        self._next = self._tick() + _LOOK_SECONDS
        stamp = self.versions.stamp()
        if stamp == self._stamp:
            return
        found, notices = None, []
        for name in self.versions.standing().order:
            if not name:
                break
            try:
                found = self.versions.load(name)
                break
            except BroadsheetError as error:
                notices.append(f"{name}: {error}")
        self._ranker, self.notices, self._stamp = found, tuple(notices), stamp
