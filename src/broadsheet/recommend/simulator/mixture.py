"""A world of interests: each reader has a few points in the space of subjects, and clicks what lies near one of them.

Tastes are a mixture of kernels around one to four interests, of which some are given up for others on the way; added to
that come style, locality, quality and age, through a logistic. Positions are looked at by a power law.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.simulator.world import Floats, Ints, Observed, Size, appearance, logistic, mislabelled, unit

_ROOTS, _TOPICS, _SPACE, _TEXT, _STYLES = 12, 60, 12, 64, 4
_OUTLETS, _PLACES = 40, 12
_INTERESTS = 4
_KERNEL = 2.0
"""How fast interest falls with distance: at a cosine of .5 a third is left."""
_TASTE, _STYLE, _LOCAL, _QUALITY, _AGE = 8.0, 0.2, 0.4, 0.4, 0.15
_FOREIGN = 4.0
_BASE = -6.0
"""So that of what a plain site shows about one slot in twenty is clicked."""
_EXAMINED = 0.25
"""The tenth place is looked at a little more than half as often as the first."""
_TEXT_NOISE = 1.0
_WRONG_TOPICS = 0.15
_CHANGED = 0.15
"""The share of interests given up for another one during the story."""


@dataclass(frozen=True, slots=True, eq=False)
class Interests:
    """What readers like: `points` (r, k, d) before and after they changed at `hours` (r, k), with `weights` (r, k)."""

    before: Floats
    after: Floats
    hours: Floats
    weights: Floats
    roots: Ints

    def at(self, readers: Ints, hour: float) -> Floats:
        """The points of `readers` at an hour, (b, k, d)."""
        changed = (self.hours[readers] <= hour)[:, :, None]
        found: Floats = np.where(changed, self.after[readers], self.before[readers])
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """The world; see `World` for what its methods give."""

    size: Size
    observed: Observed
    end: float
    interests: Interests
    points: Floats
    worth: Floats
    lives: Floats
    styles: Floats
    likes: Floats
    homes: Ints
    tongues: NDArray[np.bool_]
    visits: Floats

    def probability(self, readers: Ints, articles: Ints, *, hour: float) -> Floats:
        """See `World`."""
        near = np.einsum("bnd,bkd->bnk", self.points[articles], self.interests.at(readers, hour), optimize=True)
        taste = np.einsum("bnk,bk->bn", np.exp(_KERNEL * (near - 1.0)), self.interests.weights[readers])
        style = np.einsum("bns,bs->bn", self.styles[articles], self.likes[readers])
        local = self.observed.places[articles] == self.homes[readers][:, None]
        known = self.tongues[readers[:, None], self.observed.languages[articles]]
        ages = np.maximum(hour - self.observed.hours[articles], 0.0) / self.lives[articles]
        liking = _TASTE * taste + _STYLE * style + _LOCAL * local + self.worth[articles]
        return logistic(_BASE + liking - _AGE * ages - _FOREIGN * ~known)

    def examined(self, slots: int) -> Floats:
        """See `World`."""
        return np.arange(1, slots + 1, dtype=np.float32) ** np.float32(-_EXAMINED)

    def sections(self, readers: Ints, *, hour: float, rng: np.random.Generator) -> Ints:  # noqa: ARG002
        """See `World`: the section of one of their interests, as it was when they began."""
        weights = np.cumsum(self.interests.weights[readers], axis=1)
        drawn = (weights < rng.random((len(readers), 1)) * weights[:, -1:]).sum(axis=1)
        found: Ints = self.interests.roots[readers, np.minimum(drawn, _INTERESTS - 1)]
        return found

    def appetite(self) -> Floats:
        """See `World`."""
        return self.visits


def mixture(size: Size, *, seed: int) -> Mixture:
    """The world of this size and seed."""
    rng = np.random.default_rng([seed, 1])
    centres = _centres(rng)
    topics: Ints = rng.choice(_TOPICS, size.articles, p=_popular(_TOPICS, rng))
    points = unit(centres[topics] + 0.14 * rng.normal(size=(size.articles, _SPACE)))
    outlets = rng.integers(0, _OUTLETS, size.articles)
    house = rng.normal(size=(_OUTLETS, _STYLES))
    styles = (0.7 * house[outlets] + 0.7 * rng.normal(size=(size.articles, _STYLES))).astype(np.float32)
    places = np.where(rng.random(size.articles) < 0.3, rng.integers(0, _PLACES, size.articles), -1)
    lives = np.where(rng.random(size.articles) < 0.5, 480.0, 96.0) * rng.lognormal(0.0, 0.3, size.articles)
    seen = Observed(
        hours=appearance(size, rng),
        vectors=_texts(points, styles, rng),
        topics=mislabelled(topics, among=_TOPICS, share=_WRONG_TOPICS, rng=rng),
        roots=mislabelled(topics, among=_TOPICS, share=_WRONG_TOPICS / 2, rng=rng) % _ROOTS,
        outlets=outlets,
        places=places,
        languages=outlets % 2,
    )
    tongues = np.zeros((size.readers, 2), dtype=bool)
    tongues[np.arange(size.readers), rng.integers(0, 2, size.readers)] = True
    tongues[rng.random(size.readers) < 0.15] = True
    appetite = rng.lognormal(0.0, 0.8, size.readers)
    return Mixture(
        size=size,
        observed=seen,
        end=size.days * 24.0,
        interests=_interests(size, centres, rng),
        points=points,
        worth=(_QUALITY * rng.normal(size=size.articles)).astype(np.float32),
        lives=lives.astype(np.float32),
        styles=styles,
        likes=rng.normal(size=(size.readers, _STYLES)).astype(np.float32),
        homes=rng.integers(0, _PLACES, size.readers),
        tongues=tongues,
        visits=(appetite / appetite.mean()).astype(np.float32),
    )


def _centres(rng: np.random.Generator) -> Floats:
    """Topics as points around their roots; the root of a topic is its number modulo the number of roots."""
    roots = unit(rng.normal(size=(_ROOTS, _SPACE)))
    return unit(0.75 * roots[np.arange(_TOPICS) % _ROOTS] + 0.65 * unit(rng.normal(size=(_TOPICS, _SPACE))))


def _popular(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    weights = rng.permutation(1.0 / (np.arange(count) + 10.0))
    found: NDArray[np.float64] = weights / weights.sum()
    return found


def _texts(points: Floats, styles: Floats, rng: np.random.Generator) -> Floats:
    """Embeddings: the subject and a little of the style through a random map, with noise as large as either."""
    said = np.hstack([points, 0.15 * styles])
    shown = said @ rng.normal(size=(said.shape[1], _TEXT)) / np.sqrt(said.shape[1])
    noise = rng.normal(size=shown.shape) * np.linalg.norm(shown, axis=1, keepdims=True) / np.sqrt(_TEXT)
    return unit(shown + _TEXT_NOISE * noise)


def _interests(size: Size, centres: Floats, rng: np.random.Generator) -> Interests:
    shape = (size.readers, _INTERESTS)
    chances = _popular(_TOPICS, rng)
    before, after = rng.choice(_TOPICS, shape, p=chances), rng.choice(_TOPICS, shape, p=chances)
    count = rng.integers(1, _INTERESTS + 1, size.readers)
    weights = rng.uniform(0.4, 1.0, shape) * (np.arange(_INTERESTS) < count[:, None])
    when = np.where(rng.random(shape) < _CHANGED, rng.uniform(0.0, size.days * 24.0, shape), np.inf)
    own = 0.1 * rng.normal(size=(*shape, _SPACE))
    return Interests(
        before=unit(centres[before] + own),
        after=unit(centres[after] + own),
        hours=when.astype(np.float32),
        weights=(weights / weights.max(axis=1, keepdims=True)).astype(np.float32),
        roots=before % _ROOTS,
    )
