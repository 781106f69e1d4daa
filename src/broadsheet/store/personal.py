"""Everything that is kept of one reader, whichever room keeps it: given as a whole, or forgotten as a whole.

The tables are the list: a column called `reader` holds a reader's name, and every row that has it is theirs.
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, bindparam, delete, func, literal, select

from broadsheet.store.digest import digest
from broadsheet.store.engine import Database
from broadsheet.store.tables import answers, erased, metadata, readers
from broadsheet.store.upserting import upsert


def theirs() -> dict[Table, Column[Any]]:
    """The tables that know readers, each with the column of their names."""
    named = {table: table.c["reader"] for table in metadata.sorted_tables if "reader" in table.c}
    return named | {readers: readers.c.name}


class Personal:
    """The repository of all that is personal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export(self, reader: str) -> dict[str, list[dict[str, Any]]]:
        """Every row kept of a reader, by table; what is kept as JSON is read, what is bytes is in base 64."""
        found: dict[str, list[dict[str, Any]]] = {}
        with self._database.reading() as connection:
            for table, name in theirs().items():
                rows = connection.execute(select(table).where(name == reader, name != "")).mappings()
                found[table.name] = [_plain(table, row) for row in rows]
        return {table: rows for table, rows in found.items() if rows}

    def erase(self, reader: str, *, at: datetime) -> int:
        """Forget every row of a reader, and put up their tombstone, in one transaction; returns how many rows."""
        gone = 0
        with self._database.writing() as connection:
            for table, name in theirs().items():
                gone += int(connection.execute(delete(table).where(name == reader, name != "")).rowcount)
            told = func.instr(answers.c.body, literal(reader.encode(), LargeBinary)) > 0
            connection.execute(delete(answers).where(told, literal(reader) != ""))
            connection.execute(_tombstone(), [{"digest": digest(reader), "at": at}])
        return gone

    def names(self) -> set[str]:
        """Every reader's name that is kept anywhere."""
        with self._database.reading() as connection:
            columns = theirs().values()
            return {name for c in columns for name in connection.execute(select(c).distinct()).scalars() if name}

    def bury(self, stones: Mapping[bytes, datetime]) -> None:
        """Put up tombstones of readers who are not kept."""
        if stones:
            with self._database.writing() as connection:
                connection.execute(_tombstone(), [{"digest": d, "at": at} for d, at in stones.items()])


def _tombstone() -> Any:
    row: dict[str, Any] = {"digest": bindparam("digest"), "at": bindparam("at")}
    return upsert(erased).values(row).on_conflict_do_nothing()


def _plain(table: Table, row: Mapping[Any, Any]) -> dict[str, Any]:
    return {column.name: _read(row[column.name]) for column in table.columns}


def _read(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
