"""An estimate with its interval and the number of cases that really speak."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
_Z = 1.959964
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value in units of the reward, its 95 % interval, and what it stands on.

    `effective` is Kish's effective sample size, (sum w)^2 / sum w^2: how many unweighted cases would say as much.
    `cases` is how many there were.
    """

    value: float
    low: float
    high: float
    effective: float
    cases: int

    @property
    def known(self) -> bool:
        """Whether there was anything to estimate from."""
        return math.isfinite(self.low) and math.isfinite(self.high)


NOTHING = Estimate(math.nan, -math.inf, math.inf, 0.0, 0)


def mean(values: Doubles, *, weights: Doubles | None = None, clusters: NDArray[np.int64] | None = None) -> Estimate:
    """The mean of `values` (n,) with Student's interval for means of clusters, shifted for skewness.

    `weights` (n,) are those of importance, for the effective sample size and the degrees of freedom alone; `clusters`
    (n,) name what belongs together (a reader, a page), for such cases are no independent witnesses. The skewness
    correction is Johnson's (JASA 1978, equation 2.5): rewards times weights lean far to the right, and an interval
    without it misses high values too often. With fewer than two clusters the interval is infinite.
    """
    n = len(values)
    if not n:
        return NOTHING
    value = float(values.mean())
    effective = kish(weights) if weights is not None else float(n)
    sums = _sums(values - value, clusters)
    groups = len(sums)
    if groups < 2:
        return Estimate(value, -math.inf, math.inf, effective, n)
    scale = groups / n  # of the sum over a cluster to its share in the mean over cases
    deviations = sums * scale
    spread = float(deviations.std(ddof=1))
    error = spread / math.sqrt(groups)
    lean = float((deviations**3).mean()) / (6 * spread**2 * groups) * (1 + 2 * _Z**2) if spread > 0 else 0.0
    half = _student(min(effective, groups) - 1) * error
    lean = min(max(lean, -half), half)
    return Estimate(value, value + lean - half, value + lean + half, effective, n)


def kish(weights: Doubles) -> float:
    """Kish's effective sample size of `weights`, 0 when all are 0."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares > 0 else 0.0


def bernstein(values: Doubles, *, bound: float, miss: float = 0.05) -> tuple[float, float]:
    """The empirical Bernstein interval (Maurer and Pontil, COLT 2009, theorem 4) of the mean of `values` in 0..`bound`.

    It holds for every sample size and distribution, and is wide for it; `miss` is the probability of missing. Raises
    `ValueError` for fewer than two values.
    """
    n = len(values)
    if n < 2:
        raise ValueError("an interval needs two values")
    told = math.log(4 / miss)  # both sides, each with two terms
    half = math.sqrt(2 * float(values.var(ddof=1)) * told / n) + 7 * bound * told / (3 * (n - 1))
    return float(values.mean()) - half, float(values.mean()) + half


def _sums(values: Doubles, clusters: NDArray[np.int64] | None) -> Doubles:
    if clusters is None:
        return values
    _, places = np.unique(clusters, return_inverse=True)
    found: Doubles = np.bincount(places, weights=values).astype(np.float64)
    return found


def _student(freedom: float) -> float:
    """The 97.5 % quantile of Student's t, by the expansion of Abramowitz and Stegun 26.7.5; within .02 from 3 on."""
    v, z = max(freedom, 1.0), _Z
    if v < 3:
        return 12.706 if v < 2 else 4.303
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / v ** (i + 1) for i, term in enumerate(terms))
