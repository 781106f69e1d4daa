"""One process on a run's folder at a time."""

import fcntl
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
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConflictError(
                "another process is training in this folder",
                asked=str(folder),
                do="wait until it ends, stop it, or take another folder",
            ) from error
        yield
