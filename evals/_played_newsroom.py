"""A newsroom in memory whose readers' true tastes are known: a simulated world, played for two weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from broadsheet.core import Event, Reader
from broadsheet.recommend.catalogue import Card
from broadsheet.recommend.engine import Engine, sources_for
from broadsheet.recommend.factors.learning import learn
from broadsheet.recommend.gathering import gather
from broadsheet.recommend.pages.page import Composed, composed
from broadsheet.recommend.ranking.rank import Ranked, rank
from broadsheet.recommend.simulator.mixture import mixture
from broadsheet.recommend.simulator.play import play
from broadsheet.recommend.simulator.policies import PlainSite
from broadsheet.recommend.simulator.world import Size, World
from broadsheet.recommend.steering import Hand
from broadsheet.recommend.view import View

SIZE = Size(readers=800, articles=1_500)
START = datetime(2026, 3, 1, tzinfo=UTC)
ROOTS = tuple(f"medtop:{number:02d}000000" for number in range(1, 18))


@dataclass(frozen=True, slots=True, eq=False)
class Newsroom:
    """The world, an engine that knows its articles and acts, the acts by reader, and the time of its end."""

    world: World
    engine: Engine
    acts: dict[str, list[Event]]
    now: datetime

    def reader(self, number: int, *, without: str = "") -> Reader:
        """A reader, every second of whom follows the topic read most; `without` is one not followed after all."""
        reads = [e.article for e in self.acts.get(str(number), ()) if e.action == "click" and e.article]
        topics = [tag_of(self.world, article) for article in reads]
        most = max(sorted(set(topics)), key=topics.count, default="") if number % 2 else ""
        return Reader(str(number), topics=(most,) if most and most != without else ())

    def ranked(self, reader: Reader, *, off: str = "") -> tuple[View, Ranked]:
        """What a page for `reader` is composed of, with one candidate source switched off."""
        view = self.engine.view(reader, now=self.now)
        sources = {name: source for name, source in sources_for(reader).items() if name != off}
        rows = gather(view, sources, most=400)
        return view, rank(view, reader, rows, sources=sources, language="en", ranker=self.engine.ranker)

    def page(self, reader: Reader, *, n: int, off: str = "") -> Composed:
        """The page of `reader`, with one candidate source switched off."""
        view, ranked = self.ranked(reader, off=off)
        return composed(view, ranked, n=n, hand=Hand(), sources=sources_for(reader))


def newsroom(*, seed: int, size: Size = SIZE, learnt: bool = False) -> Newsroom:
    """The newsroom of one seed: every run of it is the same. `learnt`: with factors of what its readers did."""
    world = mixture(size, seed=seed)
    seen = world.observed
    acts: dict[str, list[Event]] = {}
    for event in _acts(world, seed):
        acts.setdefault(event.reader, []).append(event)
    engine = Engine(past=lambda name: enumerate(acts.get(name, ()), start=1))
    start = START.timestamp() / 3600
    cards = [
        Card(
            row + 1,
            start + float(seen.hours[row]),
            f"Article {row + 1}",
            ("en", "zh")[int(seen.languages[row])],
            f"Outlet {int(seen.outlets[row])}",
            frozenset([ROOTS[int(seen.roots[row]) % len(ROOTS)]]),
            (f"topic {int(seen.topics[row])}",),
        )
        for row in range(len(seen))
    ]
    engine.put(cards, vectors={row + 1: vector for row, vector in enumerate(seen.vectors)})
    every = [event for events in acts.values() for event in events]
    engine.take(every)
    if learnt:
        engine.factors = learn(every, catalogue=engine.catalogue(), version="1")
    return Newsroom(world, engine, acts, START + timedelta(hours=world.end))


def tag_of(world: World, article: int) -> str:
    """The tag of an article's topic, as the classifier sees it."""
    return f"topic {int(world.observed.topics[article - 1])}"


def _acts(world: World, seed: int) -> Iterator[Event]:
    for visits in play(world, PlainSite(world, seed=seed), seed=seed):
        at = START + timedelta(hours=visits.hour)
        for reader, place in zip(*np.nonzero(visits.clicked), strict=True):
            key = f"{visits.hour}:{reader}:{place}"
            yield Event(key, str(visits.readers[reader]), "click", at, int(visits.pages[reader, place]) + 1)
