"""Learning: an editor's merges and splits move the weights, as far as the weights' own evidence allows.

Bayesian logistic regression: the fitted weights are the mean of a normal prior, each ruling is one observation, and
what is used is the mode, found by Newton's method (Bishop 2006, 4.5.1 and 4.3.3). It is computed anew from all that
stands, so the order of rulings makes no difference and one that is undone leaves nothing behind.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Ruling
from broadsheet.trends.weights import FITTED, NAMES, Weights

_LOOSE_BASE = 0.6
"""Standard deviation of the prior of a base: some four rulings of one sort move it by as much as a like pair lacks."""
_LOOSE = 0.25
"""Standard deviation of another weight's prior, as a share of the weight."""
_FURTHEST = 2.5
"""No weight goes further than so many standard deviations from where it was fitted, whatever is ruled."""
_STEPS = 25
Floats = NDArray[np.float64]


def learn(rulings: Sequence[Ruling], *, prior: Weights = FITTED) -> Weights:
    """The weights after `rulings`; those that hold no comparison teach nothing, and without any it is `prior`."""
    told = [r for r in rulings if len(r.comparison) == len(NAMES)]
    if not told:
        return prior
    seen = np.array([r.comparison for r in told])
    limits = np.array([r.limit for r in told])
    wanted = np.array([float(r.verb == "merge") for r in told])
    start = np.array(prior.values)
    loose = np.array([_looseness(name, value) for name, value in zip(NAMES, prior.values, strict=True)])
    found = _mode(start, loose, seen=seen, limits=limits, wanted=wanted)
    held = np.clip(found, start - _FURTHEST * loose, start + _FURTHEST * loose)
    return Weights(tuple(round(float(v), 6) for v in held), learnt=len(told))


def _looseness(name: str, value: float) -> float:
    return _LOOSE_BASE if name == "base" else max(_LOOSE * abs(value), 1e-6)


def _mode(start: Floats, loose: Floats, *, seen: Floats, limits: Floats, wanted: Floats) -> Floats:
    """The most probable weights: concave, so Newton's steps from the prior's mean end there."""
    weights, precision = start.copy(), 1 / np.square(loose)
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(seen @ weights - limits, -30, 30)))
        slope = seen.T @ (wanted - chances) - precision * (weights - start)
        bend = (seen.T * (chances * (1 - chances))) @ seen + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step / loose).max()) < 1e-6:
            break
    return weights
