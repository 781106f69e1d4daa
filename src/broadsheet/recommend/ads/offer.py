"""All that may be served, compiled so that a thousand campaigns are asked at once whether they want a page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import AdPage, Advertiser, Campaign, Creative, Stored
from broadsheet.recommend.ads.safety import unsafe
from broadsheet.recommend.ads.sensitive import sensitive
from broadsheet.recommend.ads.topics import widened
from broadsheet.recommend.ads.wordlists import folded, key_of

Mask = NDArray[np.bool_]
_REMEMBERED = 512  # pages whose answer is kept: what is read most is asked for again and again


@dataclass(frozen=True, slots=True)
class Entry:
    """A running campaign with its approved creatives and who pays."""

    campaign: Stored[Campaign]
    advertiser: Stored[Advertiser]
    creatives: tuple[Stored[Creative], ...]


@dataclass(eq=False)
class Offer:
    """The entries, and for each thing that can be asked which of them want it."""

    entries: Sequence[Entry]
    _pages: dict[AdPage, Mask] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        campaigns: Iterable[Stored[Campaign]],
        advertisers: Mapping[int, Stored[Advertiser]],
        creatives: Iterable[Stored[Creative]],
    ) -> "Offer":
        """The running campaigns that have an approved creative."""
        approved: dict[int, list[Stored[Creative]]] = {}
        for one in creatives:
            if one.value.state == "approved":
                approved.setdefault(one.value.campaign, []).append(one)
        return cls(
            [
                Entry(c, advertisers[c.value.advertiser], tuple(approved[c.id]))
                for c in campaigns
                if c.value.state == "running" and c.id in approved and c.value.advertiser in advertisers
            ]
        )

    def wanting(self, page: AdPage) -> Mask:
        """Which entries may stand on `page`, by its context and their brand safety."""
        page = replace(page, page="")
        known = self._pages.get(page)
        if known is None:
            if len(self._pages) >= _REMEMBERED:
                self._pages.clear()
            known = self._pages[page] = self._asked(page)
        return known

    def running(self, at: datetime) -> Mask:
        """Which entries run at `at`: begun, not over, and in an hour they ask for."""
        second = at.timestamp()
        hour = ((second + self.zones * 60) // 3600 % 24).astype(np.int64)
        running: Mask = (self._since <= second) & (second < self._until) & self._hours[np.arange(len(hour)), hour]
        return running

    def interested(self, interests: Sequence[str] | None) -> Mask:
        """Which entries want a reader of these `interests`; with None (no consent) those that ask for none.

        An interest of a sensitive category is never looked at.
        """
        if not interests:
            return self._anyone
        theirs = widened(i for i in interests if not sensitive(i))
        return self._anyone | _any(self._interests, theirs, n=len(self.entries))

    def matched(self, entry: int, page: AdPage, interests: Sequence[str] | None) -> tuple[str, ...]:
        """What of its targeting fitted: `topic`, `keyword`, `place`, `interest`."""
        asked = self.entries[entry].campaign.value.targeting
        text = folded(page.words)
        told = {
            "topic": widened(page.topics).intersection(map(_topic_key, asked.topics)),
            "keyword": [k for k in asked.keywords if key_of(k) in text],
            "place": page.place and page.place.casefold() in {p.casefold() for p in asked.places},
            "interest": interests and widened(interests).intersection(map(_topic_key, asked.interests)),
        }
        return tuple(name for name, found in told.items() if found)

    def _asked(self, page: AdPage) -> Mask:
        n = len(self.entries)
        topics, text = widened(page.topics), folded(page.words)
        context = self._no_context | _any(self._topics, topics, n=n) | _told(self._keywords, text, n=n)
        place = self._no_place | _any(self._places, {page.place.casefold()}, n=n)
        surface = self._any_surface | _any(self._surfaces, {page.surface}, n=n)
        tongue = page.language.split("-")[0]
        language = _any(self._languages, {tongue}, n=n) if tongue else np.ones(n, dtype=bool)
        blocked = _any(self._blocked, topics, n=n) | _told(self._blocked_words, text, n=n)
        mask: Mask = context & place & surface & language & ~blocked
        return mask & ~self._safe if unsafe(page) else mask

    @cached_property
    def zones(self) -> NDArray[np.float64]:
        """Minutes east of UTC of each entry's clock."""
        return np.array([e.campaign.value.zone for e in self.entries], dtype=np.float64)

    @cached_property
    def bids(self) -> NDArray[np.int64]:
        """What each pays at most, in mils: a bid for a thousand impressions is as many mils for one."""
        told = (e.campaign.value for e in self.entries)
        return np.array([c.bid if c.pricing == "cpm" else c.bid * 1000 for c in told], dtype=np.int64)

    @cached_property
    def per_click(self) -> Mask:
        """Which entries pay for clicks."""
        return np.array([e.campaign.value.pricing == "cpc" for e in self.entries], dtype=bool)

    @cached_property
    def advertisers(self) -> NDArray[np.int64]:
        """The advertiser of each entry."""
        return np.array([e.advertiser.id for e in self.entries], dtype=np.int64)

    @cached_property
    def at_hour(self) -> Mask:
        """(n, 24): which hours of its day an entry runs in."""
        return self._hours

    @cached_property
    def _hours(self) -> Mask:
        asked = (e.campaign.value.targeting.hours for e in self.entries)
        table = [[not hours or hour in hours for hour in range(24)] for hours in asked]
        return np.array(table, dtype=bool).reshape(len(self.entries), 24)

    @cached_property
    def _since(self) -> NDArray[np.float64]:
        told = (e.campaign.value.since for e in self.entries)
        return np.array([at.timestamp() if at else -np.inf for at in told], dtype=np.float64)

    @cached_property
    def _until(self) -> NDArray[np.float64]:
        told = (e.campaign.value.until for e in self.entries)
        return np.array([at.timestamp() if at else np.inf for at in told], dtype=np.float64)

    @cached_property
    def _safe(self) -> Mask:
        return self._flags(lambda e: e.campaign.value.brand_safe)

    @cached_property
    def _no_context(self) -> Mask:
        return self._flags(lambda e: not (e.campaign.value.targeting.topics or e.campaign.value.targeting.keywords))

    @cached_property
    def _no_place(self) -> Mask:
        return self._flags(lambda e: not e.campaign.value.targeting.places)

    @cached_property
    def _any_surface(self) -> Mask:
        return self._flags(lambda e: not e.campaign.value.targeting.surfaces)

    @cached_property
    def _anyone(self) -> Mask:
        return self._flags(lambda e: not e.campaign.value.targeting.interests)

    @cached_property
    def _topics(self) -> Mapping[str, Mask]:
        return self._index(lambda e: map(_topic_key, e.campaign.value.targeting.topics))

    @cached_property
    def _keywords(self) -> Mapping[str, Mask]:
        return self._index(lambda e: map(key_of, e.campaign.value.targeting.keywords))

    @cached_property
    def _places(self) -> Mapping[str, Mask]:
        return self._index(lambda e: (p.casefold() for p in e.campaign.value.targeting.places))

    @cached_property
    def _surfaces(self) -> Mapping[str, Mask]:
        return self._index(lambda e: e.campaign.value.targeting.surfaces)

    @cached_property
    def _interests(self) -> Mapping[str, Mask]:
        return self._index(lambda e: map(_topic_key, e.campaign.value.targeting.interests))

    @cached_property
    def _languages(self) -> Mapping[str, Mask]:
        return self._index(tongues)

    @cached_property
    def _blocked(self) -> Mapping[str, Mask]:
        return self._index(lambda e: (_topic_key(b) for b in _blocks(e) if b.startswith("medtop:")))

    @cached_property
    def _blocked_words(self) -> Mapping[str, Mask]:
        return self._index(lambda e: (key_of(b) for b in _blocks(e) if not b.startswith("medtop:")))

    def _flags(self, test: Callable[[Entry], bool]) -> Mask:
        return np.array([test(e) for e in self.entries], dtype=bool)

    def _index(self, values: Callable[[Entry], Iterable[str]]) -> Mapping[str, Mask]:
        found: dict[str, Mask] = {}
        for place, entry in enumerate(self.entries):
            for value in values(entry):
                found.setdefault(value, np.zeros(len(self.entries), dtype=bool))[place] = True
        return found


def tongues(entry: Entry) -> Iterable[str]:
    """The languages an entry can be shown in: those of its creatives that it targets."""
    asked = entry.campaign.value.targeting.languages
    return {c.value.language for c in entry.creatives if not asked or c.value.language in asked}


def _blocks(entry: Entry) -> Iterable[str]:
    return (*entry.campaign.value.blocked, *entry.advertiser.value.blocked)


def _topic_key(topic: str) -> str:
    return topic if topic.startswith("medtop:") else topic.strip().casefold()


def _any(index: Mapping[str, Mask], asked: Iterable[str], *, n: int) -> Mask:
    """Who wants one of `asked`."""
    found = np.zeros(n, dtype=bool)
    for key in asked:
        if key in index:
            found |= index[key]
    return found


def _told(index: Mapping[str, Mask], text: str, *, n: int) -> Mask:
    """Who wants a word that a folded text holds."""
    return _any(index, (word for word in index if word.strip() and word in text), n=n)
