"""Joining: which traces tell of one event, by average-link clustering of their log-odds.

Two groups join while their members are alike on average, the most alike first, so a chain of reports each like the
next does not make a saga into one story. On the sample wire (`evals/stories.py`) the pairwise F1 is .83; single-link
on the same log-odds has .68 at its best limit.
"""

import heapq
import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.trends.group import Group
from broadsheet.trends.likeness import WINDOW_HOURS, likeness
from broadsheet.trends.trace import Trace

_BLOCK = 512
_NEAREST = 0.05
"""Pairs whose cosine is not so much above what is usual for both are not looked at."""
_LINK = -1.5
"""Mean log-odds at which groups join. It is under 0 because a story's first and last report are seldom alike."""
_SLACK = 2.0
"""How far under the limit a pair may be and its groups still be tried; 1 and 4 give the same stories."""
_USUAL_CROWD = 150.0
"""Articles within the window of each when the weights were fitted. A report has no more fellows in a bigger crowd, so
the odds that another is one fall as the crowd grows."""


def join(traces: Sequence[Trace]) -> list[list[int]]:
    """The groups of places in `traces` (oldest first), each group sorted, groups by their first member."""
    limit = _LINK + max(0.0, math.log(max(_crowd(traces), 1.0) / _USUAL_CROWD))
    groups = {place: Group.of(trace, place=place) for place, trace in enumerate(traces)}
    near: dict[int, set[int]] = {place: set() for place in groups}
    queue: list[tuple[float, int, int]] = []
    for alike, first, second in _pairs(traces, least=limit - _SLACK):
        near[first].add(second)
        near[second].add(first)
        queue.append((-alike, first, second))
    _merge(groups, near=near, queue=queue, limit=limit)
    return sorted(sorted(group.members) for group in groups.values())


def _merge(
    groups: dict[int, Group], *, near: dict[int, set[int]], queue: list[tuple[float, int, int]], limit: float
) -> None:
    """Join the most alike groups while they are alike enough. A group made takes a new name, so old entries lapse."""
    heapq.heapify(queue)
    name = len(groups)
    while queue and -queue[0][0] >= limit:
        _, a, b = heapq.heappop(queue)
        if a not in groups or b not in groups:
            continue
        made, more = sorted((groups.pop(a), groups.pop(b)), key=lambda g: -len(g.members))
        made.take(more)
        groups[name] = made
        near[name] = {other for other in near.pop(a) | near.pop(b) if other in groups}
        for other in sorted(near[name]):
            near[other].add(name)
            heapq.heappush(queue, (-made.kinship(groups[other]), other, name))
        name += 1


def _pairs(traces: Sequence[Trace], *, least: float) -> Iterator[tuple[float, int, int]]:
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
        near = (cosines - usual > _NEAREST) & (hours[columns] - hours[rows, None] <= WINDOW_HOURS)
        for i, j in zip(*np.nonzero(np.triu(near, k=1)), strict=True):
            first, second = start + int(i), start + int(j)
            alike = likeness(traces[first], traces[second], cosine=float(cosines[i, j]))
            if alike >= least:
                yield alike, first, second


def _levels(traces: Sequence[Trace]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Each trace's language as a number, and its level for each language in the order of those numbers."""
    languages = sorted({t.language for t in traces})
    codes = np.array([languages.index(t.language) for t in traces], dtype=np.int64)
    return codes, np.array([[t.level[language] for language in languages] for t in traces], dtype=np.float32)


def _crowd(traces: Sequence[Trace]) -> float:
    """How many articles are within the window of an article, at the median."""
    if not traces:
        return 0.0
    hours = _hours(traces)
    after = np.searchsorted(hours, hours + WINDOW_HOURS, side="right")
    before = np.searchsorted(hours, hours - WINDOW_HOURS, side="left")
    return float(np.median(after - before))


def _hours(traces: Sequence[Trace]) -> NDArray[np.float64]:
    return np.array([t.hour for t in traces], dtype=np.float64)
