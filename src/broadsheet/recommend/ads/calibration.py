"""Whether clicks come as often as they were thought to: reliability by bins of what was predicted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from broadsheet.recommend.ads.intervals import wilson


@dataclass(frozen=True, slots=True)
class Bin:
    """Impressions with similar predictions: the mean `predicted`, the `observed` share and its interval."""

    predicted: float
    observed: float
    low: float
    high: float
    n: int


def reliability(told: Sequence[tuple[float, int]], *, bins: int = 10) -> list[Bin]:
    """(predicted, clicked) in `bins` of equally many, the least likely first; empty bins are left out."""
    if not told:
        return []
    table = np.array(sorted(told), dtype=np.float64)
    found = []
    for part in np.array_split(table, min(bins, len(table))):
        clicks, n = int(part[:, 1].sum()), len(part)
        observed, low, high = wilson(clicks, n)
        found.append(Bin(float(part[:, 0].mean()), observed, low, high, n))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far predicted and observed lie apart, as a share of the observed rate: 0.1 is off by a tenth of it."""
    total = sum(b.n for b in bins)
    rate = sum(b.observed * b.n for b in bins) / total if total else 0.0
    return sum(abs(b.predicted - b.observed) * b.n for b in bins) / (total * rate) if rate else 0.0
