"""Bursts: when a subject's share of the news was well above what its past leads one to expect."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.trends.automaton import Automaton, Burstiness, Ended

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 3
"""A burst of fewer articles is an anecdote."""


@dataclass(frozen=True, slots=True)
class Burst:
    """`subject` (a row of the counts) had a burst from bin `start` up to but without bin `end`.

    `count` articles where `expected` were due; `strength` is the evidence for it in nats: by how much the counts are
    likelier in a burst than at rest. `is_on` when it was not over at the last bin.
    """

    subject: int
    start: int
    end: int
    count: int
    expected: float
    strength: float
    is_on: bool


def bursts(
    counts: "NDArray[np.integer]",
    totals: "NDArray[np.integer]",
    *,
    season: int = 1,
    phase: int = 0,
    options: Burstiness | None = None,
) -> list[Burst]:
    """The bursts of every row of `counts` (subjects, bins), by subject and start.

    `totals` is the articles of each bin, of shape (bins,), or (subjects, bins) where subjects have denominators of
    their own. `season` and `phase`: see `Automaton`. What the bins say later changes no burst that has ended.
    """
    size, n = counts.shape
    automaton = Automaton(size, options=options or Burstiness(), season=season, phase=phase)
    found: list[Burst] = []
    for place in range(n):
        found.extend(told(automaton.step(counts[:, place], totals[..., place]), last=-1))
    found.extend(told(automaton.under_way(), last=n))
    return sorted(found, key=lambda burst: (burst.subject, burst.start))


def told(ended: Ended, *, last: int) -> Iterator[Burst]:
    """The bursts of the columns one by one, anecdotes left out; one that ends at bin `last` is still on."""
    columns: Iterable[tuple[int, int, int, float, float, float]] = zip(
        ended.subject.tolist(),
        ended.start.tolist(),
        ended.end.tolist(),
        ended.count.tolist(),
        ended.expected.tolist(),
        ended.gain.tolist(),
        strict=True,
    )
    for subject, start, end, count, expected, gain in columns:
        if count >= LEAST - 0.5:
            yield Burst(subject, start, end, round(count), round(expected, 4), round(gain, 4), end == last)
