"""Looks: which reports of its stories a reader has seen, and when first."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.tables import story_looks


class Looks:
    """The repository of looks. They are kept by report, so a story may be merged or split and nothing is new twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seen(self, reader: str, articles: Collection[int]) -> dict[int, datetime]:
        """Those of `articles` that the reader has seen, with when first."""
        with self._database.reading() as connection:
            mine = select(story_looks.c.article, story_looks.c.at).where(story_looks.c.reader == reader)
            wanted = sorted(articles)
            parts = chunks(wanted)
            return {
                row.article: row.at
                for part in parts
                for row in connection.execute(mine.where(story_looks.c.article.in_(part)))
            }

    def note(self, reader: str, articles: Collection[int], *, at: datetime) -> int:
        """Keep that the reader saw `articles` at `at`, those seen before as they are; returns how many are new."""
        known = self.seen(reader, articles)
        rows = [{"reader": reader, "article": a, "at": at} for a in sorted(set(articles)) if a not in known]
        if rows:
            with self._database.writing() as connection:
                connection.execute(story_looks.insert().prefix_with("OR IGNORE", dialect="sqlite"), rows)
        return len(rows)
