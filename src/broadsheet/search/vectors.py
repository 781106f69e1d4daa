"""The embeddings and the nearest of them: a coarse look at all, then exact cosines of the best.

The coarse look is at the first principal directions alone (Jolliffe, Principal Component Analysis, 2002, §6.1), a byte
each. On 100,000 vectors with 192 of 512 directions and the best 300 looked at exactly, 99.5 % of the true first 20 are
found in 1.6 ms of a core; 96 directions as floats and the best 1,000 found 98.8 % in 3.3 ms, and inverted lists (IVF,
256 cells, 48 probed) 96.4 % at more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Keys = NDArray[np.uint64]
Bytes = NDArray[np.int8]

DIRECTIONS = 192
EXACT = 2_000
"""Rows up to which all cosines are exact: half a millisecond of a core."""
_CANDIDATES = 300
_EVERY = 8
"""The threshold of the coarse look is read off every eighth row: the whole partition took as long as the look."""
_BYTE = 127.0
_LEARNT_FROM = 10_000
_PART = 8_192
"""Rows made coarse together, so that no second copy of all is held."""


@dataclass(frozen=True)
class Vectors:
    """Rows of unit length (n, d) under keys (n), in no order; a value, growing gives a new one."""

    keys: Keys
    rows: Matrix

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def axes(self) -> Matrix:
        """The principal directions (192, d) of the rows, read off some thousands of them."""
        some = self.rows[:: max(1, len(self.rows) // _LEARNT_FROM)]
        _, directions = np.linalg.eigh(np.asarray(some.T @ some, dtype=np.float64))
        return np.ascontiguousarray(directions[:, ::-1][:, :DIRECTIONS].T, dtype=np.float32)

    @cached_property
    def coarse(self) -> Bytes:
        """Every row along the axes, (n, 192), in steps of the largest part's 127th."""
        found = np.empty((len(self), len(self.axes)), dtype=np.int8)
        step = max((float(np.abs(part @ self.axes.T).max(initial=0.0)) for part in self._parts()), default=0.0) / _BYTE
        for start, part in zip(range(0, len(self), _PART), self._parts(), strict=True):
            found[start : start + _PART] = _in_steps(part @ self.axes.T, step=step)
        return found

    def _parts(self) -> Iterator[Matrix]:
        return (self.rows[start : start + _PART] for start in range(0, len(self), _PART))

    def nearest(
        self, vector: Matrix, *, n: int, least: float, mask: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.intp], Matrix]:
        """Up to `n` places by falling cosine with `vector`, and the cosines, none under `least`.

        Of the rows where `mask` holds alone, when it is given.
        """
        places = self._candidates(vector, n=max(n, _CANDIDATES), mask=mask)
        cosines = np.einsum("ij,j->i", self.rows if places is None else self.rows[places], vector)
        best = np.argpartition(-cosines, n)[:n] if len(cosines) > n else np.arange(len(cosines))
        best = best[cosines[best] >= least]
        best = best[np.lexsort((best, -cosines[best]))]
        return (best if places is None else places[best]), cosines[best]

    def _candidates(self, vector: Matrix, *, n: int, mask: NDArray[np.bool_] | None) -> NDArray[np.intp] | None:
        """The places to look at exactly, in rising order; None for all."""
        count = len(self) if mask is None else int(np.count_nonzero(mask))
        if count <= EXACT:
            return None if mask is None else np.flatnonzero(mask)
        import simsimd

        turned = self.axes @ vector
        sought = _in_steps(turned, step=float(np.abs(turned).max(initial=0.0)) / _BYTE)
        seen = np.asarray(simsimd.cdist(sought[None], self.coarse, metric="dot"))[0]
        if mask is not None:
            seen[~mask] = -np.inf
        sample = seen[::_EVERY]
        threshold = np.partition(sample, -(n // _EVERY + 1))[-(n // _EVERY + 1)]
        return np.flatnonzero(seen >= threshold)

    def cosines(self, vector: Matrix, places: NDArray[np.intp]) -> Matrix:
        """The exact cosines of some rows."""
        return np.asarray(self.rows[places] @ vector)


def none(dimension: int = 0) -> Vectors:
    """No vectors at all."""
    return Vectors(np.zeros(0, dtype=np.uint64), np.zeros((0, dimension), dtype=np.float32))


def joined(old: Vectors, new: Vectors) -> Vectors:
    """The rows of both; where both have a key, the new one's."""
    if not len(old) or not len(new):
        return new if len(new) else old
    kept = ~np.isin(old.keys, new.keys)
    return Vectors(np.concatenate([old.keys[kept], new.keys]), np.vstack([old.rows[kept], new.rows]))


def _in_steps(values: Matrix, *, step: float) -> Bytes:
    """Values as whole numbers of steps."""
    steps: Bytes = np.clip(np.rint(values / (step or 1.0)), -_BYTE, _BYTE).astype(np.int8)
    return steps
