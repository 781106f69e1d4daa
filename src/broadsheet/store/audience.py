"""What readers were shown and did in a window of time, for counting: the newest pages and acts alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from broadsheet.core import Served
from broadsheet.store.engine import Database
from broadsheet.store.served import _page
from broadsheet.store.tables import articles, events, served

MOST_PAGES = 10_000
MOST_ACTS = 200_000
MOST_SUPPLY = 20_000
"""Read at most, the newest: some three seconds, and enough for shares to within a percent."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act, with as much of it as counting needs."""

    action: str
    reader: str
    article: int
    page: str
    at: datetime
    value: float


class AudienceLog:
    """The repository that reads served pages and acts by time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pages(self, *, since: datetime, until: datetime, language: str = "") -> list[Served]:
        """The newest pages of the window, oldest first; of a language where given."""
        query = select(served).where(served.c.at >= since, served.c.at < until).order_by(served.c.at.desc())
        if language:
            query = query.where(served.c.language == language)
        with self._database.reading() as connection:
            return [_page(row) for row in connection.execute(query.limit(MOST_PAGES))][::-1]

    def acts(self, *, since: datetime, until: datetime) -> list[Act]:
        """The newest acts of the window, oldest first."""
        e = events.c
        query = select(e.action, e.reader, e.article, e.page, e.at, e.value).order_by(e.id.desc()).limit(MOST_ACTS)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        found = [Act(r.action, r.reader, int(r.article or 0), r.page, r.at, r.value) for r in reversed(rows)]
        return [act for act in found if since <= act.at < until]

    def first(self, since: datetime) -> datetime | None:
        """When the first page kept since then was served."""
        with self._database.reading() as connection:
            query = select(served.c.at).where(served.c.at >= since).order_by(served.c.at).limit(1)
            found: datetime | None = connection.execute(query).scalar()
            return found

    def supply(self, *, since: datetime, until: datetime, language: str = "") -> list[int]:
        """The newest articles of the window, by id."""
        query = select(articles.c.id).where(articles.c.ordered >= since, articles.c.ordered < until)
        if language:
            query = query.where(articles.c.language == language)
        with self._database.reading() as connection:
            return list(connection.execute(query.order_by(articles.c.ordered.desc()).limit(MOST_SUPPLY)).scalars())

    def stamp(self) -> tuple[int, int, int]:
        """Three numbers, one of which changes with every page, act or article kept."""
        newest = [select(func.max(table.c.id)) for table in (served, events, articles)]
        with self._database.reading() as connection:
            pages, acts, kept = (int(connection.execute(query).scalar() or 0) for query in newest)
        return pages, acts, kept
