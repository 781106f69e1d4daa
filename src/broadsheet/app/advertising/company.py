"""Who else serves advertisements of this newsroom: a locked file for each process, gone with it however it ends."""

import fcntl
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

LOOK = 0.25
"""Seconds between two looks: for so long a process may not know that another one has come."""
SETTLE = 4 * LOOK
"""Seconds that who comes waits where others are: they have looked by then, and written down what they had sold."""


class Company:
    """A process among those that serve from one folder; `others` says whether there are any.

    A file appears under its name only when it is locked (flock), and the system lets go of locks when a process dies,
    so one that is not locked is of nobody and is removed.
    """

    def __init__(self, folder: Path, *, tick: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._tick = tick
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._own: IO[str] | None = None
        self._found = False
        self._next = -float("inf")

    def join(self) -> bool:
        """Be seen by the others from now on; whether there are any. A second time it only looks."""
        if self._own is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            hidden = self._folder / f".{self._name}"
            self._own = hidden.open("w", encoding="ascii")
            fcntl.flock(self._own, fcntl.LOCK_EX)
            hidden.rename(self._folder / self._name)
            self._next = -float("inf")
        return self.others()

    def others(self) -> bool:
        """Whether another process serves too, as it was up to `LOOK` seconds ago."""
        if self._tick() >= self._next:
            self._next = self._tick() + LOOK
            self._found = any(self._is_there(path) for path in self._folder.glob("[!.]*") if path.name != self._name)
        return self._found

    def leave(self) -> None:
        """Be gone."""
        if self._own is not None:
            (self._folder / self._name).unlink(missing_ok=True)
            self._own.close()
            self._own = None

    def _is_there(self, path: Path) -> bool:
        try:
            with path.open(encoding="ascii") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:
            return False
        path.unlink(missing_ok=True)
        return False
