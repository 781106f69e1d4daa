"""Series: counts, sentiment and coverage, bin by bin and outlet by outlet, each with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.trends import intervals
from broadsheet.trends.bins import Bins
from broadsheet.trends.intervals import Estimate
from broadsheet.trends.ledger import Ledger

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Point:
    """One bin: `count` of its `total` articles, their mean sentiment, and the share of them that is negative."""

    start: datetime
    count: int
    total: int
    sentiment: Estimate | None
    negative: Estimate | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an outlet's articles were about the subject: `count` of `total`, and their mean sentiment."""

    outlet: str
    count: int
    total: int
    share: Estimate
    sentiment: Estimate | None


def series(ledger: Ledger, bins: Bins, *, about: "NDArray[np.int64] | None" = None) -> list[Point]:
    """A point for each bin: of the articles at the places `about` in the ledger, or of all."""
    import numpy as np

    chosen = np.arange(len(ledger)) if about is None else about
    place, scores = bins.places(ledger.at[chosen]), ledger.score[chosen]
    counts, totals = _tally(place, n=bins.n), ledger.totals(bins)
    judged = ~np.isnan(scores)
    scored, negative = _tally(place[judged], n=bins.n), _tally(place[judged & ledger.negative[chosen]], n=bins.n)
    moods = _grouped(scores, place, n=bins.n)
    return [
        Point(
            start,
            int(counts[i]),
            int(totals[i]),
            intervals.mean(moods[i]),
            intervals.share(int(negative[i]), int(scored[i])),
        )
        for i, start in enumerate(bins.starts()[:-1])
    ]


def coverage(ledger: Ledger, *, about: "NDArray[np.int64] | None" = None) -> list[Coverage]:
    """For each outlet with articles in the ledger how much it had of those at the places `about`, the most first."""
    import numpy as np

    chosen = np.arange(len(ledger)) if about is None else about
    n = len(ledger.outlets)
    counts, totals = np.bincount(ledger.outlet[chosen], minlength=n), np.bincount(ledger.outlet, minlength=n)
    scores = _grouped(ledger.score[chosen], ledger.outlet[chosen].astype(np.int64), n=n)
    found = []
    for place, outlet in enumerate(ledger.outlets):
        part = intervals.share(int(counts[place]), int(totals[place]))
        if part:
            mood = intervals.mean(scores[place])
            found.append(Coverage(outlet, int(counts[place]), int(totals[place]), part, mood))
    return sorted(found, key=lambda row: (-row.count, -row.total, row.outlet))


def _grouped(scores: "NDArray[np.float32]", place: "NDArray[np.int64]", *, n: int) -> "Sequence[NDArray[np.float32]]":
    """The scores there are, by place from 0 to n - 1."""
    import numpy as np

    kept = (place >= 0) & (place < n) & ~np.isnan(scores)
    order = np.argsort(place[kept], kind="stable")
    edges = np.searchsorted(place[kept][order], np.arange(1, n))
    return np.split(scores[kept][order], edges)


def _tally(place: "NDArray[np.int64]", *, n: int) -> "NDArray[np.int64]":
    import numpy as np

    return np.bincount(place[(place >= 0) & (place < n)], minlength=n)
