"""What each entry of an offer may still spend, as an auction sees it: the books' last word and what was sold since."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Campaign
from broadsheet.recommend.ads.offer import Offer
from broadsheet.recommend.ads.pacing import DAY, TAU, Plan, chance_to_take_part

Floats = NDArray[np.float64]
MILS = 1000


def day_of(at: datetime, zone: int) -> str:
    """The day at `at` on a clock `zone` minutes east of UTC."""
    return (at.astimezone(UTC) + timedelta(minutes=zone)).date().isoformat()


@dataclass(eq=False)
class Budgets:
    """Spent and held of each entry in mils: in all (`whole`) and on its day (`today`), and lately (`recent`)."""

    offer: Offer
    days: tuple[str, ...]
    whole: Floats
    today: Floats
    recent: Floats
    plan: Plan
    at: float

    def __post_init__(self) -> None:
        told = [e.campaign.value for e in self.offer.entries]
        whole = np.array([c.budget * MILS for c in told], dtype=np.float64)
        daily = np.array([c.daily * MILS if c.daily else np.inf for c in told], dtype=np.float64)
        self._most = (whole, daily)
        self._quota = self.quota()
        zones = (e.campaign.value.zone for e in self.offer.entries)
        self._zones = frozenset(zip(zones, self.days, strict=True))

    @classmethod
    def of(
        cls,
        offer: Offer,
        used: Mapping[tuple[int, str], int],
        recent: Mapping[int, int],
        *,
        traffic: Floats,
        now: datetime,
    ) -> "Budgets":
        """From the books: `used` is spent and held of each (campaign, day), `""` for all; `traffic` by UTC hour."""
        campaigns = [e.campaign for e in offer.entries]
        days = tuple(day_of(now, c.value.zone) for c in campaigns)
        hours = np.array([_hours(c.value, offer.at_hour[i], traffic, days[i]) for i, c in enumerate(campaigns)])
        return cls(
            offer,
            days,
            np.array([used.get((c.id, ""), 0) for c in campaigns], dtype=np.float64),
            np.array([used.get((c.id, day), 0) for c, day in zip(campaigns, days, strict=True)], dtype=np.float64),
            np.array([recent.get(c.id, 0) for c in campaigns], dtype=np.float64),
            Plan(hours.reshape(len(campaigns), 24)),
            now.timestamp(),
        )

    def is_of(self, now: datetime) -> bool:
        """Whether every entry's day is still the one these sums are of; a clock that jumps makes it another."""
        return all(day_of(now, zone) == day for zone, day in self._zones)

    def quota(self) -> Floats:
        """What each may spend on its day, in mils."""
        told = zip(self.offer.entries, self.days, self.whole, self.today, strict=True)
        return np.array(
            [quota_of(e.campaign.value, d, whole=float(w), today=float(t)) for e, d, w, t in told], dtype=np.float64
        )

    def chances(self, now: datetime) -> Floats:
        """With which probability each takes part in an auction now."""
        quota, second = self._quota, (now.timestamp() + self.offer.zones * 60) % DAY
        passed = max(now.timestamp() - self.at, 0.0)
        self.recent *= math.exp(-passed / TAU)
        self.at = now.timestamp()
        due, rate = self.plan.due(second), self.plan.rate(second)
        return chance_to_take_part(quota=quota, used=self.today, due=due, rate=rate, recent=self.recent)

    def take(self, entry: int, amount: int) -> None:
        """Note what was held for a slot."""
        for sums in (self.whole, self.today, self.recent):
            sums[entry] += amount

    def again(self, sold: Iterable[tuple[int, int]]) -> None:
        """Note what was held for slots, (campaign, amount), that the books have not got yet."""
        places = {e.campaign.id: place for place, e in enumerate(self.offer.entries)}
        for campaign, amount in sold:
            if campaign in places:
                self.take(places[campaign], amount)

    def affords(self, amounts: Floats) -> NDArray[np.bool_]:
        """Which entries have as much left, in all and of a daily budget."""
        fits: NDArray[np.bool_] = (self.whole + amounts <= self._most[0]) & (self.today + amounts <= self._most[1])
        return fits


def quota_of(campaign: Campaign, day: str, *, whole: float, today: float) -> float:
    """What a campaign may spend on `day`, in mils, when `whole` is used in all and `today` of that on the day.

    Its daily budget, else what was left at the day's beginning spread evenly over the days to come, else all of it.
    """
    left = max(campaign.budget * MILS - whole + today, 0.0)
    if campaign.daily:
        return min(campaign.daily * MILS, left)
    if campaign.until is None:
        return left
    last = date.fromisoformat(day_of(campaign.until - timedelta(microseconds=1), campaign.zone))
    return left / max((last - date.fromisoformat(day)).days + 1, 1)


def _hours(campaign: Campaign, wanted: Sequence[bool], traffic: Floats, day: str) -> Floats:
    """The share of the campaign's day in each hour of its clock, only of hours in which it runs."""
    midnight = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) - timedelta(minutes=campaign.zone)
    told = np.roll(traffic, -midnight.hour) * np.asarray(wanted)
    if campaign.since or campaign.until:
        starts = [midnight + timedelta(hours=hour) for hour in range(24)]
        told *= [_overlap(start, start + timedelta(hours=1), campaign) for start in starts]
    return told / total if (total := told.sum()) else np.full(24, 1 / 24)


def _overlap(start: datetime, end: datetime, campaign: Campaign) -> float:
    """Which share of the hour the campaign runs in."""
    first = max(start, campaign.since) if campaign.since else start
    last = min(end, campaign.until) if campaign.until else end
    return max((last - first).total_seconds(), 0.0) / 3600.0
