"""Making sure that what was deleted is gone from the files: write-ahead file, free pages, gaps in pages."""

import mmap
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from broadsheet.core import StoreError
from broadsheet.store.engine import Database

_TRIES = 100
_PAUSE = 0.1  # seconds; with the tries ten seconds, in which every page and search in flight has ended
_TELLING = 8
"""Bytes of a name that are looked for by themselves; a shorter one stands in many a word, so with an act."""
_BESIDE = (b"view", b"click", b"dwell", b"finish", b"like", b"share", b"save", b"hide", b"less", b"follow")


def scrub(database: Database, needles: Sequence[bytes]) -> bool:
    """Empty the write-ahead file, then look through the database for `needles`; where one is left, it is written anew.

    Deleted cells are zeroed as they are deleted (`secure_delete`); what an older version deleted is what may be left.
    Returns whether it had to be written anew. Raises `StoreError` when another process reads on for ten seconds.
    """
    raw = database.engine.raw_connection()
    try:
        connection: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
        _checkpoint(connection)
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        left = bool(path) and _has(Path(path), needles)
        if left:
            connection.execute("VACUUM")
            _checkpoint(connection)
        return left
    finally:
        raw.close()


def traces(reader: str) -> list[bytes]:
    """What of a reader would be found in the files if anything of them were left: needles for `scrub`."""
    name = reader.encode()
    return [name] if len(name) >= _TELLING else [name + act for act in _BESIDE]


def _checkpoint(connection: sqlite3.Connection) -> None:
    """Bring the write-ahead file into the database and cut it to nothing."""
    for _ in range(_TRIES):
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return
        threading.Event().wait(_PAUSE)
    raise StoreError(
        "what was erased is still in the write-ahead file, as another process is reading",
        do="end the other process, and erase once more",
    )


def _has(path: Path, needles: Sequence[bytes]) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return any(whole.find(needle) >= 0 for needle in needles)
