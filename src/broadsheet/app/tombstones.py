"""The list of erased readers beside the database: a backup that is put back is older than it, and is told from it."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILE = "erased.txt"
_HEAD = "# Digests of the names of readers who were erased. Keep the newest of this file when a backup is put back.\n"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(home: Path) -> set[tuple[bytes, datetime]]:
    """The tombstones in the folder `home`; a line that was torn is passed over."""
    path = home / FILE
    if not path.exists():
        return set()
    lines = (line.split() for line in path.read_text(encoding="ascii", errors="replace").splitlines())
    return {found for line in lines if (found := _stone(line)) is not None}


def add(home: Path, stones: Iterable[tuple[bytes, datetime]]) -> None:
    """Add tombstones to the list, on disk when this returns."""
    path = home / FILE
    new = not path.exists()
    with path.open("a", encoding="ascii") as file:
        file.write(_HEAD if new else "\n")  # an empty line, so that a line torn before it is one by itself
        file.writelines(f"{digest.hex()} {(at - _EPOCH) // timedelta(microseconds=1)}\n" for digest, at in stones)
        file.flush()
        os.fsync(file.fileno())


def _stone(words: list[str]) -> tuple[bytes, datetime] | None:
    try:
        digest, moment = words
        return bytes.fromhex(digest), _EPOCH + timedelta(microseconds=int(moment))
    except (ValueError, OverflowError):
        return None
