"""Chances: from a ranker's scores to how often an article is opened once it is looked at."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from broadsheet.recommend.learning.samples import Samples
from broadsheet.recommend.offpolicy.estimate import Doubles

LEAST_CLICKS = 100
"""Clicks under which a slope is mostly chance."""
_STEPS = 25
"""Of Newton's method; a handful suffice."""
_MOST = 30.0  # log-odds: beyond, the exponential says nothing more


@dataclass(frozen=True, slots=True)
class Chances:
    """The log-odds of being opened are `base` and `slope` times the score."""

    base: float
    slope: float

    def of(self, scores: ArrayLike) -> Doubles:
        """The chance at each score, in its shape."""
        odds = np.clip(self.base + self.slope * np.asarray(scores, dtype=np.float64), -_MOST, _MOST)
        found: Doubles = 1.0 / (1.0 + np.exp(-odds))
        return found


def chances(given: Doubles, samples: Samples) -> Chances | None:
    """Fitted to the clicks of `samples`, whose rows scored `given` (n,); None where they say too little.

    Logistic regression on score and place (Platt 1999) with a ridge of one, by Newton's method; the chances are those
    of the first place, so that where articles stood is not taken for what they are.
    """
    clicks = samples.clicks.astype(np.float64)
    if clicks.sum() < LEAST_CLICKS or clicks.all():
        return None
    features = np.column_stack([np.ones(len(given)), given, np.log(samples.positions)])
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        expected = 1.0 / (1.0 + np.exp(-np.clip(features @ weights, -_MOST, _MOST)))
        curve = features.T @ (features * (expected * (1 - expected))[:, None]) + np.eye(len(weights))
        step = np.linalg.solve(curve, features.T @ (clicks - expected) - weights)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return Chances(float(weights[0]), float(weights[1])) if weights[1] > 0 else None
