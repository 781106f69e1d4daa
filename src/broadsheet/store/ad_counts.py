"""What came of advertisements, counted: for reports, and for learning how likely a click is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true

from broadsheet.core import AdCount
from broadsheet.store.engine import Database
from broadsheet.store.tables import ad_events, ad_served, ad_viewers

BY = ("day", "surface", "topic", "hour", "creative", "campaign", "position", "language")
_SEEN = ad_served.c.impression == 1
_FREE = "unpaid"


class AdCounts:
    """Questions about served slots; nothing here changes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def total(self, *, campaign: int = 0, since: datetime | None = None) -> AdCount:
        """All of a campaign, or of all campaigns."""
        found = self.by("", campaign=campaign, since=since)
        return found.get("", AdCount())

    def by(self, column: str, *, campaign: int = 0, since: datetime | None = None) -> Mapping[str, AdCount]:
        """The same counts by the values of a `column` of `BY`, in their order; `""` for one sum of all."""
        where = _where(campaign, since)
        key: Any = ad_served.c[column] if column else None
        query = _sums(key).where(where)
        if column:
            query = query.group_by(key).order_by(key)
        with self._database.reading() as connection:
            rows = list(connection.execute(query))
            invalid = self._invalid(connection, campaign) if not column else 0
        return {str(row[0]) if column else "": _count(row, invalid) for row in rows}

    def reach(self, campaign: int) -> int:
        """How many readers saw it, of those whose name may be kept."""
        seen = select(ad_served.c.key).where(_where(campaign, None), _SEEN)
        query = select(func.count(ad_viewers.c.reader.distinct())).where(
            ad_viewers.c.campaign == campaign, ad_viewers.c.slot.in_(seen)
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def learnt(self) -> list[tuple[int, int, int, str, int, str, int, int]]:
        """(advertiser, campaign, creative, surface, position, matched, impressions, clicks), for each that was seen."""
        keys = (
            ad_served.c.advertiser,
            ad_served.c.campaign,
            ad_served.c.creative,
            ad_served.c.surface,
            ad_served.c.position,
            ad_served.c.matched,
        )
        query = select(*keys, func.count(), func.sum(ad_served.c.click)).where(_SEEN).group_by(*keys)
        with self._database.reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def chances(self, *, campaign: int = 0, limit: int = 200_000) -> list[tuple[float, int]]:
        """(how likely a click was thought to be, whether there was one), of the latest impressions."""
        query = select(ad_served.c.chance, ad_served.c.click).where(_where(campaign, None), _SEEN)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(ad_served.c.at.desc()).limit(limit))
            return [(float(chance), int(click)) for chance, click in found]

    def hours(self, *, since: datetime) -> dict[int, int]:
        """How many slots were served in each hour of the day: what a day's traffic looks like."""
        query = select(ad_served.c.hour, func.count()).where(ad_served.c.at >= since).group_by(ad_served.c.hour)
        with self._database.reading() as connection:
            return {int(hour): int(n) for hour, n in connection.execute(query)}

    def spending(self, *, campaign: int, day: str) -> list[tuple[datetime, int]]:
        """(when it was served, what was charged) of one day of a campaign, in order."""
        where = and_(ad_served.c.campaign == campaign, ad_served.c.day == day, ad_served.c.charged > 0)
        query = select(ad_served.c.at, ad_served.c.charged).where(where).order_by(ad_served.c.at)
        with self._database.reading() as connection:
            return [(at, int(charged)) for at, charged in connection.execute(query)]

    def between(self, start: datetime, end: datetime) -> dict[int, int]:
        """What each campaign was charged, or has held, for slots served from `start` to `end`, in mils."""
        query = select(ad_served.c.campaign, func.sum(ad_served.c.charged + ad_served.c.held))
        with self._database.reading() as connection:
            found = connection.execute(query.where(ad_served.c.at.between(start, end)).group_by(ad_served.c.campaign))
            return {int(campaign): int(money) for campaign, money in found}

    def _invalid(self, connection: Any, campaign: int) -> int:
        of = ad_events.c.campaign == campaign if campaign else true()
        bad = and_(of, ad_events.c.verdict.not_in(["", _FREE]))
        return int(connection.execute(select(func.count()).select_from(ad_events).where(bad)).scalar() or 0)


def _where(campaign: int, since: datetime | None) -> ColumnElement[bool]:
    of = ad_served.c.campaign == campaign if campaign else true()
    return and_(of, ad_served.c.at >= since) if since else and_(of, true())


def _sums(key: Any) -> Select[Any]:
    table = ad_served.c
    sums = [
        func.count(),
        *(func.coalesce(func.sum(c), 0) for c in (table.impression, table.viewable, table.click, table.hide)),
        func.coalesce(func.sum(table.charged), 0),
        func.coalesce(func.sum(table.chance * table.impression), 0.0),
    ]
    return select(func.count() if key is None else key, *sums)


def _count(row: Any, invalid: int) -> AdCount:
    served, seen, viewable, clicks, hides, money = (int(n) for n in row[1:7])
    return AdCount(served, seen, viewable, clicks, hides, invalid, money, float(row[7]))
