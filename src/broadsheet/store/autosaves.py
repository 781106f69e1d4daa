"""Autosaves: what editors typed and have not saved by name."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, select

from broadsheet.core import Stored
from broadsheet.core.unsaved import Unsaved
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import draft_autosaves as kept

# One state a minute is kept of an hour's typing; finer ones are what undo is for.
STEP = timedelta(minutes=1)
STATES = 60


class Autosaves:
    """The repository of unsaved texts: of each editor's window the latest state, and one a minute before it."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def keep(self, unsaved: Unsaved) -> Stored[Unsaved]:
        """Keep the latest state of a window; the draft must be there."""
        now = self._now()
        with self._database.writing() as connection:
            latest = connection.execute(
                select(kept).where(_window(unsaved)).order_by(kept.c.id.desc()).limit(1)
            ).first()
            row = {"base": unsaved.base, "text": unsaved.text, "saved": now}
            if latest is not None and now - latest.opened < STEP:
                connection.execute(kept.update().where(kept.c.id == latest.id).values(row))
                return Stored(int(latest.id), unsaved, now)
            told = {"draft": unsaved.draft, "editor": unsaved.editor, "seat": unsaved.seat, "opened": now}
            id = insert(connection, kept.insert().values(row | told))
            _forget_the_oldest(connection, unsaved)
            return Stored(id, unsaved, now)

    def list(self, draft: int) -> list[Stored[Unsaved]]:
        """Every state that is kept of a draft, newest first; `created` is when it was saved last."""
        query = select(kept).where(kept.c.draft == draft).order_by(kept.c.saved.desc(), kept.c.id.desc())
        with self._database.reading() as connection:
            return [_stored(row) for row in connection.execute(query)]

    def settle(self, unsaved: Unsaved) -> None:
        """Forget a window's states: its text was saved by name, or put away."""
        with self._database.writing() as connection:
            connection.execute(delete(kept).where(_window(unsaved)))


def _window(unsaved: Unsaved) -> ColumnElement[bool]:
    return and_(
        kept.c.draft == unsaved.draft,
        kept.c.editor == unsaved.editor,
        kept.c.seat == unsaved.seat,
    )


def _forget_the_oldest(connection: Connection, unsaved: Unsaved) -> None:
    ids = connection.execute(select(kept.c.id).where(_window(unsaved)).order_by(kept.c.id.desc())).scalars().all()
    if len(ids) > STATES:
        connection.execute(delete(kept).where(kept.c.id.in_(ids[STATES:])))


def _stored(row: Row[Any]) -> Stored[Unsaved]:
    return Stored(int(row.id), Unsaved(int(row.draft), row.text, int(row.base), row.editor, row.seat), row.saved)
