"""Whole pages in the simulator: what the engine's page is worth, and what comes of it being a page and not a list.

The same articles and clicks are given to the engine, and what each reader looked at. `share` is how far its pages of
thirty, with diversity, quotas and exploration, go from popularity to the oracle, `share_without_factors` the same
before factors were learnt, and `share_lasting` with the editor's dial for freshness turned down, as one would where
articles last as they do in these worlds: all the rest is with every dial at its middle. `ndcg_kept` is how much of the
nDCG by the true probabilities is left of the thirty it scores highest, and `alike_less` how much of the likeness within
them is gone (Ziegler et al. 2005).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from evals._worlds import GENERATORS, Story, story

from broadsheet.core import Dials, Event, Reader, Steering
from broadsheet.recommend.catalogue import Card
from broadsheet.recommend.engine import Engine
from broadsheet.recommend.factors.fitting import fit
from broadsheet.recommend.measuring.exposure import intra_list_similarity
from broadsheet.recommend.simulator.world import Size

DATA = ("_worlds.py",)
_SIZE = Size(readers=1_500, articles=1_200)
_READERS = 150
_START = datetime(2026, 3, 1, tzinfo=UTC)
_LANGUAGES = ("en", "zh")
_SEED = 3
_ALSO = 0.2
"""The share of what one reads from which on a language is one's own."""
Pages = list[tuple[list[int], list[int]]]


def figures(path: Path) -> dict[str, float]:  # noqa: ARG001 - worlds are made, not read
    """The five figures of each world."""
    return {f"{world}.{name}": value for world in GENERATORS for name, value in _measured(story(world, _SIZE))}


def _measured(told: Story) -> Iterator[tuple[str, float]]:
    engine = _fed(told)
    yield "share_without_factors", told.share(_worth(told, opened_pages(engine, told)))
    acts = replace(told.acts, ids=told.acts.ids + 1)
    engine.factors = fit(acts, embeddings=_texts(engine, told), version="1")
    pages = opened_pages(engine, told)
    yield "share", told.share(_worth(told, pages))
    alike = [[intra_list_similarity(told.world.observed.vectors[some]) for some in pair] for pair in pages]
    page, ranked = np.mean(alike, axis=0)
    yield "alike_less", float(1.0 - page / ranked)
    gained = [[_gain(told.truth[n], some) for some in pair] for n, pair in enumerate(pages)]
    page, ranked = np.mean(gained, axis=0)
    yield "ndcg_kept", float(page / ranked)
    engine.steering = Steering(dials=Dials(freshness=0.0))
    yield "share_lasting", told.share(_worth(told, opened_pages(engine, told)))


def _fed(told: Story) -> Engine:
    """An engine that has the articles and what every reader did. An article's id is its number and one."""
    seen, past = told.world.observed, _past(told)
    engine = Engine(past=lambda name: enumerate(past.get(name, ()), start=1))
    engine.put(cards(told), vectors={n + 1: vector for n, vector in enumerate(seen.vectors)})
    clicks = (event for events in past.values() for event in events if event.action == "click")
    engine.take(sorted(clicks, key=lambda event: event.at))
    return engine


def cards(told: Story) -> list[Card]:
    """The articles of a world as an engine takes them, each under its number and one."""
    seen = told.world.observed
    return [
        Card(
            id=n + 1,
            hour=_START.timestamp() / 3600.0 + float(seen.hours[n]),
            title=f"{n}",
            language=_LANGUAGES[int(seen.languages[n])],
            outlet=f"outlet {seen.outlets[n]}",
            roots=frozenset({f"root {seen.roots[n]}"}),
            tags=(f"root {seen.roots[n]}", f"topic {seen.topics[n]}"),
        )
        for n in range(len(seen))
    ]


def _past(told: Story) -> dict[str, list[Event]]:
    """What each reader did: the places they looked at, then their clicks in order."""
    found: dict[str, list[Event]] = {}
    times = np.random.default_rng(_SEED).poisson(told.seen.times)
    for n in np.repeat(np.arange(len(times)), times).tolist():
        name = f"r{told.seen.reader[n]}"
        found.setdefault(name, []).append(Event("", name, "view", _START, article=int(told.seen.article[n]) + 1))
    for n in np.argsort(told.hour, kind="stable").tolist():
        name, at = f"r{told.reader[n]}", moment(float(told.hour[n]))
        found.setdefault(name, []).append(Event("", name, "click", at, article=int(told.article[n]) + 1))
    return found


def _texts(engine: Engine, told: Story) -> np.ndarray:
    """The embeddings as the engine has them, centred in their language."""
    there = engine.catalogue()
    found: np.ndarray = there.vectors[there.index.find((told.acts.ids + 1).tolist())]
    return found


def opened_pages(engine: Engine, told: Story) -> Pages:
    """For each judged reader the page, and the same number of those it scores highest, as article numbers."""
    found = []
    for place in range(_READERS):
        opened = np.bincount(told.world.observed.languages[told.opened[place]], minlength=2)
        order = np.argsort(-opened)
        own = [_LANGUAGES[n] for n in order if opened[n] >= _ALSO * max(opened.sum(), 1)]
        reader = Reader(f"r{told.judged[place]}", languages=tuple(own))
        made = engine.make(reader, n=told.world.size.slots, now=moment(told.world.end))
        page = [item.article - 1 for item in made.page.items]
        best = made.ranked.rows[np.argsort(-made.ranked.scores, kind="stable")[: len(page)]]
        found.append((page, (engine.catalogue().ids[best] - 1).tolist()))
    return found


def _worth(told: Story, pages: Pages) -> float:
    return float(np.mean([told.truth[n, page].mean() for n, (page, _) in enumerate(pages)]))


def _gain(truth: np.ndarray, chosen: list[int]) -> float:
    """NDCG of a list by true probabilities, beside the best list of that length."""
    discounts = 1.0 / np.log2(np.arange(2, len(chosen) + 2))
    return float(truth[chosen] @ discounts / (np.sort(truth)[::-1][: len(chosen)] @ discounts))


def moment(hour: float) -> datetime:
    """An hour of the world as a time."""
    return _START + timedelta(hours=hour)
