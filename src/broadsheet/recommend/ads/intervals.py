"""How sure a click rate is."""

import math

_Z = 1.959964  # the 97.5th percentile of the normal distribution


def wilson(clicks: int, impressions: int) -> tuple[float, float, float]:
    """(rate, low, high): the share with its 95 % interval (Wilson, 1927); (0, 0, 1) of nothing."""
    if impressions <= 0:
        return 0.0, 0.0, 1.0
    share = clicks / impressions
    squared = _Z * _Z / impressions
    middle = (share + squared / 2) / (1 + squared)
    half = _Z / (1 + squared) * math.sqrt(share * (1 - share) / impressions + squared / (4 * impressions))
    return share, max(middle - half, 0.0), min(middle + half, 1.0)
