"""A view: all a candidate source may look at when it says what it thinks of each article."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Context
from broadsheet.recommend.catalogue import Catalogue, Floats
from broadsheet.recommend.catalogue.nearness import Rows, archive_near, hot_near, nearest, wide
from broadsheet.recommend.crowd import Look
from broadsheet.recommend.factors.acts import SEEN_OFTEN
from broadsheet.recommend.factors.factors import Factors, Taste
from broadsheet.recommend.readers.profile import Profile

__all__ = ["Candidates", "Rows", "View", "best"]
Told = Callable[[int], Mapping[str, str]]
Once = Callable[[tuple[object, ...], Callable[[], Rows]], Rows]
T = TypeVar("T")

_BESIDE = 128
_READ = 64
"""Of what was read, the last is looked through for a reason."""
_FOLDED = 256
"""The newest articles read, and passed over, that a reader is folded in by: more take longer and say no more."""


def _at_once(_: tuple[object, ...], make: Callable[[], Rows]) -> Rows:
    return make()


def _nothing(_: int) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, eq=False)
class View:
    """The catalogue, the reader's profile, what the crowd does, the time in hours and the context of one page.

    `languages` are those the reader reads (empty: any), `language` that of the page; `seed` decides what is drawn by
    lot. `told` gives an article's own words: its `title`, and each of its tags as it is written. `once` gives what is
    the same for every reader of this moment: made when it is first asked for. `factors` are what everyone's acts say
    articles have in common, None until they were learnt. `turn` is another number whenever the catalogue or the factors
    are others; below 0 where nobody counts, and then nothing is held from one page to the next.
    """

    catalogue: Catalogue
    profile: Profile
    crowd: Look
    hour: float
    context: Context = field(default_factory=Context)
    languages: tuple[str, ...] = ()
    language: str = ""
    seed: int = 0
    told: Told = _nothing
    once: Once = _at_once
    factors: Factors | None = None
    turn: int = -1
    held: dict[str, list[tuple[Rows, Floats]]] = field(default_factory=dict)

    def own(self, name: str, make: Callable[[], T], *, most: int = 0) -> T:
        """What `make` gives: held until the reader acts or sets something, or the catalogue or the factors change.

        It may depend on the profile, the languages, the catalogue, the factors and `most`, and on nothing else.
        """
        stamp = (self.turn, most)
        found = self.profile.kept.get(name)
        if found is None or found[0] != stamp or self.turn < 0:
            found = self.profile.kept[name] = (stamp, make())
        value: T = found[1]
        return value

    def vectors(self, rows: Rows) -> Floats:
        """The embeddings of `rows`, (n, d); made once a page, whichever of its sources and rules ask for them."""
        return self._once_a_page("vectors", rows, lambda: self.catalogue.vectors[rows])

    def vector(self, row: int) -> Floats:
        """The embedding of one row, (d,): out of those made for the page where it is among them."""
        vector: Floats = self.vectors(np.array([row]))[0]
        return vector

    def _once_a_page(self, kind: str, rows: Rows, make: Callable[[], Floats]) -> Floats:
        """A line for each of `rows`: out of those of this kind that the page has, where all of them are there."""
        held = self.held.setdefault(kind, [])
        for there, lines in held:
            if there is rows:
                return lines
        for there, lines in held:
            if len(there) >= len(rows):
                places = there.searchsorted(rows)
                if (there.take(places, mode="clip") == rows).all():
                    return lines[places]
        made = make()
        if len(rows) > 1 and (rows[1:] > rows[:-1]).all():  # those that ascend are looked through, and the rest made
            held.append((rows, made))
        return made

    def ages(self, rows: Rows) -> NDArray[np.float64]:
        """The ages of `rows` in hours, 0 for one dated in the future."""
        ages: NDArray[np.float64] = np.maximum(self.hour - self.catalogue.hours[rows], 0.0)
        return ages

    def factored(self, rows: Rows) -> Floats:
        """The factors of `rows` (n,), (n, k); of no columns while there are none."""
        factors = self.factors
        if factors is None:
            return np.zeros((len(rows), 0), dtype=np.float32)
        ids = self.catalogue.ids[rows]
        return self._once_a_page(
            "factors", rows, lambda: factors.of(ids, embed=lambda places: self.vectors(rows[places]))
        )

    @cached_property
    def taste(self) -> Taste | None:
        """The reader folded into the factors by what they read and passed over; None while nothing can be said."""
        return self.own("taste", self._taste)

    def _taste(self) -> Taste | None:
        read = {row: weight for row, weight in self.profile.read.items() if weight > 0}
        if self.factors is None or not read:
            return None
        opened = np.array(list(read)[-_FOLDED:], dtype=np.int64)
        weights = np.array(list(read.values())[-_FOLDED:], dtype=np.float32)
        seen = dict(list(self.profile.seen.items())[-_FOLDED:])
        rows = np.concatenate([opened, np.array(list(seen), dtype=np.int64)])
        vectors = self.factored(rows)
        times = np.minimum(np.array(list(seen.values()), dtype=np.float32), np.float32(SEEN_OFTEN))
        shown = vectors[len(opened) :] * np.sqrt(times)[:, None]
        return self.factors.fold_in(vectors[: len(opened)], weights, shown=shown)

    @cached_property
    def owed(self) -> tuple[Rows, Floats]:
        """The rows read that count, (b,), and what an article's factors owe each of them, (k, b); see `Taste.owed`."""
        read = np.array([row for row, weight in self.profile.read.items() if weight > 0], dtype=np.int64)
        if self.taste is None:
            return read[:0], np.zeros((0, 0), dtype=np.float32)
        weights = np.array([self.profile.read[row] for row in read.tolist()], dtype=np.float32)
        return read, self.taste.owed(self.factored(read), weights)

    def title(self, row: int) -> str:
        """The title of one article."""
        return self.told(row).get("title", "")

    def readable(self, rows: Rows) -> Rows:
        """Those of `rows` that may be shown to this reader."""
        rows = rows[self.catalogue.alive[rows]]
        return rows[self.catalogue.language_is(rows, self.languages)] if self.languages else rows

    @cached_property
    def recent(self) -> Rows:
        """The rows of the hot window that the reader can read, the newest first."""
        return self.once(("recent", self.languages), lambda: self.readable(self.catalogue.hot.rows))

    @cached_property
    def beside(self) -> tuple[Rows, Floats]:
        """What readers of the last articles this reader opened also opened, with weights, the greatest first."""
        opened = np.array(self.profile.opened, dtype=np.int64)
        rows, weights = self.crowd.together.beside(opened, hour=self.hour, most=_BESIDE)
        here = rows < len(self.catalogue)  # an article that came after this page was begun is for the next one
        return rows[here], weights[here]

    @cached_property
    def read(self) -> tuple[Rows, Floats]:
        """The last rows read that count, and their embeddings."""
        counted = [row for row, weight in self.profile.read.items() if weight > 0]
        rows = np.array(counted[-_READ:], dtype=np.int64)
        return rows, self.catalogue.vectors[rows]

    def near(self, vector: Floats, *, most: int, least: float) -> Rows:
        """Up to `most` rows of the hot window near `vector`, a unit vector of the catalogue's space, nearest first.

        Those with a cosine of no more than `least` are left out.
        """
        rows = self.readable(hot_near(self.catalogue.hot, vector, most=wide(most)))
        rows, cosines = nearest(self.catalogue.vectors, rows, vector, most=most)
        return rows[cosines > least]

    def like(self, row: int, *, most: int) -> Rows:
        """Up to `most` rows, old or new, that are like the article of `row`, the nearest first."""
        return self.readable(self.once(("like", row, most), lambda: self._like(row, most)))

    def _like(self, row: int, most: int) -> Rows:
        vector = self.catalogue.vectors[row]
        if not vector.any():
            return np.zeros(0, dtype=np.int64)
        rows = hot_near(self.catalogue.hot, vector, most=wide(most))
        if self.catalogue.cells is not None:
            rows = np.union1d(rows, archive_near(self.catalogue.cells, vector, most=wide(most)))
        return nearest(self.catalogue.vectors, rows[rows != row], vector, most=most)[0]


