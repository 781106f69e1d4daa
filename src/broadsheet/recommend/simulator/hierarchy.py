"""A world of communities: readers take after the crowd they belong to, articles are about several things at once.

Another family than `mixture`, made to try what was tuned there: a reader's topics are drawn around those of a community
(a hierarchical Dirichlet), an article's subject is a mixed membership, texts are counts of words, outlets have loyal
readers, liking has heavy tails, age works by a power law, and positions are looked at one after another.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.simulator.world import Floats, Ints, Observed, Size, appearance, logistic, mislabelled, unit

_ROOTS, _TOPICS, _ASPECTS = 10, 70, 3
_COMMUNITIES, _OUTLETS, _PLACES = 40, 25, 8
_WORDS, _LENGTH, _TEXT = 1_500, 160, 64
_TASTE, _LOYAL, _LOCAL, _QUALITY, _AGE = 1.6, 0.4, 0.5, 0.4, 0.1
_FOREIGN = 4.0
_BASE = -0.9
_GOES_ON = 0.97
"""The chance that a reader who looked at one place looks at the next."""
_WRONG_TOPICS = 0.25
_DRIFT = 0.15
"""How much of a reader's taste has moved to another community's by the end."""


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """The world; see `World` for what its methods give."""

    size: Size
    observed: Observed
    end: float
    tastes: Floats
    drawn: Floats
    aspects: Ints
    shares: Floats
    worth: Floats
    loyalty: Floats
    camps: Ints
    homes: Ints
    tongues: NDArray[np.bool_]
    visits: Floats

    def probability(self, readers: Ints, articles: Ints, *, hour: float) -> Floats:
        """See `World`."""
        moved = _DRIFT * min(max(hour / self.end, 0.0), 1.0)
        places = (readers[:, None, None], self.aspects[articles])
        liked = (1.0 - moved) * self.tastes[places] + moved * self.drawn[places]
        taste = np.log(0.02 + _TOPICS / 4 * np.einsum("bna,bna->bn", liked, self.shares[articles]))
        loyal = self.loyalty[self.camps[readers][:, None], self.observed.outlets[articles]]
        local = self.observed.places[articles] == self.homes[readers][:, None]
        known = self.tongues[readers[:, None], self.observed.languages[articles]]
        ages = np.log1p(np.maximum(hour - self.observed.hours[articles], 0.0) / 6.0)
        liking = _TASTE * taste + _LOYAL * loyal + _LOCAL * local + self.worth[articles]
        return logistic(_BASE + liking - _AGE * ages - _FOREIGN * ~known)

    def examined(self, slots: int) -> Floats:
        """See `World`."""
        return np.float32(_GOES_ON) ** np.arange(slots, dtype=np.float32)

    def sections(self, readers: Ints, *, hour: float, rng: np.random.Generator) -> Ints:  # noqa: ARG002
        """See `World`: the section of a topic drawn from their taste."""
        chances = np.cumsum(self.tastes[readers], axis=1)
        drawn = (chances < rng.random((len(readers), 1)) * chances[:, -1:]).sum(axis=1)
        found: Ints = np.minimum(drawn, _TOPICS - 1) % _ROOTS
        return found

    def appetite(self) -> Floats:
        """See `World`."""
        return self.visits


def hierarchy(size: Size, *, seed: int) -> Hierarchy:
    """The world of this size and seed."""
    rng = np.random.default_rng([seed, 2])
    crowds = rng.dirichlet(np.full(_TOPICS, 0.12), _COMMUNITIES)
    camps = rng.integers(0, _COMMUNITIES, size.readers)
    others = rng.integers(0, _COMMUNITIES, size.readers)
    aspects, shares = _subjects(size, rng)
    outlets = rng.integers(0, _OUTLETS, size.articles)
    seen = Observed(
        hours=appearance(size, rng),
        vectors=_texts(aspects, shares, rng),
        topics=mislabelled(aspects[:, 0], among=_TOPICS, share=_WRONG_TOPICS, rng=rng),
        roots=mislabelled(aspects[:, 0], among=_TOPICS, share=_WRONG_TOPICS / 2, rng=rng) % _ROOTS,
        outlets=outlets,
        places=np.where(rng.random(size.articles) < 0.2, rng.integers(0, _PLACES, size.articles), -1),
        languages=(outlets % 3 == 0).astype(np.int64),
    )
    tongues = np.zeros((size.readers, 2), dtype=bool)
    tongues[np.arange(size.readers), (rng.random(size.readers) < 1 / 3).astype(np.int64)] = True
    tongues[rng.random(size.readers) < 0.2] = True
    appetite = rng.gamma(1.2, size=size.readers)
    return Hierarchy(
        size=size,
        observed=seen,
        end=size.days * 24.0,
        tastes=_around(crowds[camps], rng),
        drawn=_around(crowds[others], rng),
        aspects=aspects,
        shares=shares,
        worth=(_QUALITY * rng.standard_t(4, size.articles)).astype(np.float32),
        loyalty=rng.normal(size=(_COMMUNITIES, _OUTLETS)).astype(np.float32),
        camps=camps,
        homes=rng.integers(0, _PLACES, size.readers),
        tongues=tongues,
        visits=(appetite / appetite.mean()).astype(np.float32),
    )


def _subjects(size: Size, rng: np.random.Generator) -> tuple[Ints, Floats]:
    """Each article's topics (n, 3), the main one first, and their shares, which sum to 1."""
    common = rng.dirichlet(np.full(_TOPICS, 2.0))
    aspects: Ints = rng.choice(_TOPICS, (size.articles, _ASPECTS), p=common)
    shares = -np.sort(-rng.dirichlet(np.array([2.0, 1.0, 0.5]), size.articles), axis=1)
    return aspects, shares.astype(np.float32)


def _around(means: NDArray[np.float64], rng: np.random.Generator) -> Floats:
    """A Dirichlet draw around each row."""
    drawn = rng.gamma(means * 8.0 + 0.005)
    found: Floats = (drawn / drawn.sum(axis=1, keepdims=True)).astype(np.float32)
    return found


def _texts(aspects: Ints, shares: Floats, rng: np.random.Generator) -> Floats:
    """Square roots of word counts, through a random map: words of the topics, and words that say nothing."""
    words = np.vstack([rng.dirichlet(np.full(_WORDS, 0.05), _TOPICS), rng.dirichlet(np.full(_WORDS, 1.0), 1)])
    mapped = rng.normal(size=(_WORDS, _TEXT)) / np.sqrt(_TEXT)
    plain = words[-1]
    found = np.empty((len(aspects), _TEXT), dtype=np.float64)
    for start in range(0, len(aspects), 1_000):
        part = slice(start, start + 1_000)
        chances = 0.5 * np.einsum("na,naw->nw", shares[part], words[aspects[part]]) + 0.5 * plain
        counts = rng.poisson(_LENGTH * chances)
        found[part] = (np.sqrt(counts) - np.sqrt(_LENGTH * plain)) @ mapped
    return unit(found)
