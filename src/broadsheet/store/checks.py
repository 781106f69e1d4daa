"""Checks that were kept, each with the texts it was made of."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Row, select

from broadsheet.core import Checked, CheckLine, NotFoundError, Stored
from broadsheet.core.checked import line_of
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import checks
from broadsheet.store.values import Form

_CHECKED = Form(Checked)
_LINE = Form(CheckLine)


class Checks:
    """The repository of kept checks. A check is never made anew in its place: a new text is a new check."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, checked: Checked) -> Stored[Checked]:
        """Keep a check; returns it with its id."""
        now = self._now()
        with self._database.writing() as connection:
            id = insert(connection, checks.insert().values({**_row(checked), "created": now}))
        return Stored(id, checked, now)

    def get(self, id: int) -> Stored[Checked]:
        """The check under `id`; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(checks).where(checks.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such check", asked=str(id))
        return _stored(row)

    def list(self, *, limit: int = 50, before: int | None = None) -> list[Stored[CheckLine]]:
        """The newest checks as lists show them; `before` is the last id of the page before."""
        query = select(checks.c.id, checks.c.line, checks.c.created).order_by(checks.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(checks.c.id < before)
        with self._database.reading() as connection:
            return [Stored(row.id, _LINE.read(row.line), row.created) for row in connection.execute(query)]

    def of_draft(self, draft: int) -> Stored[Checked] | None:
        """The newest check that was kept of a draft."""
        query = select(checks).where(checks.c.draft == draft).order_by(checks.c.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return _stored(row) if row else None

    def replace(self, id: int, checked: Checked) -> None:
        """Keep what a person decided about a check in its place; raises `NotFoundError`."""
        with self._database.writing() as connection:
            changed = connection.execute(checks.update().where(checks.c.id == id).values(_row(checked)))
        if not changed.rowcount:
            raise NotFoundError("there is no such check", asked=str(id))

    def remove(self, id: int) -> None:
        """Forget a check; raises `NotFoundError`."""
        with self._database.writing() as connection:
            removed = connection.execute(checks.delete().where(checks.c.id == id))
        if not removed.rowcount:
            raise NotFoundError("there is no such check", asked=str(id))


def _row(checked: Checked) -> dict[str, object]:
    line = line_of(checked)
    return {
        "title": line.title,
        "language": line.language,
        "standing": line.standing,
        "draft": line.draft,
        "line": _LINE.write(line),
        "value": _CHECKED.write(checked),
    }


def _stored(row: Row[tuple[object, ...]]) -> Stored[Checked]:
    return Stored(row.id, _CHECKED.read(row.value), row.created)
