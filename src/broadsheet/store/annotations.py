"""What was read off each article: one table, one row an analysis, each with the version that made it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select

from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.lacking import count_lacking, lacking
from broadsheet.store.mentions import unlink
from broadsheet.store.tables import annotations, vectors


class Annotations:
    """The repository of annotations. What lacks one at a version is the work list, so nothing needs a queue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, rows: Iterable[tuple[int, str, int, Any]]) -> None:
        """Keep (article, analysis, version, JSON value) rows, in the place of older ones, in one transaction."""
        made: list[dict[str, Any]] = [
            {"article": a, "analysis": n, "version": v, "value": json.dumps(value, ensure_ascii=False)}
            for a, n, v, value in rows
        ]
        if not made:
            return
        with self._database.writing() as connection:
            for analysis in sorted({row["analysis"] for row in made}):
                replaced = [row["article"] for row in made if row["analysis"] == analysis]
                for part in chunks(replaced):
                    old = annotations.c.article.in_(part)
                    connection.execute(delete(annotations).where(and_(annotations.c.analysis == analysis, old)))
            connection.execute(annotations.insert(), made)

    def pending(self, analysis: str, version: int, *, limit: int = 256) -> list[int]:
        """Up to `limit` article ids (newest first) that have no such annotation at that version."""
        with self._database.reading() as connection:
            return lacking(connection, _done(analysis, version))[: -limit - 1 : -1]

    def count_pending(self, analysis: str, version: int) -> int:
        """How many articles have no such annotation at that version."""
        with self._database.reading() as connection:
            return count_lacking(connection, _done(analysis, version))

    def of(self, ids: Sequence[int], *, only: Sequence[str] = ()) -> dict[int, dict[str, Any]]:
        """The annotations of each article that has any, failed ones left out: `{article: {analysis: value}}`.

        Of the analyses `only` alone, when some are named.
        """
        found: dict[int, dict[str, Any]] = {}
        with self._database.reading() as connection:
            for part in chunks(ids):
                query = select(annotations).where(annotations.c.article.in_(part))
                query = query.where(annotations.c.analysis.in_(only)) if only else query
                for row in connection.execute(query):
                    value = json.loads(row.value)
                    if value is not None:  # None: the analysis failed on this article, and is not tried again
                        found.setdefault(row.article, {})[row.analysis] = value
        return found

    def last_version(self, analysis: str) -> int:
        """The highest version at which `analysis` read an article; 0 when it read none."""
        query = select(func.max(annotations.c.version)).where(annotations.c.analysis == analysis)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def drop(self, analysis: str) -> int:
        """Forget what one analysis said of every article; returns of how many."""
        with self._database.writing() as connection:
            return int(connection.execute(delete(annotations).where(annotations.c.analysis == analysis)).rowcount)

    def forget(self, connection: Connection, id: int) -> None:
        """Within a transaction, drop what was derived from article `id`, so that it is derived again."""
        connection.execute(delete(annotations).where(annotations.c.article == id))
        connection.execute(delete(vectors).where(vectors.c.article == id))
        unlink(connection, [id])


def _done(analysis: str, version: int) -> Any:
    return select(annotations.c.article).where(annotations.c.analysis == analysis, annotations.c.version == version)
