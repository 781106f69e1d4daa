"""What of an index is held in memory: the columns and the vectors, brought up to date with what any process wrote."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.search import snapshot, vectors
from broadsheet.search.columns import Columns, Mask
from broadsheet.search.vectors import Matrix, Vectors

if TYPE_CHECKING:
    from broadsheet.models.embedding import Embedder
    from broadsheet.search.engine import Engine
    from broadsheet.store import Store

_LEAST_SNAPSHOT = 2_000
"""Fewer new vectors than this are read from the store in some 20 ms, so they are not worth a file."""
_SHARE = 8
"""A snapshot is written anew when an eighth as many have come: each vector is then copied some eight times in all."""
_CHUNK = 8_192


@dataclass(frozen=True, slots=True)
class Contents:
    """A moment of the index: the columns, and two sets of vectors, a large old one and a small new one.

    `places` gives for every vector the row of the columns it belongs to, or -1 for an article that is gone.
    """

    columns: Columns
    sets: tuple[Vectors, ...]
    places: tuple[NDArray[np.intp], ...]

    def nearest(self, vector: Matrix, *, n: int, least: float, mask: Mask | None) -> dict[int, float]:
        """The `n` articles nearest to a vector with their cosines, in no order; `mask` is over the columns' rows."""
        found: list[tuple[float, int]] = []
        for held, place in zip(self.sets, self.places, strict=True):
            fit = place >= 0 if mask is None else (place >= 0) & mask[place]
            if len(held):
                best, cosines = held.nearest(vector, n=n, least=least, mask=None if fit.all() else fit)
                found += zip(cosines.tolist(), self.columns.id[place[best]].tolist(), strict=True)
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return {article: cosine for cosine, article in found[:n]}

    def cosines(self, vector: Matrix, articles: Sequence[int]) -> dict[int, float]:
        """The cosines of some articles; one without a vector is left out."""
        found: dict[int, float] = {}
        for held, places in self._held(articles):
            cosines = held.cosines(vector, places)
            found.update(zip((held.keys[places] >> np.uint64(16)).tolist(), cosines.tolist(), strict=True))
        return found

    def of(self, article: int) -> Matrix | None:
        """The vector of one article."""
        rows = [held.rows[places[0]] for held, places in self._held([article])]
        return np.asarray(rows[0]) if rows else None

    def _held(self, articles: Sequence[int]) -> Iterator[tuple[Vectors, NDArray[np.intp]]]:
        """Each set with the places of those of `articles` that are in it."""
        rows = _found(self.columns.id, np.asarray(articles, dtype=np.int64))
        for held in self.sets:
            places = _found(held.keys, self.columns.said[rows])
            if len(places):
                yield held, places

    def rows(self, articles: Sequence[int]) -> Mask:
        """A mask of the rows of some articles."""
        return np.isin(self.columns.id, np.asarray(articles, dtype=np.int64))


class Reader:
    """Reads the contents of an index, keeping what it read before."""

    def __init__(self, folder: Path, *, engine: "Engine", store: "Store", embedder: "Embedder | None") -> None:
        self._folder = folder / "vectors" / (embedder.name if embedder else "none")
        self._engine = engine
        self._store = store
        self._embedder = embedder
        self._held: Contents | None = None
        self._missing = False

    def forget(self) -> None:
        """Let go of what is held."""
        self._held = None

    def contents(self, *, lost: Callable[[], None]) -> Contents:
        """The contents as they are now. An index that is empty while the store is not was lost: `lost` makes it."""
        if self._engine.refresh() or self._held is None or self._missing:
            columns = self._engine.columns()
            if not len(columns) and self._store.articles.count():
                lost()
                columns = self._engine.columns()
            self._held = self._with_vectors(columns)
        return self._held

    def keep(self, *, lost: Callable[[], None]) -> None:
        """Write a snapshot if the last one has fallen far behind, so that no search has to."""
        if self._embedder is None:
            return
        written = snapshot.size(self._folder)
        if self._store.articles.count() - written > max(_LEAST_SNAPSHOT, written // _SHARE):
            self.contents(lost=lost)

    def _with_vectors(self, columns: Columns) -> Contents:
        if self._embedder is None:
            return Contents(columns, (), ())
        old, new = self._before()
        said = columns.said
        lacking = said[~np.isin(said, old.keys) & ~np.isin(said, new.keys)]
        new = _sorted(vectors.joined(new, self._load(lacking)))
        self._missing = not np.isin(lacking, new.keys).all()
        if len(new) > max(_LEAST_SNAPSHOT, len(old) // _SHARE):
            old, new = self._merged(old, new, said), vectors.none(self._embedder.dimension)
        sets = (old, new)
        return Contents(columns, sets, tuple(_places(held, said) for held in sets))

    def _before(self) -> tuple[Vectors, Vectors]:
        """The two sets held before, or the snapshot and nothing."""
        if self._held is not None:
            return self._held.sets[0], self._held.sets[1]
        dimension = self._embedder.dimension if self._embedder else 0
        kept = snapshot.read(self._folder, dimension=dimension)
        return kept or vectors.none(dimension), vectors.none(dimension)

    def _load(self, said: NDArray[np.uint64]) -> Vectors:
        """The vectors the store has for some articles, under their keys."""
        if self._embedder is None:
            return vectors.none()
        found = vectors.none(self._embedder.dimension)
        for start in range(0, len(said), _CHUNK):
            part = said[start : start + _CHUNK]
            ids, rows = self._store.vectors.load(self._embedder.name, (part >> np.uint64(16)).tolist())
            places = np.searchsorted(part, np.asarray(ids, dtype=np.uint64) << np.uint64(16))
            found = vectors.joined(found, Vectors(part[places], rows)) if ids else found
        return found

    def _merged(self, old: Vectors, new: Vectors, said: NDArray[np.uint64]) -> Vectors:
        """Both as one set without those that are gone, kept as a snapshot and mapped from there."""
        alive = np.isin(old.keys, said)
        kept = old if alive.all() else Vectors(old.keys[alive], old.rows[alive])
        whole = _sorted(vectors.joined(kept, new))
        snapshot.write(self._folder, whole, token=f"{int(said.max(initial=0)):020d}-{len(whole)}")
        return snapshot.read(self._folder, dimension=whole.rows.shape[1]) or whole


def _found(ordered: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.intp]:
    """The places in `ordered` of those of `wanted` that are there."""
    if not len(ordered):
        return np.zeros(0, dtype=np.intp)
    places = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    found: NDArray[np.intp] = places[ordered[places] == wanted]
    return found


def _sorted(held: Vectors) -> Vectors:
    if (held.keys[1:] >= held.keys[:-1]).all():
        return held
    order = np.argsort(held.keys)
    return Vectors(held.keys[order], held.rows[order])


def _places(held: Vectors, said: NDArray[np.uint64]) -> NDArray[np.intp]:
    if not len(said):
        return np.full(len(held), -1, dtype=np.intp)
    places = np.minimum(np.searchsorted(said, held.keys), len(said) - 1)
    return np.where(said[places] == held.keys, places, -1)
