"""Columns that grow: one array each, with room at the end: adding a row costs the same at a million as at ten."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROOM = 1.3
"""How much larger a full column is made: a tenth of the memory of doubling is wasted, for four copies as many."""
_FIRST = 1024


class Column:
    """A growable array of numbers or of rows of `width` numbers, written by one thread and read by any.

    `values` is a view of what there is; what is appended later is written behind its end, or into a new array, so a
    view taken before never changes its length and is never moved.
    """

    def __init__(self, dtype: Any, *, width: int = 0) -> None:
        self._n = 0
        self._held: NDArray[Any] = np.zeros((0, width) if width else 0, dtype=dtype)

    def __len__(self) -> int:
        return self._n

    @property
    def values(self) -> NDArray[Any]:
        """What there is: a view, shape (n,) or (n, width); writing to it changes the column."""
        return self._held[: self._n]

    def append(self, values: NDArray[Any] | Sequence[Any]) -> None:
        """Add rows at the end."""
        end = self._n + len(values)
        if end > len(self._held):
            room = max(end, int(len(self._held) * _ROOM), _FIRST)
            grown = np.zeros((room, *self._held.shape[1:]), dtype=self._held.dtype)
            grown[: self._n] = self._held[: self._n]
            self._held = grown
        self._held[self._n : end] = values
        self._n = end

    def adopt(self, values: NDArray[Any]) -> None:
        """Take an array that nobody else keeps in the place of what there is."""
        self._held, self._n = values, len(values)


class Words:
    """Words as small numbers, in the order they were first seen; the empty word is 0."""

    def __init__(self) -> None:
        self.names = [""]
        self._codes = {"": 0}

    def code(self, word: str) -> int:
        """The number of `word`, given now when it has none."""
        found = self._codes.get(word)
        if found is None:
            found = len(self.names)
            self.names.append(word)
            self._codes[word] = found
        return found

    def forget(self, word: str) -> None:
        """Know `word` no longer; its number is nobody's then."""
        found = self._codes.pop(word, 0)
        if found:
            self.names[found] = ""

    def get(self, word: str) -> int:
        """The number of `word`, -1 for one never seen."""
        return self._codes.get(word, -1)


class Index:
    """From articles' ids to rows: a search in the ids themselves where they ascend, else in their order."""

    def __init__(self, ids: NDArray[np.int64], *, ascending: bool) -> None:
        self._order = None if ascending else np.argsort(ids, kind="stable")
        self._ids = ids if self._order is None else ids[self._order]

    def find(self, articles: "NDArray[np.int64] | Sequence[int]") -> NDArray[np.int64]:
        """The row of each of `articles`, -1 for one that is not here."""
        asked = np.asarray(articles, dtype=np.int64)
        if not len(self._ids):
            return np.full(len(asked), -1, dtype=np.int64)
        places = np.minimum(np.searchsorted(self._ids, asked), len(self._ids) - 1)
        rows = places if self._order is None else self._order[places]
        found: NDArray[np.int64] = np.where(self._ids[places] == asked, rows, -1)
        return found

    def get(self, article: int) -> int | None:
        """The row of one article."""
        row = int(self.find([article])[0])
        return row if row >= 0 else None
