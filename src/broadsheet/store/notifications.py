"""The notices that were sent to readers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select
from sqlalchemy.exc import IntegrityError

from broadsheet.core import NotFoundError, Notification, Stored
from broadsheet.core.sending import NoticeState
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import notifications
from broadsheet.store.values import Form

_NOTIFICATION = Form(Notification)


class Notifications:
    """The repository of notices; an article is told to a reader once."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, notice: Notification) -> int | None:
        """Keep a notice; returns its id, None when the reader was told of the article already."""
        row = {
            "reader": notice.reader,
            "article": notice.article,
            "state": notice.state,
            "value": _NOTIFICATION.write(notice),
            "created": self._now(),
        }
        try:
            with self._database.writing() as connection:
                return insert(connection, notifications.insert().values(row))
        except IntegrityError:
            return None

    def get(self, id: int) -> Stored[Notification]:
        """The notice under `id`; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(notifications).where(notifications.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such notice", asked=str(id))
        return _stored(row)

    def of(self, reader: str, *, limit: int | None = None) -> list[Stored[Notification]]:
        """What one reader was sent, newest first."""
        query = select(notifications).where(notifications.c.reader == reader).order_by(notifications.c.id.desc())
        with self._database.reading() as connection:
            return [_stored(row) for row in connection.execute(query.limit(limit) if limit else query)]

    def count_since(self, reader: str, since: datetime, *, until: datetime) -> int:
        """How many notices a reader was sent from `since` to `until`; what a clock ahead dated later is none."""
        query = select(func.count()).select_from(notifications)
        sent = notifications.c.created
        query = query.where(notifications.c.reader == reader, sent >= since, sent <= until)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def mark(self, id: int, state: NoticeState) -> None:
        """Note what became of a notice."""
        with self._database.writing() as connection:
            connection.execute(notifications.update().where(notifications.c.id == id).values(state=state))

    def remove(self, id: int) -> None:
        """Forget a notice that could not be sent, so that it can be sent later."""
        with self._database.writing() as connection:
            connection.execute(delete(notifications).where(notifications.c.id == id))

    def erase(self, reader: str) -> None:
        """Forget what a reader was sent."""
        with self._database.writing() as connection:
            connection.execute(delete(notifications).where(notifications.c.reader == reader))


def _stored(row: Row[Any]) -> Stored[Notification]:
    return Stored(row.id, replace(_NOTIFICATION.read(row.value), state=row.state), row.created)
