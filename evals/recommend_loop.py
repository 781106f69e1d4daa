"""The learning loop through a whole newsroom in a world with known truth: pages, clicks, training, gate, next pages.

Pages are worth the clicks their readers would give them on average. `share` is how far the pages of the last two days
are from popularity to the oracle with what was learnt live as it passed the gate, `of_linear` their worth by that of a
newsroom where nothing but factors was learnt; `gate_right` is the share of versions that the gate let through or
refused rightly, by the true worth of the same readers' pages (2 % apart counts as equal). `places` is 1 less the mean
error of how often places are looked at, as learnt from clicks alone. `explored.*` are estimates of the last version's
worth from the lots of pages ranked by hand (`evals._explored`); `mind.*` are the last window's figures of a folder as
MIND has it, through its loader.

    python -m evals recommend_loop
    python -m evals.recommend_loop          day by day, with a newsroom that draws nothing by lot
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import numpy as np
from evals._explored import draws, estimated
from evals._loop import SLOTS, Site, opened, visits
from evals._mind_folder import write

from broadsheet.recommend.learning.fitting import Fitted, fit
from broadsheet.recommend.learning.live import Live
from broadsheet.recommend.learning.measures import looked_at
from broadsheet.recommend.learning.samples import samples
from broadsheet.recommend.pages import exploring
from broadsheet.recommend.ranking.trees import Trees
from broadsheet.recommend.simulator.mixture import mixture
from broadsheet.recommend.simulator.world import Floats, Size, World

DATA = ("_loop.py",)
_SIZE = Size(readers=170, articles=700, days=6)
_OFTEN = 1.0
"""Visits of a reader a day."""
_SEED = 3
_LAST = 2
_ASKED = 30
"""Readers whose pages say what a version is truly worth."""
_EQUAL = 0.02
_MIND = Size(readers=120, articles=500, days=10, visits=14.0)


@dataclass(slots=True)
class Told:
    """What a newsroom came to: the worth of each day's pages, and of each version whether the gate judged rightly."""

    days: list[float] = field(default_factory=list)
    rightly: list[bool] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def last(self) -> float:
        """The mean worth of the last days' pages."""
        return float(np.mean(self.days[-_LAST:]))


def figures(path: Path) -> dict[str, float]:  # noqa: ARG001 - the world is made, not read
    """The figures; two minutes."""
    world = mixture(_SIZE, seed=_SEED)
    least, most = (plain(world, known=known) for known in (False, True))
    learnt, linear = lived(world, learns=True), lived(world, learns=False)
    found = {"share": (learnt.last - least.last) / (most.last - least.last), "of_linear": learnt.last / linear.last}
    found["gate_right"] = float(np.mean(learnt.rightly))
    return found | learnt.figures | {f"mind.{name}": value for name, value in _mind()}


def lived(world: World, *, learns: bool) -> Told:
    """A newsroom over the days of the world, learning each night or only its factors."""
    told = Told()
    with tempfile.TemporaryDirectory() as folder:
        site = opened(Path(folder) / "home", world)
        with site.room:
            for day in range(world.size.days):
                told.days.append(site.day(day, come=visits(world, day=day, share=_OFTEN, seed=_SEED)))
                if learns:
                    told.rightly += _night(site)
                else:
                    site.train_factors()
            if learns:
                told.figures = dict(_known(site))
    return told


def plain(world: World, *, known: bool) -> Told:
    """The same days by the truth (`known`), or by what was clicked most; what a reader opened is not shown again."""
    told, looked, heat = Told(), world.examined(SLOTS), np.zeros(len(world.observed))
    done: dict[int, list[int]] = {}
    for day in range(world.size.days):
        n, worth = int(np.searchsorted(world.observed.hours, 24.0 * day, side="right")), []
        heat *= 0.5
        for visit in visits(world, day=day, share=_OFTEN, seed=_SEED):
            chances = world.probability(np.array([visit.reader]), np.arange(n)[None], hour=visit.hour)[0]
            scores = chances.astype(np.float64) if known else heat[:n] + 1e-6 * world.observed.hours[:n]
            scores[done.setdefault(visit.reader, [])] = -1.0
            top = np.argsort(-scores)[:SLOTS]
            worth.append(float((chances[top] * looked).sum()))
            rng = np.random.default_rng(visit.lots)
            hit = top[(rng.random(len(top)) < looked) & (rng.random(len(top)) < chances[top])]
            done[visit.reader].extend(hit.tolist())
            heat[hit] += 1
        told.days.append(float(np.mean(worth)))
    return told


def _night(site: Site) -> list[bool]:
    """Learn, and hold what the gate said against the true worth of what served and of the new version."""
    folder = site.room.home / "recommender"
    before, card = Live(folder).ranker(), site.train()
    if card is None:
        return []
    of = range(0, site.world.size.readers, site.world.size.readers // _ASKED)
    old, new = (site.value(ranker, of=of) for ranker in (before, Live(folder).versions.load(card.version)))
    worse = new < old * (1 - _EQUAL)
    return [worse if card.refused else not worse]


def _known(site: Site) -> Iterator[tuple[str, float]]:
    yield "places", 1.0 - float(np.abs(_places(site) - site.world.examined(SLOTS)).mean())
    coming = Live(site.room.home / "recommender").ranker()
    if coming is not None:
        told = draws(site, served=None, coming=coming, readers=range(site.world.size.readers))
        yield from ((f"explored.{name}", value) for name, value in estimated(told, seed=_SEED).items())


def _places(site: Site) -> Floats:
    """How often each place is looked at, learnt from clicks as if the site told of no views."""
    clicks = [act for _, act in site.room.store.events.stream() if act.action == "click"]
    pages = [page for _, page in site.room.store.served.since(0, limit=1_000_000)]
    with tempfile.TemporaryDirectory() as folder:
        *_, found = fit(samples(pages, clicks), folder=Path(folder))
    assert isinstance(found, Fitted)
    at = Trees(found.text, version="", columns=found.columns).at(range(1, SLOTS + 1))
    looked: Floats = looked_at(at.tolist()).astype(np.float32)
    return looked


def _mind() -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write(mixture(_MIND, seed=_SEED), home / "data", seed=_SEED)
        site = opened(home / "home", mixture(_MIND, seed=_SEED))
        with site.room:
            *_, last = site.room.evaluate_data_set([home / "data"])
    assert isinstance(last, dict)
    for name in ("auc", "mrr", "ndcg5", "ndcg10"):
        yield name, last["figures"]["learnt"][name]
    yield "of_linear", last["figures"]["learnt"]["ndcg10"] / last["figures"]["linear"]["ndcg10"]


def main() -> None:
    """Print the worth of each day's pages by how they are chosen."""
    world = mixture(_SIZE, seed=_SEED)
    ways: dict[str, Callable[[], Told]] = {
        "popularity": lambda: plain(world, known=False),
        "linear": lambda: lived(world, learns=False),
        "learnt": lambda: lived(world, learns=True),
        "oracle": lambda: plain(world, known=True),
    }
    for name, way in ways.items():
        print(f"{name:12}", *(f"{worth:6.2f}" for worth in way().days), flush=True)
    with patch.object(exploring, "slots", lambda _n: ()):  # a newsroom has no switch for it: it learns from lots
        print(f"{'no lots':12}", *(f"{worth:6.2f}" for worth in ways["learnt"]().days), flush=True)


if __name__ == "__main__":
    main()
