"""Whether advertisements do what they promise, in a small market whose truth is known.

    python evals/ads.py

A day of 15,000 page views with a daily rhythm, 24 campaigns paying for impressions or clicks, true click rates by
campaign, position and context that the exchange has to learn. The clock is invented, the exchange and the pacing are
those that serve. The figures are of seeds 1 and 2, and what was chosen was looked at on the same ones.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import AdPage, AdSlot, Advertiser, Campaign, Creative, Stored, Targeting
from broadsheet.recommend import ads
from broadsheet.recommend.ads.auction import Bids, auction

DATA = ("wire",)  # in the package, so always here; the market is made, not read
SEEDS = (1, 2)
DAY = datetime(2026, 11, 20, tzinfo=UTC)
VIEWS = 15_000
CAMPAIGNS = 24
READERS = 6000
TOPICS = ("medtop:15000000", "medtop:04000000", "medtop:01000000", "medtop:13000000")
_HOURS = 1 + 0.8 * np.sin((np.arange(24) - 8) / 24 * 2 * np.pi)
_STEP = 100  # page views between two looks of the keeper at the books
_LEARN = 1000  # page views between two fits of the click model


@dataclass
class Market:
    """What happened in one day: spending by campaign and hour, chances with clicks, views of each reader."""

    campaigns: list[Stored[Campaign]]
    spent: NDArray[np.float64]
    hourly: NDArray[np.float64]
    told: list[tuple[float, int]] = field(default_factory=list)
    seen: dict[tuple[str, int], int] = field(default_factory=dict)
    revenue: float = 0.0

    @property
    def limits(self) -> NDArray[np.float64]:
        """The daily budget of each campaign, in mils."""
        return np.array([c.value.daily * 1000 for c in self.campaigns], dtype=np.float64)


def figures(_path: Path) -> dict[str, float]:
    """Shares where 1 is right: budgets kept and spent, smoothness, caps, calibration, truth telling, revenue."""
    markets = [play(seed) for seed in SEEDS]
    rushed = [play(seed, hours=None) for seed in SEEDS]
    limits, spent = (np.concatenate([getattr(m, name) for m in markets]) for name in ("limits", "spent"))
    bound = np.concatenate([_could(m) for m in markets])
    told = [pair for m in markets for pair in m.told[len(m.told) // 2 :]]
    return {
        "never_overspent": float(np.mean(spent <= limits)),
        "spent_of_budget": float(np.mean(spent[bound] / limits[bound])),
        "smooth": 1 - float(np.mean([_roughness(m) for m in markets])),
        "smoother_than_without_pacing": float(
            np.mean([_roughness(m) for m in rushed]) - np.mean([_roughness(m) for m in markets])
        ),
        "caps_kept": float(np.mean([n <= 3 for m in markets for n in m.seen.values()])),
        "calibrated": 1 - ads.calibration_error(ads.reliability(told)),
        "revenue_beside_no_pacing": sum(m.revenue for m in markets) / sum(m.revenue for m in rushed),
        "truthful": truthful(),
    }


def play(seed: int, *, hours: str | None = "paced") -> Market:
    """One day; with `hours` None nothing paces: every campaign takes part until its budget is gone."""
    rng = np.random.default_rng(seed)
    offer, rates = _offer(rng)
    market = Market([e.campaign for e in offer.entries], np.zeros(CAMPAIGNS), np.zeros((CAMPAIGNS, 24)))
    exchange, model, counts = ads.Exchange(ads.Terms(reserve=200), draw=lambda: rng), ads.fit([]), _Counts()
    seconds = _times(rng)
    for view, second in enumerate(seconds):
        now = DAY + timedelta(seconds=float(second))
        if view % _LEARN == 0:
            model = ads.fit(counts.rows())
        if view % _STEP == 0:
            _reload(exchange, offer, market, now=now, model=model, paced=hours is not None)
        reader = f"r{int(READERS * rng.random() ** 2)}"  # some read far more than others
        topic = str(rng.choice(TOPICS))
        page = AdPage(surface="article", language="en", topics=(topic,), words="")
        seen = {(c, "2026-11-20"): market.seen.get((reader, c), 0) for c in range(1, CAMPAIGNS + 1)}
        for slot in exchange.fill(ads.Request(page, now, slots=2, reader=reader, seen=seen)):
            _shown(slot, market, counts, rng=rng, by=Seen(rates, topic, reader, now.hour))
        exchange.sold()
    return market


def truthful(*, rounds: int = 4000) -> float:
    """The share of bids other than the truth that gain nothing over it, on average, with one slot."""
    rng = np.random.default_rng(7)
    value, others = 900, rng.integers(100, 1800, size=(rounds, 5))
    gains = {}
    for bid in (300, 600, 800, 900, 1000, 1200, 1800):
        gain = 0
        for row in others:
            told = Bids(np.array([bid, *row]), np.zeros(6, dtype=bool), np.zeros(6), np.arange(6, dtype=np.int64))
            win = auction(told, slots=1, reserve=200, draw=np.zeros(6))[0]
            gain += value - win.price if win.entry == 0 else 0
        gains[bid] = gain
    return float(np.mean([gains[value] >= gain for gain in gains.values()]))


class _Counts:
    """What the click model learns from."""

    def __init__(self) -> None:
        self._counts: dict[tuple[int, int, int, str, int, str], list[int]] = {}

    def add(self, slot: AdSlot, matched: str, *, clicked: int) -> None:
        key = (slot.advertiser_id, slot.campaign, slot.creative, "article", slot.position, matched)
        row = self._counts.setdefault(key, [0, 0])
        row[0] += 1
        row[1] += clicked

    def rows(self) -> list[tuple[int, int, int, str, int, str, int, int]]:
        return [(*key, *row) for key, row in self._counts.items()]  # type: ignore[misc]


def _offer(rng: np.random.Generator) -> tuple[ads.Offer, NDArray[np.float64]]:
    rates = 10 ** rng.uniform(-2.3, -1.2, CAMPAIGNS)
    campaigns, payers, creatives = [], {}, []
    for i in range(1, CAMPAIGNS + 1):
        per_click = i % 2 == 0
        worth = rng.uniform(500, 4000)  # minor units for a thousand impressions
        bid = max(round(worth / 1000 / rates[i - 1]), 1) if per_click else round(worth)
        topics = (str(rng.choice(TOPICS)),) if i % 4 == 0 else ()
        made = Campaign(
            (i + 1) // 2,
            f"Campaign {i}",
            "cpc" if per_click else "cpm",
            bid,
            10**7,
            int(rng.uniform(300, 1500)),
            targeting=Targeting(topics=topics),
            state="running",
        )
        campaigns.append(Stored(i, made, DAY))
        payers[made.advertiser] = Stored(made.advertiser, Advertiser(f"Advertiser {made.advertiser}"), DAY)
        creative = Creative(i, "Kettles", "They boil.", "https://k.example/", "en", state="approved")
        creatives.append(Stored(i, creative, DAY))
    return ads.Offer.of(campaigns, payers, creatives), rates


def _times(rng: np.random.Generator) -> NDArray[np.float64]:
    hour = rng.choice(24, size=VIEWS, p=_HOURS / _HOURS.sum())
    seconds: NDArray[np.float64] = np.sort(hour * 3600.0 + rng.uniform(0, 3600, VIEWS))
    return seconds


def _reload(
    exchange: ads.Exchange, offer: ads.Offer, market: Market, *, now: datetime, model: ads.ClickModel, paced: bool
) -> None:
    spent = {c.id: int(market.spent[c.id - 1]) for c in market.campaigns}
    used = {(id, day): mils for id, mils in spent.items() for day in ("", "2026-11-20")}
    # Yesterday's traffic, as the exchange would have counted it; without pacing all is due with the first second.
    counts = {hour: round(float(share) * 1000) for hour, share in enumerate(_HOURS)}
    budgets = ads.Budgets.of(offer, used, market_recent(market, now), traffic=ads.traffic(counts), now=now)
    if not paced:
        budgets.plan = ads.Plan(np.tile(np.eye(24)[0] * 1.0, (CAMPAIGNS, 1)))
        budgets.chances = lambda _now: np.ones(CAMPAIGNS)  # type: ignore[method-assign]
    exchange.load(offer, budgets, model)


def market_recent(market: Market, now: datetime) -> dict[int, int]:
    """What was spent lately, at the rate of this hour."""
    passed = max(now.minute * 60 + now.second, 60)
    rate = market.hourly[:, now.hour] / passed * min(passed, ads.TAU)
    return {c.id: int(rate[c.id - 1]) for c in market.campaigns}


@dataclass(frozen=True, slots=True)
class Seen:
    """Who sees a slot where and when, and what is true of clicks."""

    rates: NDArray[np.float64]
    topic: str
    reader: str
    hour: int


def _shown(slot: AdSlot, market: Market, counts: _Counts, *, rng: np.random.Generator, by: Seen) -> None:
    campaign = market.campaigns[slot.campaign - 1].value
    is_fitting = by.topic in campaign.targeting.topics
    truth = by.rates[slot.campaign - 1] * (1.6 if is_fitting else 1.0) * (0.65 if slot.position == 2 else 1.0)
    clicked = int(rng.random() < truth)
    market.told.append((slot.chance, clicked))
    counts.add(slot, "topic" if is_fitting else "", clicked=clicked)
    key = (by.reader, slot.campaign)
    market.seen[key] = market.seen.get(key, 0) + 1
    due = slot.price if campaign.pricing == "cpm" or clicked else 0
    if due and market.spent[slot.campaign - 1] + due <= campaign.daily * 1000:  # as the books charge
        market.spent[slot.campaign - 1] += due
        market.hourly[slot.campaign - 1, by.hour] += due
        market.revenue += due


def _could(market: Market) -> NDArray[np.bool_]:
    """The campaigns that found enough pages: those that had spent nine tenths by the evening, or all."""
    return market.spent >= 0.9 * market.limits


def _roughness(market: Market) -> float:
    """How far the hours' shares of what was spent lie from those of the traffic: half the sum of the distances."""
    chosen = _could(market)
    shares = market.hourly[chosen] / market.hourly[chosen].sum(axis=1, keepdims=True)
    return float(np.mean(np.abs(shares - _HOURS / _HOURS.sum()).sum(axis=1) / 2))


def main(_arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    start = time.process_time()
    for name, value in figures(Path()).items():
        print(f"{name:28} {value:.4f}")
    print(f"{time.process_time() - start:.0f} s of CPU")


if __name__ == "__main__":
    main()
