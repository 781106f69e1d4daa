"""Rulings: what an editor decided of stories. One that is withdrawn is gone, and with it what was learnt from it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select

from broadsheet.core import NotFoundError, Ruling, Stored
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import story_rulings
from broadsheet.store.values import Form

_RULING = Form(Ruling)


class Rulings:
    """The repository of rulings."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, ruling: Ruling) -> int:
        """Keep a ruling; returns its id."""
        row = {"value": _RULING.write(ruling), "made": self._now()}
        with self._database.writing() as connection:
            return insert(connection, story_rulings.insert().values(row))

    def get(self, id: int) -> Stored[Ruling]:
        """The ruling under `id`; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(story_rulings).where(story_rulings.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such ruling", asked=str(id), do="`broadsheet story rulings` lists them")
        return _ruling(row)

    def list(self) -> list[Stored[Ruling]]:
        """Every ruling, oldest first."""
        with self._database.reading() as connection:
            return [_ruling(row) for row in connection.execute(select(story_rulings).order_by(story_rulings.c.id))]

    def count(self) -> int:
        """How many rulings stand."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(story_rulings)).scalar_one())

    def withdraw(self, id: int) -> None:
        """Take a ruling back."""
        with self._database.writing() as connection:
            connection.execute(delete(story_rulings).where(story_rulings.c.id == id))


def _ruling(row: Row[Any]) -> Stored[Ruling]:
    return Stored(row.id, _RULING.read(row.value), row.made)
