"""Anomalies: bins with far more or fewer articles than those before foretold, and outlets fallen silent."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.trends.bins import Bins, moment
from broadsheet.trends.intervals import next_count
from broadsheet.trends.ledger import Ledger

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PAST = 8
"""Bins before one can say what is due: in a week of days the second week is the first that is judged."""
_SEASONS = 3
"""A season's own mean counts from its third time on; before that, that of all bins."""
_MEMORY = 56
"""Bins looked back over: eight weeks of days, two days and more of hours."""
_CLUMP = 0.02
"""At least so clumped is news, whatever a short past shows: one event makes several reports at once."""
_TAIL = 0.001
"""Of 1,000 ordinary bins two are called anomalies."""
_SILENCE = 0.001
"""An outlet is silent when it would have said nothing for so long by chance once in a thousand."""
_REGULAR = 5
"""An outlet with fewer reports has no habit to break."""


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A bin with `count` articles where `low` to `high` (99.8 %) were to be expected, `expected` on average."""

    start: datetime
    count: int
    expected: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Silence:
    """An outlet without a report since `last`; `due` are the reports that it would have had in the meantime."""

    outlet: str
    last: datetime
    reports: int
    due: float


def anomalies(counts: "NDArray[np.integer]", bins: Bins) -> list[Anomaly]:
    """The bins whose counts lie outside the prediction interval that the bins before give, oldest first.

    `counts` is of shape (bins.n,). The interval is a negative binomial's: mean and clumping of the same hour of the day
    or day of the week where there are enough of them. Bins before the first article are no past.
    """
    starts = bins.starts()
    begun = int((counts > 0).argmax()) if counts.any() else len(counts)
    found = []
    for place in range(begun + _PAST, len(counts)):
        past = _past(counts[begun:place], season=bins.season)
        expected = float(past.mean())
        low, high = next_count(expected, clump=_clump(past, expected), tail=_TAIL)
        if not low <= counts[place] <= high:
            found.append(Anomaly(starts[place], int(counts[place]), round(expected, 2), low, high))
    return found


def silences(ledger: Ledger, *, until: int) -> list[Silence]:
    """The outlets that have said nothing for longer than their habit explains, as of `until` (microseconds, UTC).

    Reports of an outlet are taken to come at its own steady rate from its first to its last (Poisson): the chance of
    nothing since is exp(-due). The most surprising first.
    """
    import numpy as np

    found = []
    for place, outlet in enumerate(ledger.outlets):
        at = ledger.at[ledger.outlet == place]
        if not outlet or len(at) < _REGULAR or at[-1] == at[0]:
            continue
        # Reports come in bundles: a day's bundle counts once, or a daily paper would fall silent every night.
        days = len(np.unique(at // 86_400_000_000))
        due = float(until - at[-1]) * (days - 1) / float(at[-1] - at[0])
        if days >= _REGULAR and due > -math.log(_SILENCE):
            found.append(Silence(outlet, moment(int(at[-1])), len(at), round(due * len(at) / days, 1)))
    return sorted(found, key=lambda one: (-one.due, one.outlet))


def _past(counts: "NDArray[np.integer]", *, season: int) -> "NDArray[np.integer]":
    """The bins that say what is due next: those of the same season where there are enough, else the newest."""
    alike = counts[::-1][season - 1 :: season][: max(_MEMORY // season, _SEASONS)]
    return alike if season > 1 and len(alike) >= _SEASONS + 1 else counts[-_MEMORY:]


def _clump(past: "NDArray[np.integer]", expected: float) -> float:
    """How much more the counts vary than chance: (variance - mean) / mean^2, the moment estimate."""
    if expected <= 0:
        return _CLUMP
    spread = float(past.var(ddof=1)) if len(past) > 1 else expected
    return max((spread - expected) / expected**2, _CLUMP)
