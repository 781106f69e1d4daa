"""All values of one kind in the evidence, indexed by the words around them and by what they may agree with.

A short text's are all compared; of a book's only those whose words or whose size come near.
"""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Generic, TypeVar

from broadsheet.verify.context import around, near
from broadsheet.verify.likely import keys_of
from broadsheet.verify.reading import Reading
from broadsheet.verify.values import Placed

V = TypeVar("V", bound=Placed)
# So many values are all looked at: the evidence of an ordinary story has fewer, and nothing of it may be passed over.
_ALL = 400
# Of more, so many by their words, by their size, and by both. A book has thousands of small figures, and an editor
# nothing from the hundredth likeliest place.
_MOST = 120
_Postings = dict[str, "array[int]"]


class Pool(Generic[V]):
    """The values with the readings they stand in, in order of the evidence."""

    def __init__(self, values: Sequence[tuple[Reading, V]]) -> None:
        self._values = values
        self._clauses: _Postings = defaultdict(lambda: array("I"))
        self._beside: _Postings = defaultdict(lambda: array("I"))
        self._filed: dict[Hashable, array[int]] = defaultdict(lambda: array("I"))
        self._is_long = len(values) > _ALL
        for at, (reading, value) in enumerate(values):
            _post(self._clauses, around(reading, value), at)
            _post(self._beside, near(reading, value), at)
            if self._is_long:
                _post(self._filed, keys_of(value) or (), at)

    def meet(
        self, value: Placed, here: Mapping[str, float], close: Mapping[str, float]
    ) -> list[tuple[Reading, V, float, float]]:
        """The values beside one whose clause has the terms `here` and whose neighbours are `close`, with their weights.

        Each comes with how alike its clause is and how alike its neighbours, 0..1; the likest first.
        """
        alike, beside = _shares(self._clauses, here), _shares(self._beside, close)
        score = {at: share + beside.get(at, 0.0) for at, share in alike.items()}
        score |= {at: share for at, share in beside.items() if at not in score}
        found: Iterable[int] = self._chosen(value, score) if self._is_long else range(len(self._values))
        order = sorted(found, key=lambda at: (-score.get(at, 0.0), at))
        return [(*self._values[at], alike.get(at, 0.0), beside.get(at, 0.0)) for at in order]

    def _chosen(self, value: Placed, score: Mapping[int, float]) -> Iterable[int]:
        keys = keys_of(value)
        if keys is None:
            return range(len(self._values))
        shared: dict[int, int] = defaultdict(int)
        for key in set(keys):
            for at in self._filed.get(key, ()):
                shared[at] += 1
        likely = nlargest(_MOST, shared, key=lambda at: (shared[at], score.get(at, 0.0), -at))
        # Those that agree best need not be those whose words do: both are kept.
        spoken = nlargest(_MOST, shared.keys() & score.keys(), key=lambda at: (score[at], -at))
        return {*likely, *spoken, *nlargest(_MOST, score, key=lambda at: (score[at], -at))}


def _post(index: "dict[Hashable, array[int]] | _Postings", keys: Iterable[Hashable], at: int) -> None:
    for key in set(keys):
        index[key].append(at)  # type: ignore[index]


def _shares(index: _Postings, wanted: Mapping[str, float]) -> dict[int, float]:
    """For each value that has any of the wanted terms, the share of their weight that it has."""
    whole = sum(wanted.values())
    found: dict[int, float] = defaultdict(float)
    for term, weight in wanted.items():
        for at in index.get(term, ()):
            found[at] += weight / whole
    return found
