"""How far scores are from being probabilities: expected calibration error and the table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The lines whose score lies between `low` and `high`: their weight, mean score and share that is true."""

    low: float
    high: float
    weight: float
    score: float
    true: float


def reliability(scores: Sequence[float], true: Sequence[bool], weights: Sequence[float]) -> list[Bin]:
    """The reliability table in bins of equal width (Guo and others 2017); empty bins are left out."""
    found = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [i for i, s in enumerate(scores) if low <= s < high or (s >= high and number == BINS - 1)]
        whole = sum(weights[i] for i in inside)
        if whole:
            score = sum(weights[i] * scores[i] for i in inside) / whole
            share = sum(weights[i] * true[i] for i in inside) / whole
            found.append(Bin(low, high, round(whole, 2), round(score, 4), round(share, 4)))
    return found


def error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean distance of score and share, by weight."""
    whole = sum(b.weight for b in bins)
    return sum(b.weight * abs(b.score - b.true) for b in bins) / whole if whole else 0.0
