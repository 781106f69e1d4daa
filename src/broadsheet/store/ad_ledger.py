"""The books of advertisements: what is held and spent of each budget, slot by slot. It never spends what is not there.

Every change is one transaction that reads the budget, decides and writes it back, and only one may write at a time: the
sums hold whatever runs beside it and wherever it is killed.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select, update

from broadsheet.core import AdEvent, AdServed
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.tables import ad_budgets, ad_campaigns, ad_events, ad_fill, ad_served, ad_viewers

LIFETIME = timedelta(minutes=30)
"""How long a slot holds its money and may be seen and clicked: a page older than that was closed or left alone."""
MILS = 1000
WHOLE = ""
"""The day under which all days of a campaign are summed."""
# Paid clicks of one reader, or on one page without a reader, on one campaign in an hour: a person needs no third.
CLICKS_AN_HOUR = 2
_NEEDS = {"viewable": "impression", "click": "impression"}


@dataclass(frozen=True, slots=True)
class Balance:
    """What is spent and held of a campaign on a `day` (or all of them, under `WHOLE`), in mils."""

    campaign: int
    day: str
    spent: int
    held: int


class AdLedger:
    """The repository of served slots, what happened to them, and budgets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def serve(self, rows: Iterable[AdServed]) -> set[str]:
        """Keep filled slots and hold their money, durably; returns the keys that no money was left for."""
        with self._database.writing() as connection:
            books = _Books(connection)
            poor = {row.key for row in rows if not _keep(connection, row, books=books)}
            books.close()
        return poor

    def claim(self, rows: Iterable[AdServed], *, caps: Mapping[int, int]) -> set[str]:
        """As `serve`, but a slot of a campaign that its reader was served as often as it may be is not kept.

        `caps` are times a reader's day by campaign, 0 or none for any number. Returns the keys of those not kept.
        Whichever processes claim at once, no reader is over a cap.
        """
        over = set()
        with self._database.writing() as connection:
            books = _Books(connection)
            for row in rows:
                if row.reader and _is_over(connection, row, cap=caps.get(row.campaign, 0)):
                    over.add(row.key)
                else:
                    _keep(connection, row, books=books)
            books.close()
        return over

    def note_fill(self, day: str, *, asked: int, filled: int) -> None:
        """Add to how many slots were asked for on a day of the newsroom, and how many were filled."""
        more = {"asked": ad_fill.c.asked + asked, "filled": ad_fill.c.filled + filled}
        with self._database.writing() as connection:
            if not connection.execute(update(ad_fill).where(ad_fill.c.day == day).values(more)).rowcount:
                connection.execute(ad_fill.insert().values(day=day, asked=asked, filled=filled))

    def fill(self) -> list[tuple[str, int, int]]:
        """(day, slots asked for, slots filled), the first day first."""
        with self._database.reading() as connection:
            found = connection.execute(select(ad_fill).order_by(ad_fill.c.day))
            return [(row.day, int(row.asked), int(row.filled)) for row in found]

    def record(self, events: Sequence[AdEvent]) -> list[str]:
        """Count what happened, and charge for it, durably; a verdict for each, empty where it counts.

        `repeated` (this key, or this action on this slot, was counted), `unknown` (no such slot), `unseen` (a click on
        what was never shown), `late` (the slot is over), `flood` (too many clicks). `unpaid` counts, but the budget
        did not hold its price, so that it was free.
        """
        verdicts = []
        with self._database.writing() as connection:
            books = _Books(connection)
            for event in events:
                key = _hash(event.key)
                if connection.execute(select(ad_events.c.key).where(ad_events.c.key == key)).first():
                    verdicts.append("repeated")
                    continue
                slot = connection.execute(select(ad_served).where(ad_served.c.key == event.slot)).first()
                verdict = _verdict(connection, event, slot)
                if slot is not None and not verdict:
                    verdict = _count(connection, event, slot=slot, books=books)
                if verdict != "unknown":  # what names no slot of ours is not worth a row to whoever sends millions
                    row = {"slot": event.slot, "campaign": slot.campaign if slot else 0, "action": event.action}
                    connection.execute(ad_events.insert().values(key=key, verdict=verdict, at=event.at, **row))
                verdicts.append(verdict)
            books.close()
        return verdicts

    def release(self, now: datetime) -> int:
        """Give back what slots hold that were not seen in time; also those of a clock that ran ahead by a lifetime."""
        over = or_(ad_served.c.at < now - LIFETIME, ad_served.c.at > now + LIFETIME)
        query = select(ad_served).where(ad_served.c.state == "open", over)
        with self._database.writing() as connection:
            books = _Books(connection)
            found = list(connection.execute(query))
            for row in found:
                books.settle(row, charge=0)
            for part in chunks([row.key for row in found]):
                gone = update(ad_served).where(ad_served.c.key.in_(part))
                connection.execute(gone.values(state="released", held=0))
            books.close()
        return len(found)

    def balances(self, *, days: Sequence[str] = ()) -> list[Balance]:
        """What is spent and held of every campaign in all, and on `days`."""
        query = select(ad_budgets).where(ad_budgets.c.day.in_([WHOLE, *days]))
        with self._database.reading() as connection:
            return [Balance(r.campaign, r.day, r.spent, r.held) for r in connection.execute(query)]

    def days(self, campaign: int) -> list[Balance]:
        """What was spent on each day of a campaign, the first one first."""
        query = select(ad_budgets).where(ad_budgets.c.campaign == campaign, ad_budgets.c.day != WHOLE)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(ad_budgets.c.day))
            return [Balance(r.campaign, r.day, r.spent, r.held) for r in found]

    def seen_by(self, reader: str, *, since: datetime) -> dict[tuple[int, str], int]:
        """How often a reader was served each (campaign, day) since then."""
        where = and_(ad_viewers.c.reader == reader, ad_viewers.c.at >= since)
        query = select(ad_viewers.c.campaign, ad_viewers.c.day, func.count()).where(where)
        with self._database.reading() as connection:
            found = connection.execute(query.group_by(ad_viewers.c.campaign, ad_viewers.c.day))
            return {(int(campaign), day): int(n) for campaign, day, n in found}

    def slot(self, key: str) -> AdServed | None:
        """A served slot, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(ad_served).where(ad_served.c.key == key)).first()
            viewer = connection.execute(select(ad_viewers.c.reader).where(ad_viewers.c.slot == key)).scalar()
        if row is None:
            return None
        kept = {name: getattr(row, name) for name in AdServed.__slots__ if name != "reader"}
        return AdServed(**kept, reader=viewer or "")


class _Books:
    """The balances that one transaction touches, read when first needed and written back at its end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._limits: dict[int, tuple[int, int]] = {}
        self._open: dict[tuple[int, str], list[int]] = {}

    def hold(self, campaign: int, day: str, amount: int) -> bool:
        """Hold `amount` when both budgets have it; whether they had."""
        return self._fits(campaign, day, amount, with_held=True) and self._add(campaign, day, held=amount)

    def settle(self, row: Row[Any], *, charge: int) -> int:
        """Give back what a slot holds and charge `charge` where it fits; what was charged."""
        self._add(row.campaign, row.day, held=-row.held)
        # What was given back already may be held for others by now: their money is not taken.
        if charge and self._fits(row.campaign, row.day, charge, with_held=row.state == "released"):
            self._add(row.campaign, row.day, spent=charge)
            return charge
        return 0

    def close(self) -> None:
        """Write the balances back."""
        for (campaign, day), (spent, held) in self._open.items():
            where = and_(ad_budgets.c.campaign == campaign, ad_budgets.c.day == day)
            values = {"spent": spent, "held": held}
            if not self._connection.execute(update(ad_budgets).where(where).values(values)).rowcount:
                self._connection.execute(ad_budgets.insert().values(campaign=campaign, day=day, **values))

    def _fits(self, campaign: int, day: str, amount: int, *, with_held: bool) -> bool:
        whole, daily = self._limit(campaign)
        for key, most in ((WHOLE, whole), (day, daily)):
            spent, held = self._balance(campaign, key)
            if most and spent + (held if with_held else 0) + amount > most:
                return False
        return whole > 0

    def _add(self, campaign: int, day: str, *, spent: int = 0, held: int = 0) -> bool:
        for key in (WHOLE, day):
            balance = self._balance(campaign, key)
            balance[0] += spent
            balance[1] = max(balance[1] + held, 0)
        return True

    def _balance(self, campaign: int, day: str) -> list[int]:
        if (campaign, day) not in self._open:
            where = and_(ad_budgets.c.campaign == campaign, ad_budgets.c.day == day)
            row = self._connection.execute(select(ad_budgets.c.spent, ad_budgets.c.held).where(where)).first()
            self._open[campaign, day] = [row.spent, row.held] if row else [0, 0]
        return self._open[campaign, day]

    def _limit(self, campaign: int) -> tuple[int, int]:
        if campaign not in self._limits:
            query = select(ad_campaigns.c.budget, ad_campaigns.c.daily).where(ad_campaigns.c.id == campaign)
            row = self._connection.execute(query).first()
            self._limits[campaign] = (row.budget * MILS, row.daily * MILS) if row else (0, 0)
        return self._limits[campaign]


