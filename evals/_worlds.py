"""Stories told in the simulator's worlds, which recommenders are compared on: seeds, sizes, and shares of the gap.

A share is how far a way of choosing thirty articles goes from the best popularity (of four half-lives) to the oracle,
by the true probability of a click; what a reader opened already is left out for all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.factors.acts import Acts, Seen
from broadsheet.recommend.simulator.hierarchy import hierarchy
from broadsheet.recommend.simulator.mixture import mixture
from broadsheet.recommend.simulator.play import play
from broadsheet.recommend.simulator.policies import PlainSite, oracle
from broadsheet.recommend.simulator.world import Floats, Ints, Size, World

GENERATORS: Mapping[str, Callable[..., World]] = {"mixture": mixture, "hierarchy": hierarchy}
"""Weights are tuned on the first; the second is never tuned on."""
EVERYDAY = Size(readers=6_000, articles=1_500)
SEED = 11
JUDGED = 400
_HALF_LIVES = (6.0, 24.0, 96.0, float("inf"))
_B, _K1 = 0.2, 100.0


@dataclass(frozen=True, eq=False)
class Story:
    """What happened: `reader`, `article` and `hour` of every click, and how often each article was `looked` at.

    `seen` is how often each reader looked at each article, and `truth` what the `judged` readers would open at the end,
    (judged, articles).
    """

    world: World
    reader: Ints
    article: Ints
    hour: NDArray[np.float64]
    looked: Floats
    seen: Seen
    judged: Ints
    truth: Floats

    @cached_property
    def opened(self) -> NDArray[np.bool_]:
        """What each judged reader opened."""
        place = np.full(self.world.size.readers, -1)
        place[self.judged] = np.arange(len(self.judged))
        found = np.zeros(self.truth.shape, dtype=bool)
        theirs = place[self.reader] >= 0
        found[place[self.reader[theirs]], self.article[theirs]] = True
        return found

    @cached_property
    def own(self) -> Floats:
        """How often each judged reader looked at each article."""
        place = np.full(self.world.size.readers, -1)
        place[self.judged] = np.arange(len(self.judged))
        found = np.zeros(self.truth.shape, dtype=np.float32)
        theirs = place[self.seen.reader] >= 0
        found[place[self.seen.reader[theirs]], self.seen.article[theirs]] = self.seen.times[theirs]
        return found

    @property
    def acts(self) -> Acts:
        """The clicks, each reader's with an article once, as factors are learnt from them."""
        count = len(self.world.observed)
        pairs = np.unique(self.reader * count + self.article)
        ones = np.ones(len(pairs), dtype=np.float32)
        readers = self.world.size.readers
        return Acts(np.arange(count), pairs // count, pairs % count, ones, self.looked, readers, self.seen)

    def clicked(self, scores: Floats) -> float:
        """The mean true probability of the thirty best of each judged reader by `scores` (judged, articles)."""
        best = np.where(self.opened | (self.truth <= 0), -np.inf, scores)
        slots = self.world.size.slots
        top = np.argpartition(-best, slots, axis=1)[:, :slots]
        return float(np.take_along_axis(self.truth, top, axis=1).mean())

    def share(self, clicked: float) -> float:
        """How far a mean probability is from popularity (0) to the oracle (1)."""
        least, most = self.ends
        return (clicked - least) / (most - least)

    @cached_property
    def ends(self) -> tuple[float, float]:
        """What the best popularity and the oracle come to."""
        ages = self.world.end - self.hour
        counts = (np.bincount(self.article, np.exp2(-ages / h), len(self.looked)) for h in _HALF_LIVES)
        every = (len(self.judged), 1)
        return max(self.clicked(np.tile(c, every).astype(np.float32)) for c in counts), self.clicked(self.truth)


def story(name: str, size: Size = EVERYDAY, *, seed: int = SEED) -> Story:
    """What happens in the world `name` on a plain site."""
    world = GENERATORS[name](size, seed=seed)
    judged = np.sort(np.random.default_rng(seed).choice(size.readers, min(JUDGED, size.readers), replace=False))
    chances = world.examined(size.slots)
    looked, pairs = np.zeros(size.articles), []
    clicks: list[tuple[Ints, Ints, NDArray[np.float64]]] = []
    for visits in play(world, PlainSite(world, seed=seed), seed=seed):
        rows, slots = np.nonzero(visits.clicked)
        clicks.append((visits.readers[rows], visits.pages[rows, slots], np.full(len(rows), visits.hour)))
        looked += sum(chances[s] * np.bincount(visits.pages[:, s], minlength=size.articles) for s in range(size.slots))
        pairs.append(visits.readers[:, None] * size.articles + visits.pages)
    reader, article, hour = (np.concatenate(column) for column in zip(*clicks, strict=True))
    truth = oracle(world, judged, hour=world.end)
    shown = np.concatenate(pairs)
    places, at = np.unique(shown, return_inverse=True)
    times = np.bincount(at.ravel(), weights=np.tile(chances, len(shown))).astype(np.float32)
    seen = Seen(places // size.articles, places % size.articles, times)
    return Story(world, reader, article, hour, looked.astype(np.float32), seen, judged, truth)


def neighbours(found: Story) -> Floats:
    """Item-kNN by BM25-weighted cosine of who opened what, as implicit's `BM25Recommender` with its own constants."""
    from scipy.sparse import csr_matrix

    acts = found.acts
    shape = (acts.readers, len(acts.ids))
    opened = csr_matrix((acts.weight, (acts.reader, acts.article)), shape=shape)
    counts = np.asarray(opened.sum(axis=0)).ravel()
    idf = np.log(acts.readers / (1.0 + np.asarray(opened.sum(axis=1)).ravel()).clip(1))
    length = 1.0 - _B + _B * counts / counts.mean()
    weight = (_K1 + 1.0) / (_K1 * length + 1.0)
    weighted = opened.multiply(idf.clip(0.1)[:, None]).multiply(weight[None, :]).tocsr()
    likeness = (weighted.T @ opened).toarray().astype(np.float32)
    np.fill_diagonal(likeness, 0.0)
    scores: Floats = found.opened.astype(np.float32) @ likeness.T
    return scores