class Candidates(Protocol):
    """The shape of a file in `candidates/`: a source of articles, which is also a part of their score.

    `WEIGHT` is what a signal of 1 adds to the score of the linear ranker; the learnt ranker has the signal as a feature
    of the group of this name. `PERSONAL` says whether the signal depends on the profile; such a source is left out for
    a reader who switched personalisation off. Nothing here may cost time in proportion to the archive.
    """

    WEIGHT: float
    PERSONAL: bool

    def find(self, view: View, *, most: int) -> Rows:
        """Up to `most` rows this source puts forward, the best first; none when it has nothing to say."""
        ...

    def signal(self, view: View, rows: Rows) -> Floats:
        """One number from 0 to 1 for each of `rows` (any rows of the catalogue, found by whichever source)."""
        ...

    def reason(self, view: View, row: int, *, language: str) -> str:
        """Why this source put the article of `row` forward, in `language` (`zh`, else English), for the reader."""
        ...


def best(rows: Rows, signal: Floats, *, most: int) -> Rows:
    """Those of `rows` with the greatest `signal` above 0, at most `most`, the best first, of equals the newest row."""
    there = signal > 0
    rows, signal = rows[there], signal[there]
    if len(rows) > most:
        chosen = np.argpartition(-signal, most - 1)[:most]
        rows, signal = rows[chosen], signal[chosen]
    found: Rows = rows[np.lexsort((-rows, -signal))]
    return found