def _keep(connection: Connection, row: AdServed, *, books: _Books) -> bool:
    """Keep a filled slot and hold its money; whether there was any."""
    is_funded = books.hold(row.campaign, row.day, row.held)
    connection.execute(ad_served.insert().values(_row_of(row, is_funded=is_funded)))
    if row.reader:
        viewer = {"slot": row.key, "reader": row.reader, "campaign": row.campaign}
        connection.execute(ad_viewers.insert().values(**viewer, day=row.day, at=row.at))
    return is_funded


def _is_over(connection: Connection, row: AdServed, *, cap: int) -> bool:
    """Whether the slot's reader was served its campaign `cap` times on that day already."""
    theirs = and_(ad_viewers.c.reader == row.reader, ad_viewers.c.campaign == row.campaign, ad_viewers.c.day == row.day)
    seen = connection.execute(select(func.count()).select_from(ad_viewers).where(theirs)).scalar() or 0
    return 0 < cap <= int(seen)


def _verdict(connection: Connection, event: AdEvent, slot: Row[Any] | None) -> str:
    if slot is None:
        return "unknown"
    needed = _NEEDS.get(event.action)
    for refused, verdict in (
        (getattr(slot, event.action), "repeated"),
        (needed and not getattr(slot, needed), "unseen"),
        (event.action != "hide" and not -LIFETIME <= event.at - slot.at <= LIFETIME, "late"),
        (event.action == "click" and _is_flood(connection, event, slot), "flood"),
    ):
        if refused:
            return verdict
    return ""


