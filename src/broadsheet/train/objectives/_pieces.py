"""Documents cut into pieces that fit a row, each a span of one document."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


def lengths_of(column: Any) -> NDArray[np.int64]:
    """How many tokens each document of a column has."""
    starts: NDArray[np.int64] = np.asarray(column.starts, dtype=np.int64)
    return starts[1:] - starts[:-1]


class Piece(NamedTuple):
    """Tokens `begin` to `end` of a document."""

    document: int
    begin: int
    end: int


class Pieces:
    """The pieces of a column, of `size` tokens at most and `least` at least, numbered from 0."""

    def __init__(self, column: Any, *, size: int, least: int = 1) -> None:
        self.column, self.size = column, size
        self._lengths = lengths_of(column)
        self._ends: NDArray[np.int64] = np.cumsum(self._lengths // size + (self._lengths % size >= least))

    def __len__(self) -> int:
        return int(self._ends[-1]) if len(self._ends) else 0

    def __getitem__(self, number: int) -> Piece:
        document = int(np.searchsorted(self._ends, number, side="right"))
        before = int(self._ends[document - 1]) if document else 0
        begin = (number - before) * self.size
        return Piece(document, begin, min(begin + self.size, int(self._lengths[document])))

    def tokens(self, piece: Piece) -> NDArray[np.int64]:
        """The tokens of a piece."""
        begin = int(self.column.starts[piece.document])
        return np.asarray(self.column.tokens[begin + piece.begin : begin + piece.end], dtype=np.int64)
