"""One process on a run's folder at a time, and which one that is."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet.core import ConflictError

LOCK = "lock"


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """While this is held nobody else trains in `folder`; the system gives it back however the process ends.

    Raises `ConflictError` when another process has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as file:  # not "w": whoever asks in vain must not wipe out who has it
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConflictError(
                "another process is training in this folder",
                asked=str(folder),
                do="wait until it ends, stop it, or choose another name",
            ) from error
        _say(file.fileno(), str(os.getpid()))
        try:
            yield
        finally:
            _say(file.fileno(), "")


def holder(folder: Path) -> int:
    """The number of the process that has `folder`, 0 when none does.

    The lock itself is only tried when its file names a process that lives, so a look never keeps anyone from training.
    """
    try:
        with (folder / LOCK).open(encoding="ascii", errors="replace") as file:
            said = file.read(20).strip()
            if not said.isdecimal() or not _lives(int(said)):
                return 0
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(said)
    except OSError:
        return 0
    return 0


def _say(file: int, text: str) -> None:
    os.ftruncate(file, 0)
    os.write(file, text.encode())


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
