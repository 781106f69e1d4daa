"""The list of erased readers beside the database: a backup that is put back is older than it, and is told from it."""

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadsheet.store.digest import digest
from broadsheet.store.newsroom import Store
from broadsheet.store.scrub import traces

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


def bury(home: Path, stones: Iterable[tuple[bytes, datetime]]) -> None:
    """Add tombstones to the list, on disk when this returns."""
    path = home / FILE
    new = not path.exists()
    with path.open("a", encoding="ascii") as file:
        file.write(_HEAD if new else "\n")  # an empty line, so that a line torn before it is one by itself
        file.writelines(f"{digest.hex()} {(at - _EPOCH) // timedelta(microseconds=1)}\n" for digest, at in stones)
        file.flush()
        os.fsync(file.fileno())


def forget_again(home: Path, kept: Store, *, now: Callable[[], datetime]) -> int:
    """Erase from a database that is older than an erasure whoever was erased since; returns how many readers.

    Without a tombstone that the list beside it has, a database was never told: all it has of them is from before.
    """
    listed, told = read(home), kept.erased.all()
    if told - listed:
        bury(home, sorted(told - listed))
    missing = dict(listed - told)
    if not missing:
        return 0
    back = [name for name in kept.personal.names() if digest(name) in missing]
    for name in back:
        kept.personal.erase(name, at=now())
    kept.personal.bury(missing)
    if back:
        kept.scrub([needle for name in back for needle in traces(name)])
    return len(back)


def _stone(words: list[str]) -> tuple[bytes, datetime] | None:
    try:
        digest, moment = words
        return bytes.fromhex(digest), _EPOCH + timedelta(microseconds=int(moment))
    except (ValueError, OverflowError):
        return None
