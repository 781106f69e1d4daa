"""What is near: a scan of the newest articles, and cells of the archive, over short int8 sketches of embeddings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue.embeddings import Floats, Vectors

Rows = NDArray[np.int64]
Sketches = NDArray[np.int8]
SHORT = 96
"""Numbers of a sketch: a scan of 50,000 takes .3 ms with it and 2 ms with all 512 numbers."""
_GAIN = 254.0
"""A number of a unit vector over a half is cut off; hardly any is."""
_TRAINED = 10_000
"""Embeddings from which the sketch is learnt; with fewer articles all numbers are compared."""
_CHUNK = 16_384
_EVERY, _MANY = 8, 10_000
"""Of more values than that, every eighth says about where the best begin, and the others are not sorted at all."""
_AGAIN = 4
"""How many times the articles asked for are looked at again with all their numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketcher:
    """Turns unit vectors (n, d) into int8 sketches (n, s) whose products order like cosines; `basis` (d, s) or none."""

    basis: Floats | None = None

    def floats(self, vectors: Floats) -> Floats:
        """The vectors in the sketch's numbers, not yet rounded."""
        return vectors if self.basis is None else vectors @ self.basis

    def sketch(self, vectors: Floats) -> Sketches:
        """The sketches."""
        return np.clip(np.round(self.floats(vectors) * _GAIN), -127, 127).astype(np.int8)

    def of_rows(self, vectors: Vectors, rows: Rows) -> Sketches:
        """The sketches of rows, a chunk at a time."""
        width = vectors.shape[1] if self.basis is None else self.basis.shape[1]
        found = np.zeros((len(rows), width), dtype=np.int8)
        for at in range(0, len(rows), _CHUNK):
            found[at : at + _CHUNK] = self.sketch(vectors[rows[at : at + _CHUNK]])
        return found


def learnt(vectors: Vectors, rows: Rows) -> Sketcher:
    """A sketcher by the principal components of up to 10,000 of `rows`, evenly spread."""
    if vectors.shape[1] <= SHORT or len(rows) < _TRAINED:
        return Sketcher()
    sample = vectors[rows[np.linspace(0, len(rows) - 1, _TRAINED).astype(np.int64)]]
    _, basis = np.linalg.eigh(sample.T @ sample)
    return Sketcher(np.ascontiguousarray(basis[:, : -SHORT - 1 : -1], dtype=np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Hot:
    """The hot window: the newest rows, newest first, and their sketches."""

    rows: Rows
    sketches: Sketches
    sketcher: Sketcher


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """An inverted file (Sivic and Zisserman, ICCV 2003): rows in cells around centres, their sketches cell by cell."""

    centres: Floats
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    sketches: Sketches
    sketcher: Sketcher


def hot_near(hot: Hot, vector: Floats, *, most: int) -> Rows:
    """Up to `most` rows of the hot window that are near `vector` (d,), by their sketches; in no order."""
    if not len(hot.rows):
        return hot.rows
    return hot.rows[_top(_products(hot.sketcher.sketch(vector[None]), hot.sketches), most)]


def archive_near(cells: Cells, vector: Floats, *, most: int, probes: int = 12) -> Rows:
    """Up to `most` rows of the archive that are near `vector` (d,), from the `probes` nearest cells; in no order."""
    centred = cells.sketcher.floats(vector[None])
    nearest = _top(cells.centres @ centred[0], probes)
    sketch = cells.sketcher.sketch(vector[None])
    spans = [(int(cells.starts[c]), int(cells.starts[c + 1])) for c in nearest]
    products = [_products(sketch, cells.sketches[a:b]) for a, b in spans if b > a]
    if not products:
        return np.zeros(0, dtype=np.int64)
    rows = np.concatenate([cells.rows[a:b] for a, b in spans if b > a])
    return rows[_top(np.concatenate(products), most)].astype(np.int64)


def nearest(vectors: Vectors, rows: Rows, vector: Floats, *, most: int) -> tuple[Rows, Floats]:
    """The `most` of `rows` nearest to `vector` with their cosines, the nearest first: exact, of unique rows."""
    cosines: Floats = vectors[rows] @ vector
    best = np.argsort(-cosines, kind="stable")[:most]
    return rows[best], cosines[best]


def wide(most: int) -> int:
    """How many to take by sketches so that the `most` nearest are among them."""
    return most * _AGAIN


def cells(vectors: Vectors, rows: Rows, *, sketcher: Sketcher, seed: int = 7) -> Cells:
    """Cells of `rows`: about the square root of their number, by k-means (Lloyd) on a sample. Seconds for a million."""
    sketches = sketcher.of_rows(vectors, rows)
    number = int(np.clip(np.sqrt(len(rows)), 16, 1024))
    random = np.random.default_rng(seed)
    sample = sketches[random.choice(len(rows), min(len(rows), 24 * number), replace=False)].astype(np.float32) / _GAIN
    centres = sample[:number].copy()
    for _ in range(6):
        near = _assigned(sample, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, near, sample)
        counts = np.bincount(near, minlength=number)[:, None]
        centres = np.where(counts > 0, sums / np.maximum(counts, 1), centres).astype(np.float32)
    own = np.concatenate(
        [
            _assigned(sketches[at : at + _CHUNK].astype(np.float32) / _GAIN, centres)
            for at in range(0, len(rows), _CHUNK)
        ]
    )
    order = np.argsort(own, kind="stable")
    starts = np.searchsorted(own[order], np.arange(number + 1)).astype(np.int64)
    return Cells(centres, starts, rows[order].astype(np.int32), sketches[order], sketcher)


def _assigned(points: Floats, centres: Floats) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.argmax(points @ centres.T - 0.5 * (centres**2).sum(axis=1), axis=1)
    return found


def _products(sketch: Sketches, sketches: Sketches) -> Floats:
    import simsimd

    products: Floats = np.asarray(simsimd.cdist(sketch, sketches, metric="dot"))[0]
    return products


def _top(values: Floats, most: int) -> NDArray[np.int64]:
    if len(values) <= most:
        return np.arange(len(values))
    near = _near(values, most)
    found: NDArray[np.int64] = near[np.argpartition(-values[near], most - 1)[:most]]
    return found


def _near(values: Floats, most: int) -> NDArray[np.int64]:
    """Places among which the `most` greatest are: a sample says from where on they begin, and twice as far is taken."""
    if len(values) > max(_MANY, 4 * most):
        place = 2 * most // _EVERY + _EVERY
        least = -np.partition(-values[::_EVERY], place)[place]
        near = np.flatnonzero(values >= least)
        if len(near) >= most:
            return near
    return np.arange(len(values))
