"""Which sentences of other outlets tell a fact again: most of what the shorter says stands in the longer.

Words are compared by their beginnings in English (closed, closes) and by pairs of characters in Chinese, each weighed
by how rare it is among the sentences. A sentence with a figure that the other lacks tells something of its own.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from broadsheet.verify.reading import read
from broadsheet.write.conflicts import figures
from broadsheet.write.units import Unit, content_words

# The share of the shorter sentence's weight that stands in the longer. Of the sample wire's pairs between .6 and .75
# most share a name and tell two things; the openings of two reports of one event share less and tell one.
_RETOLD, _BOTH_OPEN = 0.75, 0.4
# Fewer pieces than this are too few to tell by.
_FEWEST = {"en": 4, "zh": 6}
_BEGINNING = 5
_A_DAY = timedelta(hours=24)
_HAN = re.compile("[\u4e00-\u9fff]+")


class Retelling:
    """Compares the sentences of several outlets, each pair worked out when it is asked for."""

    def __init__(self, units: Sequence[Unit], *, language: str) -> None:
        self._units, self._language = units, language
        self._pieces = [_pieces(u.text, language) for u in units]
        counts = Counter(piece for row in self._pieces for piece in row)
        self._weights = {piece: math.log(1 + len(units) / n) for piece, n in counts.items()}
        self._totals = [sum(self._weights[p] for p in row) for row in self._pieces]

    def overlap(self, a: int, b: int) -> float:
        """The share of the shorter of two sentences that the longer holds, 0..1."""
        weigh = self._weights
        mine, theirs = self._pieces[a], self._pieces[b]
        least = min(self._totals[a], self._totals[b])
        return sum(weigh[p] for p in mine & theirs) / least if least else 0.0

    def same(self, a: int, b: int) -> bool:
        """Whether sentences of two outlets tell one fact, of the same day and with the same figures."""
        return self.alike(a, b) and _agree(_days(self._units[a]), _days(self._units[b]))

    def alike(self, a: int, b: int) -> bool:
        """Whether sentences of two outlets tell one event with the same figures, whatever day they give it."""
        ours, theirs = self._units[a], self._units[b]
        if ours.evidence.source == theirs.evidence.source or ours.leans or theirs.leans:
            return False
        if min(len(self._pieces[a]), len(self._pieces[b])) < _FEWEST[self._language]:
            return False
        both_open = ours.index == 0 and theirs.index == 0 and _of_one_day(ours, theirs)
        if self.overlap(a, b) < (_BOTH_OPEN if both_open else _RETOLD):
            return False
        return _agree(figures(ours.text), figures(theirs.text))

    def outlets(self, i: int) -> tuple[str, ...]:
        """The other outlets that tell what sentence `i` tells."""
        own = self._units[i].evidence.outlet
        names = [u.evidence.outlet for j, u in enumerate(self._units) if j != i and self.same(i, j)]
        return tuple(dict.fromkeys(n for n in names if n and n != own))


def _agree(mine: frozenset[Any], others: frozenset[Any]) -> bool:
    return mine <= others or others <= mine


def _days(unit: Unit) -> frozenset[Any]:
    dates = read(unit.span.text, published=unit.evidence.published).dates
    return frozenset(d.first for d in dates if d.days == 1)


def _of_one_day(ours: Unit, theirs: Unit) -> bool:
    """Whether two reports are of one day's news: later ones tell what has come of it since."""
    mine, others = ours.evidence.published, theirs.evidence.published
    return mine is not None and others is not None and abs(mine - others) <= _A_DAY


def _pieces(text: str, language: str) -> frozenset[str]:
    if language == "zh":
        runs = _HAN.findall(text)
        return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))
    return frozenset(w[:_BEGINNING] for w in content_words(text, language="en"))
