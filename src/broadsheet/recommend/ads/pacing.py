"""Pacing: what of a day's budget should be spent by now, and how likely a campaign therefore takes part.

A campaign follows the day's traffic: when a tenth of the day's readers have come, a tenth is spent. It takes part in an
auction with a probability that falls to nothing as it gets ahead of that plan (throttling, not lower bids, so that its
price stays what it is worth: Agarwal and others, 2014, KDD, "Budget pacing for targeted online advertisements at
LinkedIn"; the controller here is proportional and has no state but the books). What was missed is caught up within
the day, at no more than `CATCH_UP` times the planned rate.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DAY = 86_400.0
WINDOW = 600.0
"""Seconds of plan over which the probability falls from 1 to 0. Shorter is nearer to the plan and more of a switch."""
CATCH_UP = 2.0
TAU = 600.0
"""Seconds over which the rate of spending is taken, decaying."""
EARLY = 600.0
"""Seconds before its end that a day's budget is planned to be spent by: what is held then can still be seen."""


@dataclass(frozen=True, eq=False)
class Plan:
    """The day of each campaign: `hours` (n by 24) is the share of its day's traffic in each hour, rows sum to 1."""

    hours: Floats

    def due(self, second: Floats) -> Floats:
        """The share of the day's budget due `second` seconds into each campaign's day, and `EARLY` before its end."""
        return planned_share(self.hours, np.minimum(second + EARLY, DAY))

    def rate(self, second: Floats) -> Floats:
        """The share of the day's budget planned for each second now."""
        hour = np.minimum(second // 3600, 23).astype(np.int64)
        rate: Floats = self.hours[np.arange(len(hour)), hour] / 3600.0
        return rate


def planned_share(hours: Floats, second: Floats) -> Floats:
    """How much of its day each has behind it by traffic: `hours` (n by 24) summed up to its `second`, 0 to 1."""
    hour = np.minimum(second // 3600, 23).astype(np.int64)
    before = np.concatenate([np.zeros((len(hours), 1)), np.cumsum(hours, axis=1)], axis=1)
    at = np.arange(len(hours))
    share: Floats = before[at, hour] + hours[at, hour] * (second - hour * 3600.0) / 3600.0
    return np.minimum(share, 1.0)


def traffic(counts: dict[int, int]) -> Floats:
    """The share of a day's slots in each of 24 hours; even until a few hundred were served.

    `counts` are slots served by hour. Each hour keeps a floor of a tenth of an even share: an hour without readers
    yesterday may have some today.
    """
    found = np.array([counts.get(hour, 0) for hour in range(24)], dtype=np.float64)
    smooth = found + max(500.0 - found.sum(), 0.0) / 24 + 1e-9
    shares = np.maximum(smooth / smooth.sum(), 0.1 / 24)
    even: Floats = shares / shares.sum()
    return even


def chance_to_take_part(*, quota: Floats, used: Floats, due: Floats, rate: Floats, recent: Floats) -> Floats:
    """The probability with which each campaign takes part now, 0 to 1.

    `quota` is the day's budget and `used` what is spent and held of it (mils), `due` and `rate` as in `Plan`, `recent`
    the decaying sum of what was used lately. A campaign without a quota takes part never.
    """
    window = np.maximum(quota * rate * WINDOW, quota * WINDOW / DAY / 10)
    behind = np.clip((quota * due - used) / np.maximum(window, 1.0), 0.0, 1.0)
    most = np.maximum(CATCH_UP * quota * rate * TAU, 1.0)
    room = np.clip((most - recent) * CATCH_UP / most, 0.0, 1.0)
    chance: Floats = np.where(quota > 0, behind * room, 0.0)
    return chance
