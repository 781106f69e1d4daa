"""Exploring: some slots of a page are drawn by lot, with chances in closed form, so that what is learnt is fair.

Without it a ranker only ever hears of what it already likes. The chances are logged with each slot and make
off-policy estimates possible (Li et al., WSDM 2011; Bottou et al., JMLR 2013).
"""

from dataclasses import dataclass

import numpy as np

from broadsheet.recommend.pages.traits import Doubles
from broadsheet.recommend.view import Rows

EVERY = 15
"""One slot in fifteen: two of thirty, as the design has it."""
_BEST = 12
"""Of those left, the best by score can be drawn ..."""
_NEWEST = 8
"""... and the newest, of which little is known yet."""
_WARMTH = 0.25
"""In units of the score, about the spread of the scores in the lower half of a page: the fifth best of those left is
drawn a third as often as the best, not a hundredth."""
_EVEN = 0.3
"""The share of the draw that is even: no chance falls under .3 / 20, so no weight of an estimate exceeds 67."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The place of what was drawn among the candidates, and its chance."""

    place: int
    propensity: float


def slots(n: int) -> tuple[int, ...]:
    """Which of `n` slots (from 0) are drawn: spread over the page, never the first third of a short one."""
    times = round(n / EVERY)
    return tuple((2 * i + 1) * n // (2 * times) for i in range(times))


def chances(scores: Doubles, hours: Doubles) -> tuple[Rows, Doubles]:
    """Who can be drawn on each of B pages, (B, 20) places, and with which chance, summing to 1 on each page.

    `scores` (B, W) are finite for those who may be drawn. A softmax of the scores mixed with an even draw; who only
    fills up the places has no chance.
    """
    wide = scores.shape[1]
    finite = np.isfinite(scores)
    begins = np.arange(len(scores))[:, None] * wide
    best = np.argsort(-scores, axis=1, kind="stable")[:, :_BEST]
    others = finite.copy()
    others.put(best + begins, False)  # noqa: FBT003
    order = np.argsort(-hours, kind="stable")
    newest = order[np.argsort(~others[:, order], axis=1, kind="stable")[:, :_NEWEST]]
    pool = np.concatenate([best, newest], axis=1)
    there = np.concatenate([finite.take(best + begins), others.take(newest + begins)], axis=1)
    own = np.where(there, scores.take(pool + begins), -np.inf)
    top = own[:, :1]
    heat = np.exp((own - np.where(np.isfinite(top), top, 0.0)) / _WARMTH)
    even = there / np.maximum(there.sum(axis=1, keepdims=True), 1)
    return pool, (1 - _EVEN) * heat / np.maximum(heat.sum(axis=1, keepdims=True), 1e-300) + _EVEN * even


def draw(scores: Doubles, hours: Doubles, *, lot: float) -> list[Drawn]:
    """For each page one of those whose score is finite, if there is any; `lot` is uniform in [0, 1) and decides."""
    pool, chance = chances(scores, hours)
    last = np.maximum((chance > 0).sum(axis=1) - 1, 0)
    place = np.minimum((np.cumsum(chance, axis=1) <= lot).sum(axis=1), last)
    page = np.arange(len(place))
    return [Drawn(*told) for told in zip(pool[page, place].tolist(), chance[page, place].tolist(), strict=True)]


def lots(seed: int, *, times: int) -> tuple[float, ...]:
    """The lots of a page: the same for the same seed, on any machine."""
    return tuple(float(x) for x in np.random.Generator(np.random.PCG64(seed)).random(times))
