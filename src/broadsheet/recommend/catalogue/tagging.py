"""Tags both ways: from an article to its tags and from a tag to its articles, without a string of them in memory."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue.columns import Column

Codes = NDArray[np.uint64]
Lists = tuple[Codes, NDArray[np.int64], NDArray[np.int32]]
_MANY = 400_000
"""Newly added (tag, article) pairs after which the sorted lists are made anew: some 20,000 articles."""


@lru_cache(maxsize=100_000)
def code(tag: str) -> int:
    """A tag's number: 64 bits of its folded hash. That any two of four million are one has a chance of .0000004."""
    return int.from_bytes(hashlib.blake2b(tag.casefold().encode("utf-8", "replace"), digest_size=8).digest(), "little")


class Tagging:
    """The tags of each row, and the rows of each tag. One thread writes, any read.

    A row whose tags change gets new ones at the end; the lists of rows still name it under the old ones, which whoever
    reads them looks up (`having`).
    """

    def __init__(self) -> None:
        self.starts = Column(np.int64)
        self.counts = Column(np.int32)
        self.flat = Column(np.uint64)
        self._sorted: Lists = _EMPTY
        self._fresh: dict[int, list[int]] = {}
        self._added = 0
        self._again: set[int] = set()

    def append(self, tags: Iterable[Codes]) -> None:
        """The tags of the rows that come next."""
        for some in tags:
            row = len(self.starts)
            self.starts.append([len(self.flat)])
            self.counts.append([len(some)])
            self.flat.append(some)
            self._note(row, some)

    def replace(self, row: int, tags: Codes) -> None:
        """Other tags for a row."""
        if np.array_equal(self.of(row), tags):
            return
        start = len(self.flat)
        self.flat.append(tags)
        self.counts.values[row] = 0
        self.starts.values[row] = start
        self.counts.values[row] = len(tags)
        self._again.add(row)
        self._note(row, tags)

    def of(self, row: int) -> Codes:
        """The tags of one row."""
        start = int(self.starts.values[row])
        found: Codes = self.flat.values[start : start + int(self.counts.values[row])]
        return found

    def of_rows(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], Codes]:
        """The tags of several rows as pairs: the place in `rows`, and the tag."""
        counts = self.counts.values[rows].astype(np.int64)
        places = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return places, self.flat.values[np.repeat(self.starts.values[rows], counts) + within]

    def having(self, rows: NDArray[np.int64], codes: Codes) -> NDArray[np.bool_]:
        """Which of `rows` have one of `codes`."""
        found = np.zeros(len(rows), dtype=bool)
        if len(codes) and len(rows):
            places, tags = self.of_rows(rows)
            found[places[np.isin(tags, codes)]] = True
        return found

    def newest(self, tag: int, *, most: int) -> NDArray[np.int64]:
        """Up to `most` rows of a tag, those added last first."""
        fresh = self._fresh.get(tag, ())[-most:][::-1]
        codes, offsets, rows = self._sorted
        place = int(np.searchsorted(codes, np.uint64(tag)))
        old = rows[:0]
        if place < len(codes) and codes[place] == np.uint64(tag):
            old = rows[offsets[place] : offsets[place + 1]][-most:][::-1]
        return np.concatenate([np.array(fresh, dtype=np.int64), old.astype(np.int64)])[:most]

    def sorted(self) -> Lists:
        """The lists of rows as last made: the tags, where each list begins (one more than tags), and the rows."""
        return self._sorted

    def restore(self, lists: Lists) -> None:
        """Take lists that were made before."""
        self._sorted = lists

    @property
    def due(self) -> bool:
        """Whether much was added since the lists of rows were made."""
        return self._added > max(_MANY, len(self.flat) // 8)

    def lists(self, rows: int) -> Lists:
        """The lists of the first `rows` rows; some seconds for a million. What is added meanwhile is not missed."""
        self._again = set()
        places, tags = self.of_rows(np.arange(rows))
        order = np.argsort(tags, kind="stable")
        codes, offsets = np.unique(tags[order], return_index=True)
        return codes, np.append(offsets, len(order)).astype(np.int64), places[order].astype(np.int32)

    def accept(self, lists: Lists, *, rows: int) -> None:
        """Take lists made of the first `rows` rows, and note by themselves those added or changed since."""
        self._sorted, self._fresh, self._added = lists, {}, 0
        for row in (*sorted(r for r in self._again if r < rows), *range(rows, len(self.starts))):
            self._note(row, self.of(row))
        self._again = set()

    def _note(self, row: int, tags: Codes) -> None:
        for tag in tags.tolist():
            self._fresh.setdefault(tag, []).append(row)
        self._added += len(tags)


_EMPTY = (np.zeros(0, np.uint64), np.zeros(1, np.int64), np.zeros(0, np.int32))
