"""The stock: the columns behind the catalogue, which grow and change while pages are made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue import ROOTS, Card, Catalogue
from broadsheet.recommend.catalogue.columns import Column, Index, Words
from broadsheet.recommend.catalogue.embeddings import Embeddings, Floats
from broadsheet.recommend.catalogue.nearness import Cells, Hot, Rows, Sketcher, cells, learnt
from broadsheet.recommend.catalogue.tagging import Lists, Tagging, code

HOT = 50_000
"""Articles of the hot window at most: what three days bring a large newsroom. Older ones are reached by likeness, tag
or what readers open."""
_ARCHIVE = 25_000
"""Articles of which cells are made, and added since they were made before they are made again."""
_KINDS: Mapping[str, Any] = {
    "ids": np.int64,
    "hours": np.float64,
    "language": np.int16,
    "outlet": np.int32,
    "roots": np.uint64,
    "length": np.int32,
    "story": np.int64,
    "size": np.int32,
    "outlets": np.int32,
    "alive": np.bool_,
}


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """What was prepared of the first `rows` rows: the lists of tags, and cells of the archive."""

    lists: Lists
    cells: Cells | None
    rows: int


class Stock:
    """The columns. One thread at a time may call what changes them; any may read the catalogues it gives."""

    def __init__(self) -> None:
        self.columns = {name: Column(kind) for name, kind in _KINDS.items()}
        self.words = {name: Words() for name in ("languages", "outlets", "roots")}
        self.embeddings = Embeddings()
        self.tags = Tagging()
        self.cells: Cells | None = None
        self.sketcher = Sketcher()
        self.ascending = True
        self._index = Index(np.zeros(0, np.int64), ascending=True)
        self._hot = Hot(np.zeros(0, np.int64), np.zeros((0, 1), np.int8), self.sketcher)
        self._changed: set[int] = set()
        self.touched = Column(np.int32)
        """For each row the generation in which what it says was last changed."""
        self.generation = 0
        self._settled = 0

    def put(self, cards: Iterable[Card], *, vectors: Mapping[int, Floats]) -> None:
        """Add articles or change those that are here; embeddings of articles that are not here are passed over."""
        self.generation += 1
        given = {c.id: c for c in cards}
        rows = self._index.find(list(given))
        known = {c.id: int(row) for c, row in zip(given.values(), rows, strict=True) if row >= 0}
        for id, row in known.items():
            self._change(row, given[id])
        self._add(sorted((c for c in given.values() if c.id not in known), key=lambda c: c.id))
        self._embed(vectors)

    def join(self, stories: Mapping[int, int]) -> None:
        """Say which story articles are in, -1 for none."""
        self.generation += 1
        rows = self._index.find(list(stories))
        new = np.fromiter(stories.values(), np.int64, len(stories))[rows >= 0]
        rows = rows[rows >= 0]
        story = self.columns["story"].values
        moved = story[rows] != new
        touched = np.unique(np.concatenate([story[rows[moved]], new[moved]]))
        story[rows[moved]] = new[moved]
        self.columns["size"].values[rows[moved]] = 1
        self.columns["outlets"].values[rows[moved]] = 1
        self.count_stories(touched[touched >= 0])

    def remove(self, articles: Sequence[int]) -> None:
        """Show these no more, and count them in no story; they keep their rows."""
        self.join(dict.fromkeys(articles, -1))
        rows = self._index.find(articles)
        self.columns["alive"].values[rows[rows >= 0]] = False
        self._touch(rows[rows >= 0])

    def catalogue(self) -> Catalogue:
        """The catalogue as it is now."""
        columns = {name: column.values for name, column in self.columns.items()}
        vectors = self.embeddings.look(columns["language"])
        if self.sketcher.basis is None and len(columns["ids"]) > _ARCHIVE:
            self.sketcher = learnt(vectors, np.flatnonzero(vectors.scales > 0))
            self._changed.update(self._hot.rows.tolist() if self.sketcher.basis is not None else ())
        if self.embeddings.moved:
            own = np.isin(columns["language"][self._hot.rows], list(self.embeddings.moved))
            self._changed.update(self._hot.rows[own].tolist())
            self.embeddings.moved = set()
        self._hot = _hot(self._hot, columns, changed=self._changed, vectors=vectors, sketcher=self.sketcher)
        self._changed = set()
        return Catalogue(
            **columns,
            vectors=vectors,
            tags=self.tags,
            index=self._index,
            hot=self._hot,
            cells=self.cells,
            names=self.words,
        )

    @property
    def due(self) -> bool:
        """Whether the lists of tags or the cells are to be made anew."""
        return self.tags.due or self._archive_due

    @property
    def _archive_due(self) -> bool:
        number = len(self.columns["ids"])
        return number > HOT and number - self._settled >= max(_ARCHIVE, self._settled // 10)

    def prepare(self, look: Catalogue) -> Settled:
        """The slow work, of what `look` holds; articles may be put meanwhile."""
        made = self.cells
        if self._archive_due:
            rows = np.flatnonzero((look.vectors.scales > 0) & look.alive)
            made = cells(look.vectors, rows, sketcher=look.hot.sketcher) if len(rows) else None
        return Settled(self.tags.lists(len(look)), made, len(look))

    def accept(self, settled: Settled) -> None:
        """Go on with what was prepared."""
        self.tags.accept(settled.lists, rows=settled.rows)
        if settled.cells is not self.cells:
            self.cells, self._settled = settled.cells, settled.rows

    def restored(self, *, ascending: bool) -> None:
        """Go on from columns that were filled otherwise."""
        self.ascending = ascending
        number = len(self.columns["ids"])
        self.touched.adopt(np.zeros(number, dtype=np.int32))
        self._settled = number if self.cells is not None else 0
        self.reindex()
        self._changed = set(np.argsort(-self.columns["hours"].values, kind="stable")[:HOT].tolist())

    def reindex(self) -> None:
        """Look up ids anew after rows were added."""
        self._index = Index(self.columns["ids"].values, ascending=self.ascending)

    def count_stories(self, stories: NDArray[np.int64]) -> None:
        """Count articles and outlets of `stories` anew."""
        if not len(stories):
            return
        story, outlet = self.columns["story"].values, self.columns["outlet"].values
        rows = np.flatnonzero(np.isin(story, stories))
        names, place, sizes = np.unique(story[rows], return_inverse=True, return_counts=True)
        named = outlet[rows] > 0
        pairs = np.unique(np.stack([place[named], outlet[rows][named]]), axis=1)
        told = np.bincount(pairs[0], minlength=len(names))
        self.columns["size"].values[rows] = sizes[place]
        self.columns["outlets"].values[rows] = np.maximum(told, 1)[place]

    def _add(self, cards: Sequence[Card]) -> None:
        if not cards:
            return
        ids = self.columns["ids"]
        first = len(ids)
        self.ascending &= not first or cards[0].id > int(ids.values[-1])
        values = [self._values(c) for c in cards]
        self.tags.append(_codes(c.tags) for c in cards)
        self.embeddings.grow(first + len(cards))
        for name in _KINDS:
            if name != "ids":
                self.columns[name].append([v[name] for v in values])
        ids.append([c.id for c in cards])
        self.touched.append(np.zeros(len(cards), dtype=np.int32))
        self.reindex()
        self._touch(np.arange(first, first + len(cards)))

    def _change(self, row: int, card: Card) -> None:
        values = self._values(card)
        for name in ("hours", "language", "roots", "length", "alive"):
            self.columns[name].values[row] = values[name]
        self.tags.replace(row, _codes(card.tags))
        if int(self.columns["outlet"].values[row]) != values["outlet"]:
            self.columns["outlet"].values[row] = values["outlet"]
            story = self.columns["story"].values[row : row + 1]
            self.count_stories(story[story >= 0].copy())
        self._touch(np.array([row]))

    def _touch(self, rows: Rows) -> None:
        self.touched.values[rows] = self.generation
        self._changed.update(rows.tolist())

    def _values(self, card: Card) -> dict[str, Any]:
        bits = 0
        for root in card.roots:
            bits |= 1 << min(self.words["roots"].code(root) - 1, ROOTS) if root else 0
        return {
            "hours": card.hour,
            "language": min(self.words["languages"].code(card.language), 255),
            "outlet": self.words["outlets"].code(card.outlet),
            "roots": np.uint64(bits),
            "length": min(card.length, 2**31 - 1),
            "story": -1,
            "size": 1,
            "outlets": 1,
            "alive": True,
        }

    def _embed(self, vectors: Mapping[int, Floats]) -> None:
        rows = self._index.find(list(vectors))
        there = [(int(row), vector) for row, vector in zip(rows, vectors.values(), strict=True) if row >= 0]
        if there:
            placed = np.array([row for row, _ in there], dtype=np.int64)
            matrix = np.stack([vector for _, vector in there]).astype(np.float32)
            self.embeddings.put(placed, matrix, language=self.columns["language"].values[placed])
            self._touch(placed)


def _codes(tags: Iterable[str]) -> NDArray[np.uint64]:
    return np.array([code(tag) for tag in tags], dtype=np.uint64)


def _hot(old: Hot, columns: Mapping[str, Any], *, changed: set[int], vectors: Any, sketcher: Sketcher) -> Hot:
    """The hot window after some rows changed: the newest that may be shown, of equal age those added last first."""
    if not changed and old.sketcher is sketcher:
        return old
    new = np.fromiter(changed, np.int64, len(changed))
    stays = ~np.isin(old.rows, new)
    rows = np.concatenate([old.rows[stays], new])
    places = np.concatenate([np.flatnonzero(stays), np.full(len(new), -1)])
    alive = columns["alive"][rows]
    rows, places = rows[alive], places[alive]
    order = np.lexsort((-rows, -columns["hours"][rows]))[:HOT]
    rows, places = rows[order], places[order]
    fresh = places < 0
    made = sketcher.of_rows(vectors, rows[fresh])
    sketches = np.zeros((len(rows), made.shape[1]), dtype=np.int8)
    sketches[fresh] = made
    if not fresh.all():
        sketches[~fresh] = old.sketches[places[~fresh]]
    return Hot(rows, sketches, sketcher)
