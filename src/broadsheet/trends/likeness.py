"""How alike two traces are, or two groups of them: a comparison, and the chance that it is of one event.

Within a language shared rare words tell most and the embedding confirms; across languages there are no shared words,
so the embedding must be closer and shared numbers count. Cosines are measured from what is usual for each article, as
in cross-domain similarity local scaling (Conneau et al., ICLR 2018, equation 4), or articles about everything would be
near to everything. Pure arithmetic.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from broadsheet.trends.trace import Trace
from broadsheet.trends.weights import ACROSS, NAMES, WITHIN, Weights

WINDOW_HOURS = 168.0
"""Reports further apart than a week are not compared; a story lives on through the reports between."""
_FADE_HOURS = 72.0
"""The gap in time that counts as one: three days, within which most of an event's reports come."""
_MARKS = 3.0
"""Shared numbers beyond so many are one table printed twice."""
_LINK = -1.0
"""Mean log-odds at which groups join: of -1.3, -1 and -.7 the best on the halves that the weights were fitted on. It
is under 0 because a story's first and last report are seldom alike."""
_USUAL_CROWD = 150.0
"""Articles within the window of each when the weights were fitted. A report has no more fellows in a bigger crowd, so
the odds that another is one fall as the crowd grows."""
_NONE_WITHIN, _NONE_ACROSS = (0.0,) * len(WITHIN), (0.0,) * len(ACROSS)
Comparison = tuple[float, ...]
"""Ten numbers in the order of `weights.NAMES`: for one pair those of the other kind are zeros; for groups the mean."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure it is that two reports, or two groups of them, tell of one event.

    `parts` sum to `log_odds`, the natural logarithm of the odds, and `chance` is its logistic, 0..1: at .5 they are
    joined. `crowd` is the part for how much else there was in those days.
    """

    chance: float
    log_odds: float
    parts: Mapping[str, float]


def weigh(comparison: Comparison, weights: Weights) -> float:
    """The log-odds of a comparison before the crowd is counted in."""
    total: float = sum(map(mul, comparison, weights.values))
    return total


def threshold(crowd: float) -> float:
    """The log-odds at which reports are of one story, where `crowd` articles are within a week of each."""
    return _LINK + max(0.0, math.log(max(crowd, 1.0) / _USUAL_CROWD))


def explain(
    comparison: Comparison, weights: Weights, *, limit: float, without: frozenset[str] = frozenset()
) -> Likeness:
    """The likeness of a comparison: each part's share of the log-odds over `limit`, but for the parts `without`."""
    parts: dict[str, float] = {}
    for name, value, weight in zip(NAMES, comparison, weights.values, strict=True):
        if name not in without:
            parts[name] = parts.get(name, 0.0) + value * weight
    parts["crowd"] = -limit
    shown = {name: round(part, 4) for name, part in parts.items() if round(part, 4)}
    odds = math.fsum(shown.values())
    return Likeness(chance_of(odds), odds, shown)


def chance_of(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + math.exp(-log_odds)) if log_odds >= 0 else math.exp(log_odds) / (1 + math.exp(log_odds))


def compare(a: Trace, b: Trace, *, cosine: float) -> Comparison:
    """The comparison of two traces; `cosine` is that of their vectors, computed outside."""
    near = cosine - (a.level[b.language] + b.level[a.language]) / 2
    gap = a.hour - b.hour
    if a.language != b.language:
        return across(near, numbers=overlap(a.marks, b.marks), hours=gap)
    words, title, outlet = overlap(a.terms, b.terms), overlap(a.title, b.title), overlap(a.outlet, b.outlet)
    return within(near, words=words, title=title, hours=gap, outlet=outlet)


def within(near: float, *, words: float, title: float, hours: float, outlet: float) -> Comparison:
    """Of one language: nearness, the rarity of shared words in text and title, the gap in time, and one's outlet.

    An outlet tells its events in one style and each of them seldom twice, so two reports of one outlet must be more
    alike than two of different outlets.
    """
    return (1.0, near, words, title, -abs(hours) / _FADE_HOURS, outlet, *_NONE_ACROSS)


def across(near: float, *, numbers: float, hours: float) -> Comparison:
    """Across two languages: nearness, the rarity of shared numbers, and the gap in time."""
    return (*_NONE_WITHIN, 1.0, near, min(numbers, _MARKS), -abs(hours) / _FADE_HOURS)


def mean(comparisons: Sequence[tuple[float, Comparison]]) -> Comparison:
    """The mean of (how many pairs, their mean comparison)."""
    pairs = math.fsum(n for n, _ in comparisons)
    return tuple(math.fsum(n * c[i] for n, c in comparisons) / pairs for i in range(len(NAMES)))


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The dot product of two sparse vectors."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(w * long[k] for k, w in short.items() if k in long)
