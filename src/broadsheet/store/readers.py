"""Readers and what they did."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select

from broadsheet.core import Event, Reader
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.tables import events, readers, story_looks
from broadsheet.store.values import Form

_READER = Form(Reader)


class Readers:
    """The repository of readers."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def get(self, name: str) -> Reader:
        """The reader called `name`; one who is not kept yet is new and follows nothing."""
        with self._database.reading() as connection:
            value = connection.execute(select(readers.c.value).where(readers.c.name == name)).scalar()
        return _READER.read(value) if value else Reader(name)

    def put(self, reader: Reader) -> None:
        """Keep a reader, in the place of what was kept under that name."""
        with self._database.writing() as connection:
            known = connection.execute(select(readers.c.created).where(readers.c.name == reader.name)).first()
            row = {"name": reader.name, "value": _READER.write(reader)}
            if known:
                connection.execute(readers.update().where(readers.c.name == reader.name).values(row))
            else:
                connection.execute(readers.insert().values(row | {"created": self._now()}))

    def list(self) -> list[Reader]:
        """Every reader, by name."""
        with self._database.reading() as connection:
            return [
                _READER.read(v) for v in connection.execute(select(readers.c.value).order_by(readers.c.name)).scalars()
            ]

    def erase(self, name: str) -> None:
        """Forget a reader and all they did."""
        with self._database.writing() as connection:
            connection.execute(delete(readers).where(readers.c.name == name))
            connection.execute(delete(events).where(events.c.reader == name))
            connection.execute(delete(story_looks).where(story_looks.c.reader == name))


class Events:
    """The repository of readers' acts. One key counts once, however often it is sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, acts: Iterable[Event]) -> int:
        """Keep the acts whose keys are new, durably and in one transaction; returns how many were."""
        rows = {act.key: _row_of(act) for act in acts}
        keys = list(rows)
        with self._database.writing() as connection:
            for part in chunks(keys):
                known = select(events.c.key).where(events.c.key.in_(part))
                for key in connection.execute(known).scalars():
                    del rows[key]
            if rows:
                connection.execute(events.insert(), list(rows.values()))
        return len(rows)

    def of(self, reader: str) -> list[Event]:
        """Everything one reader did, oldest first."""
        query = select(events).where(events.c.reader == reader).order_by(events.c.id)
        with self._database.reading() as connection:
            return [_event(row) for row in connection.execute(query)]

    def since(self, last: int) -> list[tuple[int, Event]]:
        """The acts kept after row `last`, with their row numbers."""
        query = select(events).where(events.c.id > last).order_by(events.c.id)
        with self._database.reading() as connection:
            return [(row.id, _event(row)) for row in connection.execute(query)]

    def counts(self, action: str = "click") -> dict[int, int]:
        """How often each article got `action`."""
        query = select(events.c.article, func.count()).where(events.c.action == action, events.c.article.is_not(None))
        with self._database.reading() as connection:
            return {int(a): int(n) for a, n in connection.execute(query.group_by(events.c.article))}

    def erase(self, reader: str) -> int:
        """Forget everything one reader did; returns how many acts that were."""
        with self._database.writing() as connection:
            return int(connection.execute(delete(events).where(events.c.reader == reader)).rowcount)


def _row_of(act: Event) -> dict[str, Any]:
    return {
        "key": act.key,
        "reader": act.reader,
        "action": act.action,
        "article": act.article,
        "topic": act.topic,
        "value": act.value,
        "at": act.at,
    }


def _event(row: Row[Any]) -> Event:
    return Event(row.key, row.reader, row.action, row.at, row.article, row.topic, row.value)
