"""Something kept on disk or in the store, held in memory and read again when its stamp is another one."""

import time
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
_LOOK_SECONDS = 1.0
"""Between two looks at the stamp: what was changed is on pages as soon, and a look costs some ten microseconds."""


class Watched(Generic[T]):
    """What `read` gives, `first` until it was read. Shared by threads: one looks, the others go on with what there is.

    `stamp` gives what changes whenever the thing does, None while there is none; `tick` seconds that only grow. What
    `read` or `stamp` raises goes to whoever looked, and the next one a second later tries again.
    """

    def __init__(
        self,
        read: Callable[[], T],
        *,
        first: T,
        stamp: Callable[[], Hashable],
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._stamp_of = stamp
        self._tick = tick
        self._found = first
        self._stamp: Hashable = None
        self._next = -float("inf")
        self._lock = Lock()

    def look(self) -> T:
        """The thing as it is now, or as it was up to a second ago."""
        if self._tick() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._next = self._tick() + _LOOK_SECONDS
                stamp = self._stamp_of()
                if stamp != self._stamp:
                    self._found, self._stamp = self._read(), stamp
            finally:
                self._lock.release()
        return self._found


def stamp_of(file: Path) -> tuple[int, int] | None:
    """What changes when another file is put in the place of `file`; None when there is none. One `stat`."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino
