"""A group of traces joined so far, with the sums from which its average likeness to another group is read."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.trends.likeness import domestic, fade, foreign, overlap
from broadsheet.trends.trace import Trace


@dataclass(slots=True, eq=False)
class _Part:
    """The members that are in one language: how many, and the sums of their traits."""

    size: int
    hours: float
    vector: NDArray[np.float32]
    terms: dict[str, float]
    marks: dict[str, float]


class Group:
    """Traces joined so far. Mean likeness between groups is exact but for the cap on shared numbers and for time.

    Likeness is a sum of dot products, so the mean over all pairs is the dot product of sums: a group costs the same
    to compare however large it is.
    """

    def __init__(self, members: list[int], parts: dict[str, _Part]) -> None:
        self.members = members
        self._parts = parts

    @classmethod
    def of(cls, trace: Trace, *, place: int) -> "Group":
        """A group of one, the trace at `place`."""
        part = _Part(1, trace.hour, trace.vector.copy(), dict(trace.terms), dict(trace.marks))
        return cls([place], {trace.language: part})

    def kinship(self, other: "Group") -> float:
        """Mean likeness over all pairs of a member of this group and one of `other`."""
        total = sum(
            _mean_likeness(a, b, same=x == y) * a.size * b.size
            for x, a in self._parts.items()
            for y, b in other._parts.items()
        )
        return total / (len(self.members) * len(other.members))

    def take(self, other: "Group") -> None:
        """Join the members of `other` to this group."""
        self.members += other.members
        for language, theirs in other._parts.items():
            ours = self._parts.get(language)
            if ours is None:
                self._parts[language] = theirs
                continue
            ours.size += theirs.size
            ours.hours += theirs.hours
            ours.vector += theirs.vector
            _add(ours.terms, theirs.terms)
            _add(ours.marks, theirs.marks)


def _mean_likeness(a: _Part, b: _Part, *, same: bool) -> float:
    pairs = a.size * b.size
    cosine = float(a.vector @ b.vector) / pairs
    shared = overlap(a.marks, b.marks) / pairs
    told = (
        domestic(overlap(a.terms, b.terms) / pairs, cosine=cosine, shared=shared)
        if same
        else foreign(cosine=cosine, shared=shared)
    )
    return told * fade(a.hours / a.size - b.hours / b.size)


def _add(total: dict[str, float], more: Mapping[str, float]) -> None:
    for key, weight in more.items():
        total[key] = total.get(key, 0.0) + weight
