"""Advertisers, their campaigns and creatives, and what readers decided about advertisements."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from broadsheet.core import AdChoices, Advertiser, Campaign, Creative, NotFoundError, Stored
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import ad_campaigns, ad_choices, ad_creatives, ad_viewers, advertisers
from broadsheet.store.values import Form

_ADVERTISER, _CAMPAIGN, _CREATIVE = Form(Advertiser), Form(Campaign), Form(Creative)
_CHOICES = Form(AdChoices)


class Adverts:
    """The repository of what may be served. What it costs is the ledger's."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add_advertiser(self, advertiser: Advertiser) -> int:
        """Keep an advertiser; returns its id."""
        return self._add(advertisers, {"value": _ADVERTISER.write(advertiser)})

    def advertiser(self, id: int) -> Stored[Advertiser]:
        """The advertiser under `id`; raises `NotFoundError`."""
        row = self._one(advertisers, id)
        return Stored(row.id, _ADVERTISER.read(row.value), row.created)

    def advertisers(self) -> list[Stored[Advertiser]]:
        """Every advertiser, the first one first."""
        return [Stored(r.id, _ADVERTISER.read(r.value), r.created) for r in self._all(advertisers)]

    def add_campaign(self, campaign: Campaign) -> int:
        """Keep a campaign; returns its id. Raises `NotFoundError` when its advertiser is not kept."""
        self._one(advertisers, campaign.advertiser)
        return self._add(ad_campaigns, _campaign_row(campaign))

    def put_campaign(self, id: int, campaign: Campaign) -> None:
        """Change a campaign; raises `NotFoundError`."""
        self._change(ad_campaigns, id, _campaign_row(campaign))

    def campaign(self, id: int) -> Stored[Campaign]:
        """The campaign under `id`; raises `NotFoundError`."""
        row = self._one(ad_campaigns, id)
        return Stored(row.id, _CAMPAIGN.read(row.value), row.created)

    def campaigns(self) -> list[Stored[Campaign]]:
        """Every campaign, the first one first."""
        return [Stored(r.id, _CAMPAIGN.read(r.value), r.created) for r in self._all(ad_campaigns)]

    def add_creative(self, creative: Creative) -> int:
        """Keep a creative; returns its id. Raises `NotFoundError` when its campaign is not kept."""
        self._one(ad_campaigns, creative.campaign)
        return self._add(ad_creatives, _creative_row(creative))

    def put_creative(self, id: int, creative: Creative) -> None:
        """Change a creative; raises `NotFoundError`."""
        self._change(ad_creatives, id, _creative_row(creative))

    def creative(self, id: int) -> Stored[Creative]:
        """The creative under `id`; raises `NotFoundError`."""
        row = self._one(ad_creatives, id)
        return Stored(row.id, _CREATIVE.read(row.value), row.created)

    def creatives(self, *, campaign: int | None = None) -> list[Stored[Creative]]:
        """Every creative, or those of one campaign, the first one first."""
        query = select(ad_creatives).order_by(ad_creatives.c.id)
        if campaign is not None:
            query = query.where(ad_creatives.c.campaign == campaign)
        with self._database.reading() as connection:
            return [Stored(r.id, _CREATIVE.read(r.value), r.created) for r in connection.execute(query)]

    def choices(self, reader: str) -> AdChoices:
        """What `reader` decided about advertisements; who decided nothing consented to nothing."""
        with self._database.reading() as connection:
            value = connection.execute(select(ad_choices.c.value).where(ad_choices.c.reader == reader)).scalar()
        return _CHOICES.read(value) if value else AdChoices(reader)

    def put_choices(self, choices: AdChoices) -> None:
        """Keep what a reader decided, in the place of what they had."""
        row = {"reader": choices.reader, "value": _CHOICES.write(choices)}
        with self._database.writing() as connection:
            connection.execute(delete(ad_choices).where(ad_choices.c.reader == choices.reader))
            connection.execute(ad_choices.insert().values(row))

    def of(self, reader: str) -> dict[str, Any]:
        """All that is kept of a reader here: their choices, and the advertisements they were served."""
        query = select(ad_viewers).where(ad_viewers.c.reader == reader).order_by(ad_viewers.c.at)
        with self._database.reading() as connection:
            served = [dict(row._mapping) for row in connection.execute(query)]
        return {"choices": self.choices(reader), "served": served}

    def erase(self, reader: str) -> None:
        """Forget a reader: what they chose, and that they saw anything. What that cost stays in the books."""
        with self._database.writing() as connection:
            for table in (ad_choices, ad_viewers):
                connection.execute(delete(table).where(table.c.reader == reader))

    def forget_viewers(self, before: datetime) -> int:
        """Forget who was served what `before`: caps and reach look no further back."""
        with self._database.writing() as connection:
            return int(connection.execute(delete(ad_viewers).where(ad_viewers.c.at < before)).rowcount)

    def _add(self, table: Any, row: dict[str, Any]) -> int:
        with self._database.writing() as connection:
            return insert(connection, table.insert().values(row | {"created": self._now()}))

    def _change(self, table: Any, id: int, row: dict[str, Any]) -> None:
        with self._database.writing() as connection:
            changed = connection.execute(update(table).where(table.c.id == id).values(row)).rowcount
        if not changed:
            raise _missing(table, id)

    def _one(self, table: Any, id: int) -> Row[Any]:
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == id)).first()
        if row is None:
            raise _missing(table, id)
        return row

    def _all(self, table: Any) -> list[Row[Any]]:
        with self._database.reading() as connection:
            return list(connection.execute(select(table).order_by(table.c.id)))


def _campaign_row(campaign: Campaign) -> dict[str, Any]:
    return {
        "advertiser": campaign.advertiser,
        "state": campaign.state,
        "budget": campaign.budget,
        "daily": campaign.daily,
        "value": _CAMPAIGN.write(campaign),
    }


def _creative_row(creative: Creative) -> dict[str, Any]:
    return {"campaign": creative.campaign, "state": creative.state, "value": _CREATIVE.write(creative)}


def _missing(table: Any, id: int) -> NotFoundError:
    names = {"advertisers": "advertiser", "ad_campaigns": "campaign", "ad_creatives": "creative"}
    return NotFoundError(f"there is no such {names[table.name]}", asked=str(id), do="`broadsheet ads list` lists them")
