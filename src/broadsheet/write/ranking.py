"""Which sentences matter: early in their report, near what other reports say, and not the same thing twice.

Sentences are bags of content words weighed by how rare a word is among them (inverse sentence frequency); likeness is
their cosine. The choice is maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998).
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from broadsheet.write.units import Unit

# Two sentences this alike say the same; measured by eye on the sample wire: rewrites of one sentence score .55 to .95,
# different sentences of one event under .40.
SAME = 0.5
# Weights of a sentence's place, its agreement with other reports and its nearness to the whole, in that order.
_PLACE, _AGREEMENT, _CENTRE = 0.5, 0.3, 0.2
# What a sentence with a dozen words that say something has over an aside.
_SUBSTANCE = 0.15
# What the opening of a report with a dateline has over that of a feature.
_DISPATCH = 0.15
# What being like something already chosen costs, per unit of likeness.
_REPETITION = 0.8
# What a word of the asked topic in the sentence adds, at most.
_TOPIC = 0.4


class Likeness:
    """Cosine likeness among a fixed set of sentences, each pair worked out once."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        counts = Counter(w for u in units for w in u.words)
        self._weight = {w: math.log(1 + len(units) / n) for w, n in counts.items()}
        self._norm = [math.sqrt(sum(self._weight[w] ** 2 for w in u.words)) or 1.0 for u in units]
        self._pairs: dict[tuple[int, int], float] = {}

    def between(self, a: int, b: int) -> float:
        """The likeness of the sentences numbered `a` and `b`, 0..1."""
        key = (a, b) if a < b else (b, a)
        if key not in self._pairs:
            shared = self.units[a].words & self.units[b].words
            self._pairs[key] = sum(self._weight[w] ** 2 for w in shared) / (self._norm[a] * self._norm[b])
        return self._pairs[key]


def scores(likeness: Likeness, *, topic: frozenset[str] = frozenset()) -> list[float]:
    """How much each sentence matters; `topic` are words the editor asked about."""
    units = likeness.units
    sources = {u.evidence.source for u in units}
    return [
        _PLACE / (1 + 0.5 * unit.standing)
        + _AGREEMENT * _agreement(likeness, i, len(sources))
        + _CENTRE * _centre(likeness, i)
        + (_DISPATCH if unit.dispatch else 0.0)
        + _SUBSTANCE * min(1.0, len(unit.words) / 12)
        + (_TOPIC * len(topic & unit.words) / len(topic) if topic else 0.0)
        for i, unit in enumerate(units)
    ]


def _agreement(likeness: Likeness, i: int, sources: int) -> float:
    """The share of the other reports that hold a sentence like this one, each counted by its likeness."""
    best: dict[str, float] = {}
    mine = likeness.units[i].evidence.source
    for j, other in enumerate(likeness.units):
        if other.evidence.source != mine:
            best[other.evidence.source] = max(best.get(other.evidence.source, 0.0), likeness.between(i, j))
    return sum(best.values()) / (sources - 1) if sources > 1 else 0.0


def _centre(likeness: Likeness, i: int) -> float:
    others = [likeness.between(i, j) for j in range(len(likeness.units)) if j != i]
    return 3 * sum(others) / len(others) if others else 0.0


def choose(
    likeness: Likeness,
    weights: Sequence[float],
    *,
    fits: int,
    banned: frozenset[int] = frozenset(),
    first: int | None = None,
    same: Callable[[int, int], bool] = lambda _a, _b: False,
) -> list[int]:
    """At most `fits` sentences, best first: each the one that matters most for what it adds.

    `first` is taken before any other; `same` tells two sentences that say one thing, of which one is taken. A sentence
    that leans on the one before it is taken only when that one has been.
    """
    units = likeness.units
    lead = -1 if first is None else first
    chosen: list[int] = []
    closest = [0.0] * len(units)
    told: set[int] = set()
    places = {(u.evidence.source, u.index): i for i, u in enumerate(units)}
    while len(chosen) < fits:
        open_now = [
            i
            for i, u in enumerate(units)
            if i not in chosen
            and i not in told
            and i not in banned
            and closest[i] < SAME
            and (not u.leans or places.get((u.evidence.source, u.index - 1)) in chosen)
        ]
        if not open_now:
            break
        best = max(open_now, key=lambda i: (i == lead, weights[i] - _REPETITION * closest[i], -i))
        chosen.append(best)
        closest = [max(c, likeness.between(best, i)) for i, c in enumerate(closest)]
        told |= {i for i in range(len(units)) if same(best, i)}
    return chosen
