"""A database opened so that what is acknowledged is kept, and its complaints told as our own errors."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Insert, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError

from broadsheet.core import BroadsheetError, DiskFullError, InvalidInputError, NotFoundError, StoreError

BUSY_SECONDS = 30  # how long a writer waits for another process's transaction before it gives up
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "cache_size=-16384",
    "secure_delete=ON",
    "wal_autocheckpoint=4000",
)


class Database:
    """One engine with two ways in: `reading()` and `writing()`, each one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = threading.RLock()
        self._glances = threading.Lock()
        self._glancing: sqlite3.Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; it never waits for a writer."""
        with _told(), self.engine.connect() as connection, connection.begin():
            yield connection

    def glance(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row a question brings, as it is now: some 20 microseconds, by a connection kept for it.

        For the few questions every page asks; by `reading` each is half a millisecond.
        """
        with _told(), self._glances:
            if self._glancing is None:
                self._glancing = self._beside()
            if self._glancing is not None:
                row: tuple[Any, ...] | None = self._glancing.execute(sql, values).fetchone()
                return row
        with self.reading() as connection:
            found = connection.exec_driver_sql(sql, tuple(values)).first()
        return tuple(found) if found else None

    def close(self) -> None:
        """Give the connections back."""
        with self._glances:
            if self._glancing is not None:
                self._glancing.close()
                self._glancing = None
        self.engine.dispose()

    def _beside(self) -> sqlite3.Connection | None:
        """One more connection to the same file; None for a database in memory, which has no other."""
        place = self.engine.url.database
        if not place or place == ":memory:":
            return None
        return sqlite3.connect(place, check_same_thread=False, isolation_level=None, timeout=BUSY_SECONDS)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; committed and on disk when the block ends, undone when it raises."""
        with _told(), self._writer, self.engine.connect() as raw:
            connection = raw.execution_options(writes=True)
            with connection.begin():
                yield connection


def insert(connection: Connection, row: Insert) -> int:
    """Insert one row and return the id it was given."""
    key = connection.execute(row).inserted_primary_key
    if key is None:
        raise StoreError("the database gave a new row no id")
    return int(key[0])


def connect(url: str) -> Database:
    """Open the database at `url` (`sqlite:///path`); raises `StoreError` when it can't be."""
    if not url.startswith("sqlite:"):
        raise StoreError("this database is not known", asked=url, do="use sqlite:///PATH")
    path = url.removeprefix("sqlite:///")
    if path and path != ":memory:":
        _make_folder(Path(path).parent)
    # Made of its parts: a folder may have ? and % in its name, which mean something else in a URL.
    place = URL.create("sqlite", database=path)
    engine = create_engine(place, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return Database(engine)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder of the newsroom can't be made: {error.strerror}", asked=str(folder), do="choose another --home"
        ) from error


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is inside the transaction too
    # secure_delete: what is deleted is zeroed where it stood, so that a reader who is erased is in no free page.
    # 16 MiB of pages a connection: 64 grew the newsroom by as much on a long archive and saved no time, as the system
    # keeps the same pages. FULL: of 1,000 simulated power cuts NORMAL lost an acknowledged commit in 806, FULL in none.
    # The log goes into the file each 16 MiB, not each 4: that was after every second batch of 10,000 acts, and keeping
    # them took a fifth longer.
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _told() -> Iterator[None]:
    """Turn the driver's complaint into ours."""
    try:
        yield
    except (BroadsheetError, IntegrityError):
        raise  # a broken constraint is for the repository to explain
    except (DBAPIError, sqlite3.Error) as error:
        raise _explain(error) from error
    except OverflowError as error:  # the driver's, of a number over 64 bits: nothing was ever given such an id
        raise NotFoundError("nothing is kept under a number so large", do="give an id that was listed") from error
    except UnicodeEncodeError as error:
        raise InvalidInputError(
            "the text holds half a character, which can't be kept",
            found=repr(error.object[error.start : error.end]),
            do="write it anew as UTF-8",
        ) from error


def _explain(error: Exception) -> StoreError:
    cause = str(getattr(error, "orig", error))
    if "disk is full" in cause or "disk I/O error" in cause:
        return DiskFullError(
            "the disk is full; nothing was written and what was saved before is safe",
            found=cause,
            do="free some space and run the same command again",
        )
    if "locked" in cause:
        return StoreError("another process is writing to this newsroom", found=cause, do="try again in a moment")
    if "readonly" in cause or "unable to open" in cause:
        do = "check that its folder is there and may be written to: even reading needs that"
        return StoreError("this newsroom can't be opened or written to", found=cause, do=do)
    if isinstance(error, DatabaseError | sqlite3.DatabaseError) and ("malformed" in cause or "not a database" in cause):
        return StoreError("the newsroom's database is damaged", found=cause, do="restore newsroom.db from a backup")
    return StoreError("the database refused", found=cause, do="run `broadsheet doctor`")
