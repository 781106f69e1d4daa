"""Whether a probability means what it says: the temperature that makes it so, and how far off it is.

Guo et al., "On Calibration of Modern Neural Networks", ICML 2017: temperature scaling (section 4.2) and the expected
calibration error (equation 3) over equal bins.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BINS = 10
# The range that is searched: a hundredth is surer than any figure, a hundred is a coin.
_COLDEST, _HOTTEST = 0.01, 100.0
_STEPS = 60  # golden sections: the temperature to four digits
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True, slots=True)
class Bin:
    """Of the decisions that were `low` to `high` sure: how many, how sure on average, and the share that was right."""

    low: float
    high: float
    n: int
    said: float
    right: float


def probabilities(logits: "NDArray[np.float64]", temperature: float) -> "NDArray[np.float64]":
    """The softmax of `logits` (n, labels) at a temperature."""
    import numpy as np

    cooled = logits / temperature
    odds = np.exp(cooled - cooled.max(axis=1, keepdims=True))
    found: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return found


def temperature(logits: "NDArray[np.float64]", truth: "NDArray[np.intp]") -> float:
    """The temperature at which the true labels (n,) are likeliest; the likelihood has one top, so sections find it."""
    import numpy as np

    def loss(log: float) -> float:
        odds = probabilities(logits, math.exp(log))
        return -float(np.log(np.maximum(odds[np.arange(len(truth)), truth], 1e-12)).mean())

    low, high = math.log(_COLDEST), math.log(_HOTTEST)
    for _ in range(_STEPS):
        inner, outer = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if loss(inner) < loss(outer):
            high = outer
        else:
            low = inner
    return math.exp((low + high) / 2)


def bins(odds: "NDArray[np.float64]", truth: "NDArray[np.intp]") -> list[Bin]:
    """The decisions for probabilities (n, labels) in `BINS` equal bins of how sure they were; no empty ones."""
    import numpy as np

    sure, right = odds.max(axis=1), odds.argmax(axis=1) == truth
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    found = []
    for i in range(BINS):
        inside = place == i
        if inside.any():
            said, was = float(sure[inside].mean()), float(right[inside].mean())
            found.append(Bin(i / BINS, (i + 1) / BINS, int(inside.sum()), said, was))
    return found


def error(found: list[Bin]) -> float:
    """The expected calibration error: how far what was said is from what was right, weighed by how often, 0 to 1."""
    total = sum(one.n for one in found)
    return sum(one.n * abs(one.said - one.right) for one in found) / total if total else 0.0
