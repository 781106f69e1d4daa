"""Which rows make the batch of a step: an order for every epoch, from a key and a number, with no state to keep."""

from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Rows of like length are looked for among so many batches at a time: enough that padding falls under a tenth on
# headlines and bodies, few enough that an epoch stays well mixed.
POOL = 64


class Draw(NamedTuple):
    """One row: which of the part's, and the number of the draw, which no other draw of the run has."""

    row: int
    number: int


def key_of(*words: object) -> int:
    """A 64-bit key from words."""
    return int.from_bytes(sha256("\0".join(map(str, words)).encode()).digest()[:8], "little")


def generator(key: int, number: int) -> np.random.Generator:
    """Random numbers for draw `number` under `key`: Philox, Salmon et al., "Parallel Random Numbers", SC 2011."""
    return np.random.Generator(np.random.Philox(key=[key, number]))


class Deck:
    """`count` rows to be drawn in batches of `rows`: for ever in shuffled epochs, or once in order.

    With `lengths` (one a row) the rows of a batch are of like length, and the batches come in shuffled order.
    """

    def __init__(self, count: int, *, key: int, rows: int, endless: bool, lengths: NDArray[np.int64] | None) -> None:
        self.count, self.key, self.rows, self.endless = count, key, rows, endless
        self.lengths = lengths
        self.order = lru_cache(maxsize=2)(self._order)

    def take(self, step: int, *, rank: int = 0, of: int = 1) -> list[Draw]:
        """The rows of batch `step` (from 0), or the share of them at `rank`, `rank + of`..."""
        numbers = range(step * self.rows + rank, (step + 1) * self.rows, of)
        if not self.endless:
            return [Draw(int(self.order(0)[n]), n) for n in numbers if n < self.count]
        drawn = []
        for n in numbers:
            epoch, place = divmod(n, self.count)
            drawn.append(Draw(int(self.order(epoch)[place]), n))
        return drawn

    def _order(self, epoch: int) -> NDArray[np.int64]:
        if not self.endless:
            plain = np.arange(self.count) if self.lengths is None else np.argsort(self.lengths, kind="stable")
            return plain.astype(np.int64)
        dice = generator(self.key, epoch)
        order = dice.permutation(self.count)
        if self.lengths is None:
            return order
        pool = POOL * self.rows
        for begin in range(0, self.count, pool):
            some = order[begin : begin + pool]
            some = some[np.argsort(self.lengths[some], kind="stable")]
            whole = len(some) // self.rows * self.rows
            mixed = some[:whole].reshape(-1, self.rows)[dice.permutation(whole // self.rows)].ravel()
            order[begin : begin + len(some)] = np.concatenate([mixed, some[whole:]])
        return order
