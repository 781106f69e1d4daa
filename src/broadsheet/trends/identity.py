"""The identity service: one answer to "same story?", with its reasons, for all who ask.

Clustering, attaching what has just come in, suggesting neighbours and learning from an editor all weigh the same
comparison with the same weights. Values only: the articles and vectors are given to it.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from broadsheet.core import Article, InvalidInputError, Stored
from broadsheet.trends.bonds import NONE, Bonds
from broadsheet.trends.group import Group
from broadsheet.trends.joining import crowd_of, join
from broadsheet.trends.likeness import Comparison, Likeness, explain, threshold
from broadsheet.trends.trace import Crowd, Vectors, traces
from broadsheet.trends.weights import FITTED, Weights


class Identity:
    """What is known of `articles`, ready to be asked. Unknown ids are left out of a question.

    `vectors` maps an article's id to its embedding (any length, all of one model); without one an article is like
    none. `crowd` stands for all articles of those days where `articles` are only some. Raises `InvalidInputError`
    when an id comes twice.
    """

    def __init__(
        self,
        articles: Sequence[Stored[Article]],
        vectors: Vectors,
        *,
        weights: Weights = FITTED,
        bonds: Bonds = NONE,
        crowd: Crowd | None = None,
    ) -> None:
        repeated = len(articles) - len({a.id for a in articles})
        if repeated:
            raise InvalidInputError("an article is given twice", found=f"{repeated} repeated ids")
        self.weights = weights
        self._bonds = bonds
        self._traces = traces(articles, vectors, crowd=crowd)
        self._places = {trace.id: place for place, trace in enumerate(self._traces)}
        self.limit = threshold(crowd.size if crowd else crowd_of(self._traces))

    def groups(self) -> list[list[int]]:
        """The ids joined into events, each group oldest first."""
        made = join(self._traces, weights=self.weights, bonds=self._bonds, limit=self.limit)
        return [[self._traces[place].id for place in group] for group in made]

    def compare(self, one: Collection[int], two: Collection[int]) -> Comparison:
        """The mean comparison of the reports `one` with the reports `two`; empty when none of a side is known."""
        a, b = self._group(one), self._group(two)
        return a.compare(b) if a and b else ()

    def likeness(
        self, one: Collection[int], two: Collection[int], *, without: frozenset[str] = frozenset()
    ) -> Likeness:
        """How sure it is that `one` and `two` tell of one event; no chance where a side is unknown or kept apart.

        The parts `without` are left out: of two chapters weeks apart one asks without `time`.
        """
        seen = self.compare(one, two)
        if not seen or self.parted(one, two):
            return Likeness(0.0, -math.inf, {})
        return explain(seen, self.weights, limit=self.limit, without=without)

    def parted(self, one: Iterable[int], two: Collection[int]) -> bool:
        """Whether an editor keeps any of `one` apart from any of `two`."""
        others = set(two)
        return any(self._bonds.apart.get(id, frozenset()) & others for id in one)

    def nearest(self, one: Collection[int], stories: Mapping[int, Collection[int]]) -> list[tuple[int, Likeness]]:
        """The stories (id to article ids) by how sure it is that they tell of the event of `one`, the surest first."""
        asked = ((id, self.likeness(one, articles)) for id, articles in stories.items())
        return sorted(asked, key=lambda pair: (-pair[1].chance, pair[0]))

    def _group(self, ids: Iterable[int]) -> Group | None:
        places = sorted({self._places[id] for id in ids if id in self._places})
        if not places:
            return None
        made = Group.of(self._traces[places[0]], place=places[0])
        for place in places[1:]:
            made.take(Group.of(self._traces[place], place=place))
        return made
