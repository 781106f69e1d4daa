"""How often each reader did the same to an article before: a table of numbers that grows, and knows no article."""

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
_FREE = np.int64(-1)
_FIRST = 1 << 12
_FULL = 0.6
"""Above this share of places taken the table is doubled: searches stay at two or three looks."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio: multiplying by it spreads keys that lie close (Knuth, TAOCP volume 3, section 6.4)."""
_MOST = 255


class Repeats:
    """Counts by key in open addressing with linear probing: 9 bytes a place, where a dictionary takes a hundred."""

    def __init__(self) -> None:
        self._keys: Keys = np.full(_FIRST, _FREE)
        self._counts = np.zeros(_FIRST, dtype=np.uint8)
        self._taken = 0

    def count(self, keys: Keys) -> NDArray[np.int64]:
        """How often each of `keys` (from 0 up) was counted before, at most 255; those before it in `keys` included."""
        if not len(keys):
            return np.zeros(0, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        told = keys[order]
        starts = np.flatnonzero(np.concatenate([[True], told[1:] != told[:-1]]))
        sizes = np.diff(np.append(starts, len(told)))
        self._room(len(starts))
        places = self._places(told[starts])
        before = self._counts[places].astype(np.int64)
        self._counts[places] = np.minimum(before + sizes, _MOST)
        earlier = np.arange(len(told)) - np.repeat(starts, sizes)
        found = np.empty(len(keys), dtype=np.int64)
        found[order] = np.minimum(np.repeat(before, sizes) + earlier, _MOST)
        return found

    def _places(self, keys: Keys) -> NDArray[np.int64]:
        """The place of each of `keys`, all different; one without a place gets one."""
        mask = len(self._keys) - 1
        shift = np.uint64(64 - mask.bit_length())
        places = ((keys.astype(np.uint64) * _SPREAD) >> shift).astype(np.int64)
        open_ = np.arange(len(keys))
        while len(open_):
            at, wanted = places[open_], keys[open_]
            free = self._keys[at] == _FREE
            self._keys[at[free]] = wanted[free]  # of two that want one place the later has it, the other looks on
            self._taken += len(np.unique(at[free]))
            open_ = open_[self._keys[at] != wanted]
            places[open_] = (places[open_] + 1) & mask
        return places

    def _room(self, more: int) -> None:
        size = len(self._keys)
        while self._taken + more > size * _FULL:
            size *= 2
        if size == len(self._keys):
            return
        kept = self._keys != _FREE
        keys, counts = self._keys[kept], self._counts[kept]
        self._keys, self._counts, self._taken = np.full(size, _FREE), np.zeros(size, dtype=np.uint8), 0
        self._counts[self._places(keys)] = counts
