"""Drafts with every revision kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from broadsheet.core import ConflictError, Draft, NotFoundError, Stored
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import draft_revisions, drafts
from broadsheet.store.values import Form

_DRAFT = Form(Draft)


class Drafts:
    """The repository of drafts. Saving over somebody else's revision is refused, never silent."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, draft: Draft) -> int:
        """Keep a new draft as its revision 1 and return its id."""
        with self._database.writing() as connection:
            row = {"state": draft.state, "revision": 1, "created": self._now()}
            id = insert(connection, drafts.insert().values(row))
            self._save(connection, id, 1, draft)
            return id

    def revise(self, id: int, draft: Draft, *, expected: int | None = None) -> int:
        """Keep a new revision and return its number.

        Raises `ConflictError` when `expected` is given and is not the latest revision, `NotFoundError` when there is no
        such draft.
        """
        with self._database.writing() as connection:
            latest = connection.execute(select(drafts.c.revision).where(drafts.c.id == id)).scalar()
            if latest is None:
                raise _unknown(id)
            if expected is not None and expected != latest:
                raise ConflictError(
                    "somebody saved this draft while you were working on it",
                    asked=f"save over revision {expected}",
                    found=f"revision {latest}",
                    do="compare the two and save again",
                )
            row = {"revision": latest + 1, "state": draft.state}
            connection.execute(drafts.update().where(drafts.c.id == id).values(row))
            self._save(connection, id, latest + 1, draft)
            return int(latest) + 1

    def get(self, id: int) -> Stored[Draft]:
        """The latest revision; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(_latest().where(drafts.c.id == id)).first()
        if row is None:
            raise _unknown(id)
        return Stored(row.id, _DRAFT.read(row.value), row.created)

    def revision(self, id: int) -> int:
        """The number of the latest revision; raises `NotFoundError`."""
        with self._database.reading() as connection:
            number = connection.execute(select(drafts.c.revision).where(drafts.c.id == id)).scalar()
        if number is None:
            raise _unknown(id)
        return int(number)

    def revisions(self, id: int) -> list[tuple[int, datetime, Draft]]:
        """Every revision with its number and when it was saved, oldest first."""
        query = select(draft_revisions).where(draft_revisions.c.draft == id).order_by(draft_revisions.c.revision)
        with self._database.reading() as connection:
            return [(r.revision, r.saved, _DRAFT.read(r.value)) for r in connection.execute(query)]

    def list(self, *, state: str = "", limit: int = 50) -> "list[Stored[Draft]]":
        """Drafts in their latest revision, newest first; only those in `state` when given."""
        query = _latest().order_by(drafts.c.id.desc()).limit(limit)
        if state:
            query = query.where(drafts.c.state == state)
        with self._database.reading() as connection:
            return [Stored(r.id, _DRAFT.read(r.value), r.created) for r in connection.execute(query)]

    def _save(self, connection: Connection, id: int, revision: int, draft: Draft) -> None:
        row = {"draft": id, "revision": revision, "saved": self._now(), "value": _DRAFT.write(draft)}
        connection.execute(draft_revisions.insert().values(row))


def _latest() -> Select[Any]:
    same = and_(draft_revisions.c.draft == drafts.c.id, draft_revisions.c.revision == drafts.c.revision)
    return select(drafts.c.id, drafts.c.created, draft_revisions.c.value).join(draft_revisions, same)


def _unknown(id: int) -> NotFoundError:
    return NotFoundError("there is no such draft", asked=str(id), do="`broadsheet review` lists them")
