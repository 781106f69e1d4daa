"""A group of traces joined so far, with the sums from which its average likeness to another group is read."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.trends.likeness import Comparison, across, mean, overlap, within
from broadsheet.trends.trace import Trace


@dataclass(slots=True, eq=False)
class _Part:
    """The members that are in one language: how many, and the sums of their traits."""

    size: int
    hours: float
    vector: NDArray[np.float32]
    level: dict[str, float]
    terms: dict[str, float]
    title: dict[str, float]
    marks: dict[str, float]
    outlet: dict[str, float]


class Group:
    """Traces joined so far. The mean comparison of groups is exact but for the cap on shared numbers and for time.

    A comparison is made of dot products, so the mean over all pairs is the dot product of sums: a group costs the same
    to compare however large it is.
    """

    def __init__(self, members: list[int], parts: dict[str, _Part]) -> None:
        self.members = members
        self._parts = parts

    @classmethod
    def of(cls, trace: Trace, *, place: int) -> "Group":
        """A group of one, the trace at `place`."""
        sparse = (dict(bag) for bag in (trace.level, trace.terms, trace.title, trace.marks, trace.outlet))
        return cls([place], {trace.language: _Part(1, trace.hour, trace.vector.copy(), *sparse)})

    def compare(self, other: "Group") -> Comparison:
        """The mean comparison over all pairs of a member of this group and one of `other`."""
        return mean(
            [
                (a.size * b.size, _mean_comparison((x, a), (y, b)))
                for x, a in self._parts.items()
                for y, b in other._parts.items()
            ]
        )

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
            _add(ours.level, theirs.level)
            _add(ours.terms, theirs.terms)
            _add(ours.title, theirs.title)
            _add(ours.marks, theirs.marks)
            _add(ours.outlet, theirs.outlet)


def _mean_comparison(one: tuple[str, _Part], two: tuple[str, _Part]) -> Comparison:
    (x, a), (y, b) = one, two
    pairs = a.size * b.size
    near = float(a.vector @ b.vector) / pairs - (a.level[y] / a.size + b.level[x] / b.size) / 2
    hours = a.hours / a.size - b.hours / b.size
    if x != y:
        return across(near, numbers=overlap(a.marks, b.marks) / pairs, hours=hours)
    words, title, outlet = (overlap(x, y) / pairs for x, y in _bags(a, b))
    return within(near, words=words, title=title, hours=hours, outlet=outlet)


def _bags(a: _Part, b: _Part) -> tuple[tuple[dict[str, float], dict[str, float]], ...]:
    return (a.terms, b.terms), (a.title, b.title), (a.outlet, b.outlet)


def _add(total: dict[str, float], more: Mapping[str, float]) -> None:
    for key, weight in more.items():
        total[key] = total.get(key, 0.0) + weight
