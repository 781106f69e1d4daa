"""Exploring: some slots of a page are drawn by lot, with chances in closed form, so that what is learnt is fair.

Without it a ranker only ever hears of what it already likes. The chances are logged with each slot and make
off-policy estimates possible (Li et al., WSDM 2011; Bottou et al., JMLR 2013).
"""

from dataclasses import dataclass

import numpy as np

from broadsheet.recommend.pages.traits import Doubles

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


def chances(scores: Doubles, hours: Doubles) -> tuple[Doubles, Doubles]:
    """Who can be drawn (places) and with which chance, summing to 1, of those whose score is finite.

    A softmax of the scores mixed with an even draw.
    """
    left = np.flatnonzero(np.isfinite(scores))
    ordered = left[np.argsort(-scores[left], kind="stable")]
    best, others = ordered[:_BEST], ordered[_BEST:]
    pool = np.concatenate([best, others[np.argsort(-hours[others], kind="stable")[:_NEWEST]]])
    heat = np.exp((scores[pool] - scores[pool].max()) / _WARMTH)
    return pool, (1 - _EVEN) * heat / heat.sum() + _EVEN / len(pool)


def draw(scores: Doubles, hours: Doubles, *, lot: float) -> Drawn:
    """One of those whose score is finite; `lot` is uniform in [0, 1) and decides."""
    pool, chance = chances(scores, hours)
    chosen = min(int(np.searchsorted(np.cumsum(chance), lot, side="right")), len(pool) - 1)
    return Drawn(int(pool[chosen]), float(chance[chosen]))


def lots(seed: int, *, times: int) -> tuple[float, ...]:
    """The lots of a page: the same for the same seed, on any machine."""
    return tuple(float(x) for x in np.random.Generator(np.random.PCG64(seed)).random(times))
