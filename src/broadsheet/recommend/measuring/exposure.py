"""What gets shown and how varied it is: coverage, concentration, novelty, likeness in a page, shares of exposure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

FAIR = (0.8, 1.25)
"""The ratios of exposure to supply that need no explanation: four fifths, and its inverse."""


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """One group (an outlet, a topic): its shares of what there was and of the attention given, and their `ratio`."""

    group: str
    available: float
    exposed: float

    @property
    def ratio(self) -> float:
        """Exposure over supply; infinite for a group shown though there was none of it."""
        return self.exposed / self.available if self.available else float("inf")

    @property
    def fair(self) -> bool:
        """Whether the ratio is within `FAIR`."""
        return FAIR[0] <= self.ratio <= FAIR[1]


def coverage(shown: Iterable[Hashable], *, catalogue: int) -> float:
    """The share of a catalogue of this size that was shown to anyone (Ge et al., RecSys 2010, equation 5), 0 to 1."""
    return len(set(shown)) / catalogue if catalogue else 0.0


def gini(counts: ArrayLike) -> float:
    """How unevenly exposure is spread over articles, (n,): 0 for all alike, towards 1 for all of it on one.

    The mean absolute difference over twice the mean (Gini 1912); articles never shown belong in `counts` as 0.
    """
    sorted_counts = np.sort(np.asarray(counts, dtype=np.float64))
    total, n = float(sorted_counts.sum()), len(sorted_counts)
    if not total:
        return 0.0
    return float((2 * np.arange(1, n + 1) - n - 1) @ sorted_counts / (n * total))


def novelty(shown: Iterable[Hashable], *, opened: Mapping[Hashable, float], readers: int) -> float:
    """The mean surprise in bits of what was shown: -log2 of the share of readers who opened it.

    Zhou et al., PNAS 2010: self-information. An article opened by nobody counts as opened by half a reader, one who is
    not there. 0 when nothing was shown.
    """
    shares = [max(opened.get(article, 0.0), 0.5) / max(readers, 1) for article in shown]
    return float(-np.log2(np.minimum(shares, 1.0)).mean()) if shares else 0.0


def intra_list_similarity(vectors: NDArray[np.floating]) -> float:
    """The mean cosine of two different articles of a page, from unit rows (n, d), as in Ziegler et al. (WWW 2005, 3.3).

    0 for a page of fewer than two.
    """
    n = len(vectors)
    if n < 2:
        return 0.0
    total = vectors.sum(axis=0, dtype=np.float64)
    own = float((vectors.astype(np.float64) ** 2).sum())
    return float((total @ total - own) / (n * (n - 1)))


def exposure(pages: Iterable[Sequence[str]], *, available: Iterable[str]) -> list[ExposureRow]:
    """The exposure of each group beside its share of what was available, the greatest share of supply first.

    `pages` are the groups of what stood in each place, `available` the group of every article there was. A place is
    worth 1 / log2(1 + rank) of attention (Singh and Joachims, KDD 2018, section 3.1).
    """
    attention: dict[str, float] = {}
    for page in pages:
        for rank, group in enumerate(page, start=1):
            attention[group] = attention.get(group, 0.0) + 1.0 / float(np.log2(1 + rank))
    supply: dict[str, int] = {}
    for group in available:
        supply[group] = supply.get(group, 0) + 1
    given, there = max(sum(attention.values()), 1e-300), max(sum(supply.values()), 1)
    rows = [
        ExposureRow(group, supply.get(group, 0) / there, attention.get(group, 0.0) / given)
        for group in {**supply, **attention}
    ]
    return sorted(rows, key=lambda row: (-row.available, row.group))
