"""The exchange: fills the slots of a page from all that may be served, and keeps the count of what that costs.

It holds the last word of the books in memory, so that no reader waits for a disk: what it sells is queued for the books
and counted here at once. Two exchanges over the same books (two processes) may sell the same last coin twice; the
books then charge it once. What a reader has seen elsewhere whoever asks says (`Request.seen`).
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import AdChoices, AdPage, AdServed, AdSlot, Creative, Stored
from broadsheet.recommend.ads import why
from broadsheet.recommend.ads.auction import Bids, auction
from broadsheet.recommend.ads.budgets import Budgets, day_of
from broadsheet.recommend.ads.links import landing
from broadsheet.recommend.ads.offer import Entry, Offer
from broadsheet.recommend.ads.probability import ClickModel

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the publisher asks: `reserve` in minor units for a thousand impressions, `most` advertisements on a page."""

    reserve: int = 0
    most: int = 3


@dataclass(frozen=True, slots=True)
class Request:
    """Slots of one page. `reader` is empty where nothing may be kept of them, `interests` None without consent.

    `seen` is how often this reader was served each (campaign, day); `language` is that of the reasons.
    """

    page: AdPage
    now: datetime
    slots: int = 1
    reader: str = ""
    interests: tuple[str, ...] | None = None
    choices: AdChoices = field(default_factory=lambda: AdChoices(""))
    seen: Mapping[tuple[int, str], int] = field(default_factory=dict)
    language: str = "en"


