"""Intervals of 95 %: of a share, of a mean, and of the next count."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Z = 1.959963984540054
"""The normal deviate that 2.5 % lie above."""
_T_FEW = (12.706, 4.303, 3.182)
"""Student's t for 1 to 3 degrees of freedom, where the expansion below is still off by more than 0.01."""

_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and where it lies with 95 % confidence; `low` and `high` are None where nothing can be said."""

    value: float
    low: float | None
    high: float | None


def share(part: int, whole: int) -> Estimate | None:
    """`part` of `whole` with Wilson's interval (JASA 22, 1927), which stays within 0 and 1; None of nothing."""
    if whole <= 0:
        return None
    p, squared = part / whole, Z * Z
    middle = (p + squared / (2 * whole)) / (1 + squared / whole)
    reach = Z * math.sqrt(p * (1 - p) / whole + squared / (4 * whole * whole)) / (1 + squared / whole)
    return Estimate(p, max(min(middle - reach, p), 0.0), min(max(middle + reach, p), 1.0))


def mean(values: "NDArray[np.floating]") -> Estimate | None:
    """The mean of scores from -1 to 1 with Student's interval from three values on: of two it holds nearly all."""
    n = len(values)
    if n == 0:
        return None
    middle = float(values.mean())
    if n < _FEWEST:
        return Estimate(middle, None, None)
    reach = _t(n - 1) * float(values.std(ddof=1)) / math.sqrt(n)
    return Estimate(middle, max(middle - reach, -1.0), min(middle + reach, 1.0))


def _t(freedom: int) -> float:
    """Student's t that 2.5 % lie above: the expansion in 1/freedom (Abramowitz and Stegun 26.7.5)."""
    if freedom <= len(_T_FEW):
        return _T_FEW[freedom - 1]
    first = (Z**3 + Z) / 4
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
    third = (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384
    return Z + first / freedom + second / freedom**2 + third / freedom**3


def next_count(expected: float, *, clump: float, tail: float) -> tuple[int, int]:
    """Between which counts one lies with `tail` on either side, where it is negative binomial.

    Its mean is `expected` and its variance expected + clump * expected^2; with a clump of 0 it is Poisson's.
    """
    import numpy as np

    if expected <= 0:
        return 0, 0
    most = int(expected + 12 * math.sqrt(expected + clump * expected**2) + 30)
    k = np.arange(most)
    if clump > 0:
        size = 1 / clump
        p = size / (size + expected)
        start, steps = size * math.log(p), np.log((k + size) / (k + 1) * (1 - p))
    else:
        start, steps = -expected, np.log(expected / (k + 1))
    logs = start + np.concatenate(([0.0], np.cumsum(steps)))
    below = np.cumsum(np.exp(logs))
    return int(np.searchsorted(below, tail)), int(np.searchsorted(below, 1 - tail))
