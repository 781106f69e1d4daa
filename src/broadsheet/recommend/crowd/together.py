"""What is opened together: of each article who opened it last, of each reader what they opened last.

Co-visits are read off these two rings when they are asked for, so a reader's part is gone the moment it is taken out.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue.columns import Column
from broadsheet.recommend.catalogue.embeddings import Floats

Rows = NDArray[np.int64]
_READERS = 64
"""Of an article's readers, the last; as a sample they say as much as all."""
_OPENED = 16
"""Of what a reader opened, the last: about a day's reading."""
_MOST = 32
"""Neighbours of an article."""
_HALF_LIFE_HOURS = 24.0
"""What was opened together yesterday counts half: slower than popularity, for it tells of likeness too."""
_FEW = 4.0
"""Openings that are added to each article's number, so that two who met by chance are no rule."""


class Together:
    """Two rings: 64 last readers an article, 16 last articles a reader; -1 where there is none."""

    def __init__(self) -> None:
        self._slots: dict[int, int] = {}
        self._readers = Column(np.int32, width=_READERS)
        self._opened = Column(np.int32, width=_OPENED)
        self._hours = Column(np.float32, width=_OPENED)
        self._turns = Column(np.int32)
        self._counts = Column(np.int32)
        self._named = Column(np.int64)

    def rows(self) -> Rows:
        """The rows that anybody opened."""
        return self._named.values

    def take(self, readers: NDArray[np.int32], rows: Rows, hours: NDArray[np.float64]) -> None:
        """Readers opened rows, in order."""
        if not len(readers):
            return
        self._room(int(readers.max()) + 1)
        for reader, row, hour in zip(readers.tolist(), rows.tolist(), hours.tolist(), strict=True):
            if row in self._opened.values[reader]:
                continue
            turn = int(self._turns.values[reader])
            self._opened.values[reader, turn % _OPENED] = row
            self._hours.values[reader, turn % _OPENED] = hour
            self._turns.values[reader] = turn + 1
            slot = self._slot(row)
            line, count = self._readers.values[slot], int(self._counts.values[slot])
            free = np.flatnonzero(line < 0)
            line[int(free[0]) if len(free) else count % _READERS] = reader
            self._counts.values[slot] = count + 1

    def forget(self, reader: int, rows: Iterable[int]) -> None:
        """Take a reader out of both rings; `rows` are those they opened, where others may have taken their place."""
        if reader >= len(self._opened):
            return
        here = np.flatnonzero((self._readers.values == reader).any(axis=1)).tolist()
        for slot in {*here, *(self._slots[row] for row in rows if row in self._slots)}:
            own = self._readers.values[slot] == reader
            self._readers.values[slot][own] = -1
            self._counts.values[slot] -= max(int(own.sum()), 1)  # once, where many have come since
        self._opened.values[reader] = -1
        self._turns.values[reader] = 0

    def beside(self, rows: Rows, *, hour: float, most: int = _MOST) -> tuple[Rows, Floats]:
        """What readers of `rows` also opened, except these: rows and weights, greatest first.

        A weight is the faded number of readers who opened both, over the root of the numbers of openings of each
        (cosine, Sarwar et al., WWW 2001), at most 1.
        """
        slots = [slot for row in rows.tolist() if (slot := self._slots.get(row, -1)) >= 0]
        readers = np.unique(self._readers.values[slots]) if slots else np.zeros(0, np.int32)
        readers = readers[readers >= 0]
        opened, hours = self._opened.values[readers].ravel(), self._hours.values[readers].ravel()
        there = opened >= 0
        opened, hours = opened[there], hours[there]
        if not len(opened):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        names, place = np.unique(opened, return_inverse=True)
        weights = np.bincount(place, weights=np.exp2(-np.maximum(hour - hours, 0) / _HALF_LIFE_HOURS))
        own = np.isin(names, rows)
        names, weights = names[~own].astype(np.int64), weights[~own]
        counts = self._counts.values
        number = np.array([counts[slot] if (slot := self._slots.get(row, -1)) >= 0 else 0 for row in names.tolist()])
        shares = weights / np.sqrt((number + _FEW) * (len(readers) + _FEW))
        best = np.lexsort((names, -shares))[:most]
        return names[best], np.minimum(shares[best], 1.0).astype(np.float32)

    def shared(self, row: int, others: Rows, *, hour: float) -> Floats:
        """How much readers of `row` also opened each of `others` (n,): faded numbers over the root of all openings."""
        slot = self._slots.get(row, -1)
        readers = self._readers.values[slot] if slot >= 0 else np.zeros(0, np.int32)
        readers = readers[readers >= 0]
        reader, place, other = np.nonzero(self._opened.values[readers][:, :, None] == others)
        ages = np.maximum(hour - self._hours.values[readers[reader], place], 0)
        weights = np.bincount(other, weights=np.exp2(-ages / _HALF_LIFE_HOURS), minlength=len(others))
        counts = [self._count(named) for named in others.tolist()]
        shares: Floats = (weights / np.sqrt(np.array(counts) + _FEW)).astype(np.float32)
        return shares

    def _count(self, row: int) -> int:
        slot = self._slots.get(row, -1)
        return int(self._counts.values[slot]) if slot >= 0 else 0

    def keep(self, rows: NDArray[np.int32]) -> None:
        """Drop the rings of all articles but `rows`."""
        kept = sorted(set(rows.tolist()) & self._slots.keys())
        places = [self._slots[row] for row in kept]
        readers, counts = self._readers.values[places], self._counts.values[places]
        self._readers, self._counts = Column(np.int32, width=_READERS), Column(np.int32)
        self._readers.append(readers)
        self._counts.append(counts)
        self._named = Column(np.int64)
        self._named.append(kept)
        self._slots = {row: slot for slot, row in enumerate(kept)}

    def _room(self, readers: int) -> None:
        more = readers - len(self._opened)
        if more > 0:
            self._opened.append(np.full((more, _OPENED), -1))
            self._hours.append(np.zeros((more, _OPENED)))
            self._turns.append(np.zeros(more))

    def _slot(self, row: int) -> int:
        if row not in self._slots:
            self._slots[row] = len(self._slots)
            self._readers.append(np.full((1, _READERS), -1))
            self._counts.append([0])
            self._named.append([row])
        return self._slots[row]
