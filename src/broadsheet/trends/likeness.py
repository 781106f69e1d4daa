"""How alike two traces are: the log-odds that they tell of one event. Pure arithmetic on two traces.

Within a language shared rare words tell most and the embedding confirms; across languages there are no shared words,
so the embedding must be closer and shared numbers count. Cosines are measured from what is usual for each article, as
in cross-domain similarity local scaling (Conneau et al., ICLR 2018, equation 4), or articles about everything would be
near to everything. The weights are those of a logistic regression on pairs of the sample wire, rounded; fitted on half
of its events they served the other half as well.
"""

import math
from collections.abc import Mapping

from broadsheet.trends.trace import Trace

WINDOW_HOURS = 168.0
"""Reports further apart than a week are not compared; a story lives on through the reports between."""
_FADE = 0.8 / 72
"""What an hour between two reports takes away."""


def likeness(a: Trace, b: Trace, *, cosine: float) -> float:
    """The log-odds that `a` and `b` tell of one event; `cosine` is that of their vectors, computed outside."""
    near = cosine - (a.level[b.language] + b.level[a.language]) / 2
    if a.language == b.language:
        shared, titles = overlap(a.terms, b.terms), overlap(a.title, b.title)
        return domestic(near, shared=shared, titles=titles, hours=a.hour - b.hour)
    return foreign(near, shared=overlap(a.marks, b.marks), hours=a.hour - b.hour)


def domestic(near: float, *, shared: float, titles: float, hours: float) -> float:
    """Log-odds within one language, of nearness, the rarity of shared words in text and title, and the gap in time."""
    return -6.6 + 3.0 * near + 0.85 * shared + 2.4 * titles - _FADE * abs(hours)


def foreign(near: float, *, shared: float, hours: float) -> float:
    """Log-odds across two languages, of nearness, the rarity of shared numbers, and the gap in time."""
    return -5.1 + 20.6 * near + 3.2 * min(shared, 3.0) - _FADE * abs(hours)


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The dot product of two sparse vectors."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(w * long[k] for k, w in short.items() if k in long)
