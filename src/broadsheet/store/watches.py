"""Watches and their alerts."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select

from broadsheet.core import Alert, NotFoundError, Stored, Watch
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import alerts, watches
from broadsheet.store.values import Form

_WATCH, _ALERT = Form(Watch), Form(Alert)
State = Mapping[str, Any]


class Watches:
    """The repository of watches; each has a state, which is its own affair, and alerts, each key once."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, watch: Watch, *, state: State) -> int:
        """Keep a watch; returns its id."""
        row = {"kind": watch.kind, "name": watch.name, "value": _WATCH.write(watch), "state": json.dumps(dict(state))}
        with self._database.writing() as connection:
            return insert(connection, watches.insert().values(row | {"created": self._now()}))

    def get(self, id: int) -> Stored[Watch]:
        """The watch under `id`; raises `NotFoundError`."""
        return _watch(self._row(id))

    def state(self, id: int) -> dict[str, Any]:
        """How far a watch has looked; raises `NotFoundError`."""
        found: dict[str, Any] = json.loads(self._row(id).state)
        return found

    def remove(self, id: int) -> None:
        """Watch it no longer and forget its alerts; raises `NotFoundError`."""
        self._row(id)
        with self._database.writing() as connection:
            connection.execute(delete(alerts).where(alerts.c.watch == id))
            connection.execute(delete(watches).where(watches.c.id == id))

    def note(self, id: int, found: Iterable[Alert], *, state: State) -> int:
        """Keep what a watch came upon and how far it has looked, in one transaction; returns how many are new."""
        now = self._now()
        rows = {a.key: {"watch": id, "key": a.key, "value": _ALERT.write(a), "created": now} for a in found}
        with self._database.writing() as connection:
            told = set(connection.execute(select(alerts.c.key).where(alerts.c.watch == id)).scalars())
            new = [row for key, row in rows.items() if key not in told]
            if new:
                connection.execute(alerts.insert(), new)
            kept = watches.update().where(watches.c.id == id).values(state=json.dumps(dict(state)))
            connection.execute(kept)
        return len(new)

    def alerts(self, *, watch: int | None = None, limit: int = 50, before: int | None = None) -> list[Stored[Alert]]:
        """Alerts, newest first, of one watch or of all; `before` is the last id of the page before."""
        query = select(alerts).order_by(alerts.c.id.desc()).limit(limit)
        query = query.where(alerts.c.watch == watch) if watch is not None else query
        query = query.where(alerts.c.id < before) if before is not None else query
        with self._database.reading() as connection:
            return [_alert(row) for row in connection.execute(query)]

    def unseen(self) -> dict[int, int]:
        """How many alerts of each watch nobody has seen; watches without any are left out."""
        query = select(alerts.c.watch, func.count()).where(alerts.c.seen.is_(None)).group_by(alerts.c.watch)
        with self._database.reading() as connection:
            return {watch: int(count) for watch, count in connection.execute(query).tuples()}

    def see(self, ids: Sequence[int]) -> int:
        """Note that somebody saw these alerts; returns of how many it was the first time."""
        first = alerts.update().where(alerts.c.id.in_(ids), alerts.c.seen.is_(None)).values(seen=self._now())
        with self._database.writing() as connection:
            return int(connection.execute(first).rowcount)

    def list(self) -> list[Stored[Watch]]:
        """Every watch, oldest first."""
        with self._database.reading() as connection:
            return [_watch(row) for row in connection.execute(select(watches).order_by(watches.c.id))]

    def _row(self, id: int) -> Row[Any]:
        with self._database.reading() as connection:
            row = connection.execute(select(watches).where(watches.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such watch", asked=str(id), do="`broadsheet watch list` lists them")
        return row


def _watch(row: Row[Any]) -> Stored[Watch]:
    return Stored(row.id, _WATCH.read(row.value), row.created)


def _alert(row: Row[Any]) -> Stored[Alert]:
    kept = _ALERT.read(row.value)
    return Stored(row.id, Alert(row.watch, kept.key, kept.value, kept.article, row.seen), row.created)
