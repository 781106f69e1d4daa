"""A newsroom in a folder that simulated readers read day by day: pages, views and clicks go the way a site's would.

The worth of a page is known: the clicks its reader would give it on average. A pass is one way of choosing, and every
pass of one world has the same readers come at the same moments.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from broadsheet import nlp
from broadsheet.app import Newsroom, Step
from broadsheet.core import Article, Dials, EmptyEvidenceError, Event, FrontPage, Reader
from broadsheet.core.event import Action
from broadsheet.recommend.learning.card import Card
from broadsheet.recommend.ranking.ranker import Ranker
from broadsheet.recommend.simulator.world import Floats, World

START = datetime(2026, 3, 1, tzinfo=UTC)
SLOTS = 30
_LANGUAGES = ("en", "zh")
_VIEW: tuple[Action, ...] = ("view",)
_CLICK: tuple[Action, ...] = ("click",)
_TEXT = "An invented text. " * 12
_ROOTS = tuple(topic.id for topic in nlp.topics() if not topic.parent)


@dataclass(slots=True)
class Clock:
    """A clock that is turned by hand, in hours from `START`."""

    hour: float = 0.0

    def __call__(self) -> datetime:
        """The time it shows."""
        return START + timedelta(hours=self.hour)


@dataclass(frozen=True, slots=True)
class Visit:
    """Reader `reader` comes at `hour`; `lots` decide what they look at and open."""

    reader: int
    hour: float
    lots: int


def visits(world: World, *, day: int, share: float, seed: int) -> list[Visit]:
    """Who comes on a day, in order: each reader `share` times on average, by their appetite."""
    rng = np.random.default_rng([seed, 5, day])
    readers = np.repeat(np.arange(world.size.readers), rng.poisson(world.appetite() * share))
    hours = np.sort(24.0 * (day + rng.random(len(readers))))
    rng.shuffle(readers)
    return [Visit(int(r), float(h), lots=int(rng.integers(2**60))) for r, h in zip(readers, hours, strict=True)]


@dataclass(slots=True)
class Site:
    """An open newsroom whose articles and readers are a world's. `articles` are the ids of those published so far."""

    room: Newsroom
    clock: Clock
    world: World
    articles: list[int] = field(default_factory=list)

    def publish(self, *, until: float) -> None:
        """Take in the articles that appear up to an hour."""
        seen, first = self.world.observed, len(self.articles)
        rows = range(first, int(np.searchsorted(seen.hours, until, side="right")))
        for row in rows:
            self.articles.append(self.room.store.articles.add(_article(self.world, row)))
        ids = self.articles[first:]
        if ids:
            version = nlp.version("topics")
            topics = [[{"id": _ROOTS[int(seen.roots[row]) % len(_ROOTS)], "label": "", "score": 1.0}] for row in rows]
            self.room.store.annotations.put((id, "topics", version, told) for id, told in zip(ids, topics, strict=True))
            self.room.store.vectors.put("usem3", ids, seen.vectors[list(rows)])

    def page(self, visit: Visit) -> FrontPage:
        """The page a visitor gets."""
        self.clock.hour = visit.hour
        return self.room.front_page(name(visit.reader), n=SLOTS)

    def chances(self, reader: int, articles: Sequence[int], *, hour: float) -> Floats:
        """The true chance that each is opened once it is looked at."""
        rows = np.array([id - self.articles[0] for id in articles], dtype=np.int64)
        found: Floats = self.world.probability(np.array([reader]), rows[None], hour=hour)[0]
        return found

    def worth(self, reader: int, articles: Sequence[int], *, hour: float) -> float:
        """The clicks a page is worth: each chance by how often its place is looked at."""
        looked = self.world.examined(SLOTS)[: len(articles)]
        return float((self.chances(reader, articles, hour=hour) * looked).sum())

    def read(self, visit: Visit, page: FrontPage) -> list[Event]:
        """What a visitor does on a page: what they have in view, and open of it."""
        rng = np.random.default_rng(visit.lots)
        ids = [item.article for item in page.items]
        seen = rng.random(len(ids)) < self.world.examined(SLOTS)[: len(ids)]
        opened = seen & (rng.random(len(ids)) < self.chances(visit.reader, ids, hour=visit.hour))
        acts: list[Event] = []
        for item, looked, clicked in zip(page.items, seen.tolist(), opened.tolist(), strict=True):
            did: list[Action] = [*_VIEW * looked, *_CLICK * clicked]
            for action in did:
                key = f"{page.id}-{item.rank}-{action}"
                told = Event(key, page.reader, action, self.clock(), item.article, page=page.id, position=item.rank)
                acts.append(told)
        return acts

    def day(self, day: int, *, come: Sequence[Visit]) -> float:
        """Let a day pass: the mean worth of its pages."""
        self.publish(until=24.0 * day)
        found = []
        for visit in come:
            page = self.page(visit)
            found.append(self.worth(visit.reader, [i.article for i in page.items], hour=visit.hour))
            self.room.observe(self.read(visit, page))
        self.clock.hour = 24.0 * (day + 1)
        self.room.recommender.flush()
        return float(np.mean(found)) if found else 0.0

    def train(self) -> Card | None:
        """Learn from the log; None while there is too little."""
        try:
            *_, card = self.room.train_front_page()
        except EmptyEvidenceError:
            return None
        assert isinstance(card, Card)
        return card

    def train_factors(self) -> None:
        """Learn what readers' acts say articles have in common, and no ranking, for which clicks may be too few."""
        with suppress(EmptyEvidenceError):
            for told in self.room.train_front_page():
                if isinstance(told, Step) and told.stage == "fit":
                    break

    def value(self, ranker: Ranker | None, *, of: Sequence[int], dials: Dials | None = None) -> float:
        """The mean worth of pages made now for readers `of` by `ranker` (None: the linear), with nothing logged."""
        room = self.room.recommender
        room.look()
        room.engine.ranker = ranker
        hand = replace(self.room.store.steering.current(), dials=dials) if dials else None
        found = []
        for reader in of:
            told = Reader(name(reader))
            page = room.engine.compose(told, n=SLOTS, now=self.clock(), language="en", steering=hand)
            ids = [int(page.view.catalogue.ids[slot.row]) for slot in page.slots]
            found.append(self.worth(reader, ids, hour=self.clock.hour))
        return float(np.mean(found))


def opened(home: Path, world: World) -> Site:
    """A new newsroom in `home`, its clock at `START`."""
    clock = Clock()
    home.mkdir(parents=True, exist_ok=True)
    return Site(Newsroom.open(home, model="none", now=clock), clock, world)


def name(reader: int) -> str:
    """The name of a reader."""
    return f"r{reader}"


def _article(world: World, row: int) -> Article:
    seen = world.observed
    return Article(
        f"Report {row}",
        f"{_TEXT}{row}",
        language=_LANGUAGES[int(seen.languages[row])],
        published=START + timedelta(hours=float(seen.hours[row])),
        outlet=f"Outlet {int(seen.outlets[row])}",
        tags=(f"topic {int(seen.topics[row])}",),
    )