def _is_flood(connection: Connection, event: AdEvent, slot: Row[Any]) -> bool:
    """Whether this reader, or on this page somebody without a name, clicked on the campaign too often lately."""
    reader = connection.execute(select(ad_viewers.c.reader).where(ad_viewers.c.slot == slot.key)).scalar()
    theirs = select(ad_viewers.c.slot).where(ad_viewers.c.reader == reader)
    who = ad_served.c.key.in_(theirs) if reader else ad_served.c.page == slot.page
    if not reader and not slot.page:
        return False
    recent = ad_served.c.at >= event.at - timedelta(hours=1)
    where = and_(who, ad_served.c.campaign == slot.campaign, ad_served.c.click == 1, recent)
    clicks = connection.execute(select(func.count()).select_from(ad_served).where(where)).scalar() or 0
    return int(clicks) >= CLICKS_AN_HOUR


def _row_of(row: AdServed, *, is_funded: bool) -> dict[str, Any]:
    """A row without its reader, who is kept apart; a page's id from outside may hold a name, so only its hash is."""
    kept = asdict(row)
    del kept["reader"]
    flags = dict.fromkeys(("charged", "impression", "viewable", "click", "hide"), 0)
    state = {"state": "open"} if is_funded else {"state": "unfunded", "held": 0}
    return kept | flags | state | {"page": _hash(row.page) if row.page else ""}


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _count(connection: Connection, event: AdEvent, *, slot: Row[Any], books: _Books) -> str:
    changed: dict[str, Any] = {event.action: 1}
    verdict = ""
    if event.action == {"cpm": "impression", "cpc": "click"}[slot.pricing]:
        charged = books.settle(slot, charge=0 if slot.state == "unfunded" else slot.price)
        changed |= {"charged": charged, "held": 0, "state": "charged" if charged else "unfunded"}
        verdict = "" if charged or not slot.price else "unpaid"
    connection.execute(update(ad_served).where(ad_served.c.key == slot.key).values(changed))
    return verdict
