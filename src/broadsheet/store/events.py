"""What readers did. One key counts once, however often it is sent, and what is acknowledged is on disk."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete

from broadsheet.core import Event, InvalidInputError
from broadsheet.store.engine import Database
from broadsheet.store.event_keys import SIZE, PastKeys
from broadsheet.store.group_commit import GroupCommit
from broadsheet.store.tables import events

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LARGEST = 2**63
_AT_ONCE = 10_000
"""Acts of one transaction, from one caller."""
_MOST_WAITING = 200_000
"""Acts that may wait for the disk, about 100 MB: four seconds of a flood, after which the sender is told to wait."""

_Row = tuple[str, str, str, int | None, str, float, int, str, int]
_INSERT = """
INSERT INTO events (part, key, reader, action, article, topic, value, at, page, position)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (part, key) DO NOTHING
"""
_SELECT = "SELECT id, key, reader, action, article, topic, value, at, page, position FROM events"
_OF = f"{_SELECT} WHERE part IN (SELECT part FROM event_parts) AND reader = ? ORDER BY id"  # noqa: S608 - ours alone
_SINCE = f"{_SELECT} WHERE id > ? ORDER BY id LIMIT ?"
_NO_ROWS = range(0)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of some acts were `new`, and the `rows` they stand in, in order: empty if any was not new."""

    new: int
    rows: range = _NO_ROWS


class Events:
    """The repository of readers' acts, shared by threads: those that come at once are made durable together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._past = PastKeys()
        self._commits = GroupCommit(self._write, most=_MOST_WAITING)

    def add(self, acts: Iterable[Event]) -> int:
        """Keep the acts whose keys are new; they are durable when this returns. Returns how many were new.

        A call of up to 10,000 acts is one transaction, a longer one several. Raises `BusyError` when more wait for the
        disk than can be held, and `InvalidInputError`, before any is kept, for an act that can't be written down.
        """
        return self.keep(acts).new

    def keep(self, acts: Iterable[Event]) -> Kept:
        """As `add`, and says where the acts stand now, so that who brought them need not read them again."""
        rows = [_row_of(act) for act in acts]
        parts = [self._commits.run(rows[i : i + _AT_ONCE]) for i in range(0, len(rows), _AT_ONCE)]
        return parts[0] if len(parts) == 1 else Kept(sum(part.new for part in parts))

    def of(self, reader: str) -> list[Event]:
        """Everything one reader did, in the order it was kept."""
        with self._database.reading() as connection:
            return [_event(row) for row in _cursor(connection).execute(_OF, (reader,))]

    def since(self, last: int, *, limit: int = -1) -> list[tuple[int, Event]]:
        """The acts kept after row `last` with their row numbers, oldest first, at most `limit` (below 0: all)."""
        with self._database.reading() as connection:
            return [(row[0], _event(row)) for row in _cursor(connection).execute(_SINCE, (last, limit))]

    def stream(self, last: int = 0, *, step: int = 50_000) -> Iterator[tuple[int, Event]]:
        """As `since`, `step` at a time, for archives of acts that do not fit into memory."""
        while some := self.since(last, limit=step):
            yield from some
            last = some[-1][0]

    def counts(self, action: str = "click") -> dict[int, int]:
        """How often each article got `action`."""
        query = "SELECT article, COUNT(*) FROM events WHERE action = ? AND article IS NOT NULL GROUP BY article"
        with self._database.reading() as connection:
            return dict(_cursor(connection).execute(query, (action,)).fetchall())

    def count(self) -> int:
        """How many acts are kept."""
        with self._database.reading() as connection:
            return int(_cursor(connection).execute("SELECT COUNT(*) FROM events").fetchone()[0])

    def remove(self, reader: str, key: str) -> bool:
        """Forget one act of a reader; returns whether it was there."""
        one = delete(events).where(events.c.reader == reader, events.c.key == key)
        with self._database.writing() as connection:
            return connection.execute(one).rowcount > 0

    def erase(self, reader: str) -> int:
        """Forget everything one reader did; returns how many acts that were."""
        with self._database.writing() as connection:
            return int(connection.execute(delete(events).where(events.c.reader == reader)).rowcount)

    def _write(self, turn: list[Sequence[_Row]]) -> list[Kept]:
        """Keep what several callers brought, in one transaction; for each what became of it."""
        with self._database.writing() as connection:
            cursor = _cursor(connection)
            part, held = _open_part(cursor)
            taken = self._past.known(cursor, [row[0] for rows in turn for row in rows], part=part)
            added = [_insert(cursor, [(part, *row) for row in rows if row[0] not in taken], rows) for rows in turn]
            held += sum(kept.new for kept in added)
            cursor.execute("UPDATE event_parts SET events = ? WHERE part = ?", (held, part))
            if held >= SIZE:
                cursor.execute("INSERT INTO event_parts (part, events) VALUES (?, 0)", (part + 1,))
        return added


def _cursor(connection: Connection) -> sqlite3.Cursor:
    """The driver's own cursor: a row as a tuple costs a tenth of a row as the toolkit makes it."""
    cursor: sqlite3.Cursor = connection.connection.cursor()  # type: ignore[assignment]
    return cursor


def _insert(cursor: sqlite3.Cursor, fresh: Sequence[tuple[object, ...]], rows: Sequence[_Row]) -> Kept:
    """Keep what one caller brought, of which `fresh` is in no full part."""
    if not fresh:
        return Kept(0)
    cursor.executemany(_INSERT, fresh)
    new = max(cursor.rowcount, 0)
    if new < len(rows):
        return Kept(new)
    last = int(cursor.execute("SELECT last_insert_rowid()").fetchone()[0])
    return Kept(new, range(last - new + 1, last + 1))


def _open_part(cursor: sqlite3.Cursor) -> tuple[int, int]:
    """The part that is written to, and how many acts it took."""
    row = cursor.execute("SELECT part, events FROM event_parts ORDER BY part DESC LIMIT 1").fetchone()
    if row is None:
        cursor.execute("INSERT INTO event_parts (part, events) VALUES (0, 0)")
    return row or (0, 0)


def _row_of(act: Event) -> _Row:
    at = act.at if act.at.tzinfo else act.at.replace(tzinfo=UTC)
    moment = min(max((at - _EPOCH) // _MICROSECOND, _FIRST), _LAST)
    try:
        (act.key + act.reader + act.topic + act.page).encode()
    except UnicodeEncodeError as error:
        raise InvalidInputError(
            "an act holds half a character, which can't be kept", found=repr(error.object[error.start : error.end])
        ) from error
    if act.article is not None and not -_LARGEST <= act.article < _LARGEST:
        raise InvalidInputError("there is no article with so large a number", asked=str(act.article))
    position = min(max(act.position, 0), _LARGEST - 1)
    return (act.key, act.reader, act.action, act.article, act.topic, act.value, moment, act.page, position)


def _event(row: tuple[int, str, str, str, int | None, str, float, int, str, int]) -> Event:
    _, key, reader, action, article, topic, value, at, page, position = row
    moment = _EPOCH + timedelta(microseconds=at)
    return Event(key, reader, action, moment, article, topic, value, page, position)  # type: ignore[arg-type]
