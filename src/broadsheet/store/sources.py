"""Sources that are followed, and how polling them has gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, or_, select

from broadsheet.core import NotFoundError, Source, Stored
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import sources
from broadsheet.store.values import Form


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the last polls said: validators for a conditional request (RFC 9110 §13), failures in a row, next time."""

    etag: str = ""
    last_modified: str = ""
    next_poll: datetime | None = None
    failures: int = 0
    error: str = ""
    polled: datetime | None = None


_SOURCE = Form(Source)
_STATE = Form(SourceState)


class Sources:
    """The repository of followed sources."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def follow(self, source: Source) -> int:
        """Follow a source; one that is followed already is brought up to date and keeps its id and state."""
        with self._database.writing() as connection:
            known = connection.execute(select(sources.c.id).where(sources.c.url == source.url)).scalar()
            if known is not None:
                kept = sources.update().where(sources.c.id == known).values(value=_SOURCE.write(source))
                connection.execute(kept)
                return int(known)
            row = {"url": source.url, "value": _SOURCE.write(source), "state": _STATE.write(SourceState())}
            return insert(connection, sources.insert().values(row | {"created": self._now()}))

    def list(self) -> list[Stored[Source]]:
        """Every followed source, oldest first."""
        with self._database.reading() as connection:
            return [_source(row) for row in connection.execute(select(sources).order_by(sources.c.id))]

    def due(self, now: datetime) -> Sequence[Stored[Source]]:
        """Those whose next poll is not in the future."""
        ready = or_(sources.c.next_poll.is_(None), sources.c.next_poll <= now)
        with self._database.reading() as connection:
            rows = connection.execute(select(sources).where(ready).order_by(sources.c.next_poll, sources.c.id))
            return [_source(row) for row in rows]

    def get(self, id: int) -> Stored[Source]:
        """The source under `id`; raises `NotFoundError`."""
        return _source(self._row(id))

    def state(self, id: int) -> SourceState:
        """How its polls have gone; raises `NotFoundError`."""
        return _STATE.read(self._row(id).state)

    def record(self, id: int, state: SourceState) -> None:
        """Keep the outcome of a poll."""
        values = {"state": _STATE.write(state), "next_poll": state.next_poll}
        with self._database.writing() as connection:
            connection.execute(sources.update().where(sources.c.id == id).values(values))

    def remove(self, id: int) -> None:
        """Follow it no longer; its articles stay. Raises `NotFoundError`."""
        self._row(id)
        with self._database.writing() as connection:
            connection.execute(delete(sources).where(sources.c.id == id))

    def _row(self, id: int) -> Row[Any]:
        with self._database.reading() as connection:
            row = connection.execute(select(sources).where(sources.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such source", asked=str(id), choices=[str(s.id) for s in self.list()])
        return row


def _source(row: Row[Any]) -> Stored[Source]:
    return Stored(row.id, _SOURCE.read(row.value), row.created)
