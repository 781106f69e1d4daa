"""Layout: from ranked candidates to a page that is not thirty times the same.

Greedy maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998), one story once, at most three of an outlet
while there are others, and something from outside the reader's usual topics. All of it is parts of the score, so a
page's scores fall from top to bottom and say why.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue import Catalogue
from broadsheet.recommend.ranking.rank import Ranked

_LIKENESS = 0.7
_UNLIKE = 0.15
"""The cosine under which two articles are different enough."""
_PER_OUTLET = 3
_CROWDED = 4.0
"""More than all other parts together: a fourth article of an outlet comes after everything else there is."""
_OUTSIDE_SLOT = 3
"""The surprise stands at the end of the page's first third, where it is seen."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One chosen article: its row, the parts of its score, and their sum."""

    row: int
    parts: Mapping[str, float]
    score: float


def lay_out(ranked: Ranked, catalogue: Catalogue, *, n: int, top: frozenset[str]) -> list[Slot]:
    """Up to `n` slots, best first. `top` are the reader's usual topics; empty when there are none to leave."""
    page = _Page(ranked, catalogue, top)
    slots: list[Slot] = []
    while len(slots) < n and page.left.any():
        due = len(slots) == max(n // _OUTSIDE_SLOT, 1)
        slots.append(page.take_surprise() if due and page.lacks_surprise else page.take_best())
    return slots


class _Page:
    """The page so far: what may still be chosen, and what each choice takes from the rest.

    A choice only ever lowers the others, so the scores of successive choices can't rise.
    """

    def __init__(self, ranked: Ranked, catalogue: Catalogue, top: frozenset[str]) -> None:
        cards = [catalogue.cards[row] for row in ranked.rows]
        self.left = np.ones(len(cards), dtype=bool)
        self._ranked = ranked
        self._parts = {name: values.astype(np.float64) for name, values in ranked.parts.items()}
        self._parts["variety"] = np.zeros(len(cards))
        self._parts["outlet"] = np.zeros(len(cards))
        self._vectors = catalogue.vectors[ranked.rows]
        self._stories = catalogue.story[ranked.rows]
        self._outlets = np.array([c.outlet for c in cards], dtype=np.str_)
        self._outside = np.array([bool(c.roots) and not c.roots & top for c in cards], dtype=bool)
        self._surprised = not top
        self._per_outlet: Counter[str] = Counter()

    @property
    def lacks_surprise(self) -> bool:
        """Whether nothing from outside the usual topics is on the page, though there is something."""
        return not self._surprised and bool((self.left & self._outside).any())

    def take_best(self) -> Slot:
        """Choose the highest score left."""
        return self._take(self._best(self.left), lift=0.0)

    def take_surprise(self) -> Slot:
        """Choose the best from outside the usual topics, lifted to the highest score left by the part `outside`."""
        place = self._best(self.left & self._outside)
        scores = self._scores()
        return self._take(place, lift=float(scores[self._best(self.left)] - scores[place]))

    def _best(self, among: NDArray[np.bool_]) -> int:
        return int(np.argmax(np.where(among, self._scores(), -np.inf)))

    def _scores(self) -> NDArray[np.float64]:
        total: NDArray[np.float64] = np.sum(list(self._parts.values()), axis=0)
        return total

    def _take(self, place: int, *, lift: float) -> Slot:
        parts = {name: float(values[place]) for name, values in self._parts.items()}
        if lift:
            parts["outside"] = lift
        self._surprised = self._surprised or bool(self._outside[place])
        self._lower_others(place)
        shown = {name: round(value, 6) for name, value in parts.items() if value}
        return Slot(int(self._ranked.rows[place]), shown, math.fsum(shown.values()))

    def _lower_others(self, place: int) -> None:
        self.left[place] = False
        if self._stories[place] >= 0:
            self.left &= self._stories != self._stories[place]
        likeness = np.maximum(self._vectors @ self._vectors[place] - _UNLIKE, 0.0) * _LIKENESS
        self._parts["variety"] = np.minimum(self._parts["variety"], -likeness)
        outlet = str(self._outlets[place])
        self._per_outlet[outlet] += 1
        if outlet and self._per_outlet[outlet] >= _PER_OUTLET:
            self._parts["outlet"][self._outlets == outlet] = -_CROWDED
