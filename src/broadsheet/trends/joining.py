"""Joining: which traces tell of one event, by average-link clustering of their log-odds.

Two groups join while their members are alike on average, the most alike first, so a chain of reports each like the
next does not make a saga into one story; single-link on the same log-odds does, and has .68 at its best limit where
this has .83 (pairwise F1, sample wire). What an editor put together starts together, and what was kept apart stays so.
"""

import heapq
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.trends.bonds import NONE, Bonds
from broadsheet.trends.group import Group
from broadsheet.trends.likeness import WINDOW_HOURS, compare, threshold, weigh
from broadsheet.trends.trace import Trace
from broadsheet.trends.weights import FITTED, Weights

_BLOCK = 512
_NEAREST = 0.05
"""Pairs whose cosine is not so much above what is usual for both are not looked at."""
_LOOKED_AT = 96
"""Later reports looked at for each, the nearest in meaning: what bounds the work in a crowd of a hundred thousand."""
_SLACK = 2.0
"""How far under the limit a pair may be and its groups still be tried; 1 and 4 give the same stories."""
Pair = tuple[float, int, int]


def join(
    traces: Sequence[Trace], *, weights: Weights = FITTED, bonds: Bonds = NONE, limit: float | None = None
) -> list[list[int]]:
    """The groups of places in `traces` (oldest first), each group sorted, groups by their first member.

    `limit` is the log-odds at which they join; what their own crowd asks for when None.
    """
    limit = threshold(crowd_of(traces)) if limit is None else limit
    clusters = _Clusters(traces, weights=weights, bonds=bonds)
    clusters.link(_pairs(traces, weights=weights, least=limit - _SLACK))
    clusters.merge(limit)
    return clusters.members()


class _Clusters:
    """The groups so far, which of them are near each other, and which may never join."""

    def __init__(self, traces: Sequence[Trace], *, weights: Weights, bonds: Bonds) -> None:
        self._weights = weights
        self._ids = [t.id for t in traces]
        self._apart = bonds.apart
        self._groups = {place: Group.of(trace, place=place) for place, trace in enumerate(traces)}
        self._near: dict[int, set[int]] = {place: set() for place in self._groups}
        self._queue: list[Pair] = []
        self._next = len(traces)
        self._together = bonds.together

    def link(self, pairs: Iterator[Pair]) -> None:
        """Begin with `pairs` as the likeness of groups of one, and put together what an editor did."""
        self._queue = [(-alike, first, second) for alike, first, second in pairs]
        for _, first, second in self._queue:
            self._near[first].add(second)
            self._near[second].add(first)
        heapq.heapify(self._queue)
        place = {id: at for at, id in enumerate(self._ids)}
        for bound in self._together:
            here = sorted(place[id] for id in bound if id in place)
            made = here[0] if here else 0
            for other in here[1:]:
                made = self._join(made, other)

    def merge(self, limit: float) -> None:
        """Join the most alike groups while they are alike enough."""
        while self._queue and -self._queue[0][0] >= limit:
            _, a, b = heapq.heappop(self._queue)
            if a in self._groups and b in self._groups and not self._parted(a, b):
                self._join(a, b)

    def members(self) -> list[list[int]]:
        """The groups as they are."""
        return sorted(sorted(group.members) for group in self._groups.values())

    def _join(self, a: int, b: int) -> int:
        """One group of two. It takes a new name, so that old entries of the queue lapse."""
        name, self._next = self._next, self._next + 1
        made, more = sorted((self._groups.pop(a), self._groups.pop(b)), key=lambda g: -len(g.members))
        made.take(more)
        self._groups[name] = made
        self._near[name] = {other for other in self._near.pop(a) | self._near.pop(b) if other in self._groups}
        for other in sorted(self._near[name]):
            self._near[other].add(name)
            alike = weigh(made.compare(self._groups[other]), self._weights)
            heapq.heappush(self._queue, (-alike, other, name))
        return name

    def _parted(self, a: int, b: int) -> bool:
        if not self._apart:
            return False
        ours, theirs = ({self._ids[m] for m in self._groups[g].members} for g in (a, b))
        return any(self._apart.get(id, frozenset()) & theirs for id in ours)


def _pairs(traces: Sequence[Trace], *, weights: Weights, least: float) -> Iterator[Pair]:
    """The pairs within the window at least so alike, found a block of rows at a time."""
    if not traces:
        return
    matrix: NDArray[np.float32] = np.stack([t.vector for t in traces])
    hours, codes, levels = _hours(traces), *_levels(traces)
    for start in range(0, len(traces), _BLOCK):
        rows = slice(start, min(start + _BLOCK, len(traces)))
        columns = slice(start, int(np.searchsorted(hours, hours[rows][-1] + WINDOW_HOURS, side="right")))
        cosines = matrix[rows] @ matrix[columns].T
        usual = (levels[rows][:, codes[columns]] + levels[columns][:, codes[rows]].T) / 2
        over = np.where(hours[columns] - hours[rows, None] <= WINDOW_HOURS, cosines - usual, -1.0)
        for i, j in zip(*np.nonzero(np.triu(_nearest(over), k=1)), strict=True):
            first, second = start + int(i), start + int(j)
            seen = compare(traces[first], traces[second], cosine=float(cosines[i, j]))
            if (alike := weigh(seen, weights)) >= least:
                yield alike, first, second


def _nearest(over: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which of a block are looked at: those near enough, in each row no more than the nearest so many."""
    if over.shape[1] <= _LOOKED_AT:
        return over > _NEAREST
    rank = np.partition(over, -_LOOKED_AT, axis=1)[:, -_LOOKED_AT]
    return over > np.maximum(rank, _NEAREST)[:, None]


def _levels(traces: Sequence[Trace]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Each trace's language as a number, and its level for each language in the order of those numbers."""
    languages = sorted({t.language for t in traces})
    codes = np.array([languages.index(t.language) for t in traces], dtype=np.int64)
    return codes, np.array([[t.level[language] for language in languages] for t in traces], dtype=np.float32)


def crowd_of(traces: Sequence[Trace]) -> float:
    """How many articles are within the window of an article, at the median."""
    if not traces:
        return 0.0
    hours = _hours(traces)
    after = np.searchsorted(hours, hours + WINDOW_HOURS, side="right")
    before = np.searchsorted(hours, hours - WINDOW_HOURS, side="left")
    return float(np.median(after - before))


def _hours(traces: Sequence[Trace]) -> NDArray[np.float64]:
    return np.array([t.hour for t in traces], dtype=np.float64)
