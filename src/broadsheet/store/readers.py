"""Readers and their settings."""

import json
from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import select

from broadsheet.core import Reader
from broadsheet.store.engine import Database
from broadsheet.store.tables import readers
from broadsheet.store.values import Form

_READER = Form(Reader)
_UNWILLING = """
SELECT json_group_array(readers.name) FROM json_each(?) AS asked JOIN readers ON readers.name = asked.value
WHERE json_extract(readers.value, '$.personalised') = 0
"""


class Readers:
    """The repository of readers."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def get(self, name: str) -> Reader:
        """The reader called `name`; one who is not kept yet is new and follows nothing."""
        row = self._database.glance("SELECT value FROM readers WHERE name = ?", (name,))
        return _READER.read(row[0]) if row else Reader(name)

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

    def unwilling(self, names: Collection[str]) -> set[str]:
        """Those of `names` who switched personalisation off; in one search, however many there are."""
        row = self._database.glance(_UNWILLING, (json.dumps([*names]),))
        return set(json.loads(row[0])) if row else set()
