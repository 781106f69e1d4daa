"""A view: all a candidate source may look at when it says what it thinks of each article."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Context
from broadsheet.recommend.catalogue import Catalogue, Floats
from broadsheet.recommend.profile import Profile

Rows = NDArray[np.int64]
HOT = 50_000
"""Articles of the hot window at most; what is older is reached by topic, likeness or what readers open."""


@dataclass(frozen=True, eq=False)
class View:
    """The catalogue, the reader's profile, what the crowd opens (None when nothing is known), the time in
    hours, and the context."""

    catalogue: Catalogue
    profile: Profile
    crowd: Floats | None
    hour: float
    context: Context = field(default_factory=Context)

    def ages(self, rows: Rows) -> NDArray[np.float64]:
        """The ages of `rows` in hours, 0 for one dated in the future."""
        ages: NDArray[np.float64] = np.maximum(self.hour - self.catalogue.hours[rows], 0.0)
        return ages

    @cached_property
    def recent(self) -> Rows:
        """The rows of the hot window: the newest articles, which every page looks through one by one."""
        newest = np.argsort(-self.catalogue.hours, kind="stable")[:HOT]
        return np.sort(newest)


class Candidates(Protocol):
    """The shape of a file in `candidates/`: a source of articles, which is also a part of their score.

    `WEIGHT` is what a signal of 1 adds to the score of the linear ranker; the learnt ranker has the signal as a feature
    of the group of this name. `PERSONAL` says whether the signal depends on the profile; such a source is left out for
    a reader who switched personalisation off. Nothing here may cost time in proportion to the archive.
    """

    WEIGHT: float
    PERSONAL: bool

    def find(self, view: View, *, most: int) -> Rows:
        """Up to `most` rows this source puts forward, the best first; none when it has nothing to say."""
        ...

    def signal(self, view: View, rows: Rows) -> Floats:
        """One number from 0 to 1 for each of `rows` (any rows of the catalogue, found by whichever source)."""
        ...

    def reason(self, view: View, row: int, *, language: str) -> str:
        """Why this source put the article of `row` forward, in `language` (`zh`, else English), for the reader."""
        ...


def best(rows: Rows, signal: Floats, *, most: int) -> Rows:
    """Those of `rows` with the greatest `signal` above 0, at most `most`, the best first, of equals the newest row."""
    there = signal > 0
    rows, signal = rows[there], signal[there]
    if len(rows) > most:
        chosen = np.argpartition(-signal, most - 1)[:most]
        rows, signal = rows[chosen], signal[chosen]
    found: Rows = rows[np.lexsort((-rows, -signal))]
    return found
