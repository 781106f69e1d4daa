"""Joining: which traces tell of one event. Single-link on likeness within a window, guarded against chains.

Single-link finds reports that share no words with most of the others (a public tracker's lesson: complete-link F1 .53,
single-link .73), but chains whole sagas together; so two groups join only when they are alike on average too, the
groups' distance in time included.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.trends.group import Group
from broadsheet.trends.likeness import WINDOW_HOURS, likeness
from broadsheet.trends.trace import Trace

_BLOCK = 512
_NEAREST_COSINE = 0.25
"""Pairs with a lower cosine are not looked at: of the sample's reports of one event one in fifty has less."""
LINK = 0.5
FLOOR = -1.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two traces, by their places in the sequence, and how alike they are."""

    first: int
    second: int
    likeness: float


def join(traces: Sequence[Trace]) -> list[list[int]]:
    """The groups of places in `traces` (oldest first), each group sorted, groups by their first member."""
    links = sorted(_links(traces), key=lambda link: (-link.likeness, link.first, link.second))
    groups = {place: Group.of(trace, place=place) for place, trace in enumerate(traces)}
    for link in links:
        a, b = groups[link.first], groups[link.second]
        if a is not b and a.kinship(b) >= FLOOR:
            small, large = sorted((a, b), key=lambda g: (len(g.members), -g.members[0]))
            large.take(small)
            groups.update(dict.fromkeys(small.members, large))
    distinct = {id(group): group for group in groups.values()}
    return sorted(sorted(group.members) for group in distinct.values())


def _links(traces: Sequence[Trace]) -> Iterator[Link]:
    """The pairs within the window that are alike enough, found a block of rows at a time."""
    if not traces:
        return
    matrix: NDArray[np.float32] = np.stack([t.vector for t in traces])
    hours = np.array([t.hour for t in traces])
    for start in range(0, len(traces), _BLOCK):
        stop = min(start + _BLOCK, len(traces))
        end = int(np.searchsorted(hours, hours[stop - 1] + WINDOW_HOURS, side="right"))
        cosines = matrix[start:stop] @ matrix[start:end].T
        near = (cosines > _NEAREST_COSINE) & (hours[start:end] - hours[start:stop, None] <= WINDOW_HOURS)
        for i, j in zip(*np.nonzero(np.triu(near, k=1)), strict=True):
            first, second = start + int(i), start + int(j)
            alike = likeness(traces[first], traces[second], cosine=float(cosines[i, j]))
            if alike >= LINK:
                yield Link(first, second, alike)