class Exchange:
    """Shared by threads. `draw` gives the numbers that decide ties, pacing and which creative is tried."""

    def __init__(self, terms: Terms | None = None, *, draw: Callable[[], np.random.Generator] | None = None) -> None:
        self.terms = terms or Terms()
        self._draw = draw or np.random.default_rng
        self._lock = RLock()
        self._sold: list[AdServed] = []
        self._offer = Offer([])
        self._budgets: Budgets | None = None
        self._model = ClickModel()
        self._rates: Floats = np.zeros(0)

    def load(self, offer: Offer, budgets: Budgets, model: ClickModel, *, unkept: Sequence[AdServed] = ()) -> None:
        """Go on with another offer, the books' last word, and another model; `unkept` the books have not got yet."""
        told = ((e.advertiser.id, e.campaign.id) for e in offer.entries)
        rates = np.array([model.rate(advertiser=a, campaign=c) for a, c in told], dtype=np.float64)
        with self._lock:
            self._offer, self._budgets, self._model, self._rates = offer, budgets, model, rates
            budgets.again((row.campaign, row.held) for row in (*unkept, *self._sold))

    def is_of(self, now: datetime) -> bool:
        """Whether what is in memory is of the day of `now`."""
        with self._lock:
            return self._budgets is not None and self._budgets.is_of(now)

    def sold(self) -> list[AdServed]:
        """Take out what was sold and is not in the books yet."""
        with self._lock:
            sold, self._sold = self._sold, []
        return sold

    def unsold(self, rows: Sequence[AdServed]) -> None:
        """Put back what the books could not take."""
        with self._lock:
            self._sold = [*rows, *self._sold]

    def fill(self, asked: Request) -> list[AdSlot]:
        """The slots of a page, as many as `asked` and are worth the reserve, and their money held."""
        with self._lock:
            if self._budgets is None or not self._offer.entries:
                return []
            return self._filled(asked, self._budgets)

    def worth(self, page: AdPage, now: datetime) -> list[tuple[int, Entry, float]]:
        """(place, entry, what a thousand impressions are worth to it in mils) of those that want `page`, best first."""
        with self._lock:
            offer, shift = self._offer, self._model.shift(surface=page.surface, position=1, matched=())
            chance = self._model.chance(self._rates, shift)
            worth = Bids(offer.bids, offer.per_click, chance, offer.advertisers).worth * 1000
            there = np.flatnonzero(offer.wanting(page) & offer.running(now) & offer.interested(None))
            return [(int(i), offer.entries[i], float(worth[i])) for i in there[np.argsort(-worth[there])]]

    def _filled(self, asked: Request, budgets: Budgets) -> list[AdSlot]:
        random = self._draw()
        offer = self._offer
        shift = self._model.shift(surface=asked.page.surface, position=1, matched=())
        chance = self._model.chance(self._rates, shift)
        held = np.where(offer.per_click, np.maximum(offer.bids * chance, 1.0), offer.bids)
        mask = offer.wanting(asked.page) & offer.running(asked.now) & offer.interested(asked.interests)
        mask &= budgets.affords(np.where(offer.per_click, offer.bids, held))
        mask &= random.random(len(mask)) < budgets.chances(asked.now)
        there = self._let(np.flatnonzero(mask), asked, budgets)
        if not len(there):
            return []
        bids = Bids(offer.bids[there], offer.per_click[there], chance[there], offer.advertisers[there])
        slots = min(asked.slots, self.terms.most)
        won = auction(bids, slots=slots, reserve=float(self.terms.reserve), draw=random.random(len(there)))
        return [
            self._sell(int(there[win.entry]), asked, position=place, price=win.price, random=random, budgets=budgets)
            for place, win in enumerate(won, start=1)
        ]

    def _let(self, there: NDArray[np.int64], asked: Request, budgets: Budgets) -> NDArray[np.int64]:
        """Without those that this reader has seen often enough, or hid; a reader without a name has neither."""
        hidden, kept = asked.choices, []
        for place in there:
            entry = self._offer.entries[place]
            if asked.seen.get((entry.campaign.id, budgets.days[place]), 0) >= entry.campaign.value.cap > 0:
                continue
            if entry.advertiser.id in hidden.advertisers or not _shown(entry, asked.page, hidden):
                continue
            kept.append(int(place))
        return np.array(kept, dtype=np.int64)

    def _sell(
        self,
        place: int,
        asked: Request,
        *,
        position: int,
        price: int,
        random: np.random.Generator,
        budgets: Budgets,
    ) -> AdSlot:
        entry, page = self._offer.entries[place], asked.page
        campaign = entry.campaign.value
        matched = self._offer.matched(place, page, asked.interests)
        creative = self._creative(entry, asked, random=random)
        chance = self._chance(entry, creative.id, page=page, position=position, matched=matched)
        held = price if campaign.pricing == "cpm" else max(ceil(price * chance), 1)
        budgets.take(place, held)
        served = AdServed(
            key=secrets.token_urlsafe(15),
            campaign=entry.campaign.id,
            creative=creative.id,
            advertiser=entry.advertiser.id,
            reader=asked.reader,
            page=page.page,
            position=position,
            surface=page.surface,
            language=page.language,
            topic=page.topics[0] if page.topics else "",
            matched=" ".join(matched),
            hour=asked.now.hour,
            at=asked.now,
            day=day_of(asked.now, campaign.zone),
            pricing=campaign.pricing,
            price=price,
            held=held,
            chance=chance,
        )
        self._sold.append(served)
        reason = why.reason(campaign.targeting, page, asked.interests, matched=matched, language=asked.language)
        return _slot(served, entry, creative, why_shown=reason, language=asked.language)

    def _chance(self, entry: Entry, creative: int, *, page: AdPage, position: int, matched: Sequence[str]) -> float:
        """The chance that it is clicked where it stands."""
        rate = self._model.rate(advertiser=entry.advertiser.id, campaign=entry.campaign.id, creative=creative)
        shift = self._model.shift(surface=page.surface, position=position, matched=matched)
        return float(self._model.chance(np.array([rate]), shift)[0])

    def _creative(self, entry: Entry, asked: Request, *, random: np.random.Generator) -> Stored[Creative]:
        """The creative whose drawn rate is highest (Thompson, 1933): what is not known yet gets its turn."""
        mean = self._model.rate(advertiser=entry.advertiser.id, campaign=entry.campaign.id)
        shown = _shown(entry, asked.page, asked.choices)
        if len(shown) == 1:
            return shown[0]
        drawn = [random.beta(*self._model.posterior(one.id, mean=mean)) for one in shown]
        return shown[int(np.argmax(drawn))]


def _shown(entry: Entry, page: AdPage, hidden: AdChoices) -> list[Stored[Creative]]:
    """The creatives in the page's language that the reader did not hide."""
    tongue = page.language.split("-")[0]
    return [c for c in entry.creatives if (not tongue or c.value.language == tongue) and c.id not in hidden.creatives]


def _slot(served: AdServed, entry: Entry, creative: Stored[Creative], *, why_shown: str, language: str) -> AdSlot:
    made = creative.value
    return AdSlot(
        key=served.key,
        position=served.position,
        creative=creative.id,
        campaign=served.campaign,
        advertiser=entry.advertiser.value.name,
        advertiser_id=entry.advertiser.id,
        headline=made.headline,
        text=made.text,
        link=made.link,
        domain=landing(made.link),
        image=made.image,
        alt=made.alt,
        language=made.language,
        label=why.label(language),
        why=why_shown,
        price=served.price,
        chance=served.chance,
        currency=entry.campaign.value.currency,
        day=served.day,
    )
