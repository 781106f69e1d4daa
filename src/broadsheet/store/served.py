"""Pages as they were served, each with what decided it; and when a reader was erased."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Row, delete, desc, func, select

from broadsheet.core import Served
from broadsheet.store.digest import digest
from broadsheet.store.engine import Database
from broadsheet.store.served_form import pack, unpack
from broadsheet.store.tables import erased, served
from broadsheet.store.upserting import upsert

_FIELDS = ("key", "reader", "at", "version", "surface", "language", "personalised")


class ServedPages:
    """The repository of served pages. A page of a reader who is not personalised keeps no name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stones: dict[bytes, datetime] = {}
        self._last_stone = 0

    def add(self, pages: Iterable[Served]) -> int:
        """Keep the pages whose keys are new, in one transaction; returns how many were.

        Those of a reader who was erased since they were served, by whichever process, are let go.
        """
        rows = [
            {name: getattr(page, name) for name in _FIELDS}
            | {"reader": page.reader if page.personalised else "", "value": pack(page)}
            for page in pages
        ]
        if not rows:
            return 0
        with self._database.writing() as connection:
            self._look_for_stones(connection)
            rows = [row for row in rows if not self._is_gone(row["reader"], row["at"])]
            if not rows:
                return 0
            return max(connection.execute(upsert(served).on_conflict_do_nothing(), rows).rowcount, 0)

    def _look_for_stones(self, connection: Connection) -> None:
        for row in connection.execute(select(erased).where(erased.c.id > self._last_stone).order_by(erased.c.id)):
            self._stones[row.digest] = row.at
            self._last_stone = row.id

    def _is_gone(self, reader: str, at: datetime) -> bool:
        erasure = self._stones.get(digest(reader)) if reader and self._stones else None
        return erasure is not None and at <= erasure

    def get(self, key: str) -> Served | None:
        """The page served under `key`, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(served).where(served.c.key == key)).first()
        return _page(row) if row else None

    def since(self, last: int, *, limit: int = 1_000) -> list[tuple[int, Served]]:
        """The pages kept after row `last` with their row numbers, oldest first, at most `limit`."""
        query = select(served).where(served.c.id > last).order_by(served.c.id).limit(limit)
        with self._database.reading() as connection:
            return [(row.id, _page(row)) for row in connection.execute(query)]

    def of(self, reader: str) -> list[Served]:
        """The pages one reader was served by what they did, oldest first; none for the empty name."""
        query = select(served).where(served.c.reader == reader, served.c.reader != "").order_by(served.c.at)
        with self._database.reading() as connection:
            return [_page(row) for row in connection.execute(query)]

    def readers(self, *, limit: int) -> tuple[str, ...]:
        """Those who were served last by what they did, the last first."""
        last = select(served.c.reader, func.max(served.c.id).label("last")).where(served.c.reader != "")
        with self._database.reading() as connection:
            rows = connection.execute(last.group_by(served.c.reader).order_by(desc("last")).limit(limit))
            return tuple(row.reader for row in rows)

    def erase(self, reader: str) -> int:
        """Forget the pages of one reader; returns how many those were."""
        with self._database.writing() as connection:
            mine = delete(served).where(served.c.reader == reader, served.c.reader != "")
            return int(connection.execute(mine).rowcount)

    def prune(self, before: datetime) -> int:
        """Forget the pages served before then; returns how many those were."""
        with self._database.writing() as connection:
            return int(connection.execute(delete(served).where(served.c.at < before)).rowcount)


class Tombstones:
    """The repository of erasures: a digest of each erased reader's name, never the name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> set[tuple[bytes, datetime]]:
        """Every erasure this database went through."""
        with self._database.reading() as connection:
            return {(row.digest, row.at) for row in connection.execute(select(erased.c.digest, erased.c.at))}

    def since(self, last: int) -> list[tuple[int, bytes, datetime]]:
        """The erasures after row `last`, with their row numbers: what holds readers in memory drops those too."""
        query = select(erased).where(erased.c.id > last).order_by(erased.c.id)
        with self._database.reading() as connection:
            return [(row.id, row.digest, row.at) for row in connection.execute(query)]


def _page(row: Row[tuple[object, ...]]) -> Served:
    told = {name: getattr(row, name) for name in _FIELDS}
    return unpack(row.value, **told | {"personalised": bool(row.personalised)})
