"""Samples: served pages as they were decided, each article with how the reader took it.

The features are those that were logged, so nothing here knows how they are made. A page that lacks a column that
another has counts it as 0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Event, Served
from broadsheet.recommend.catalogue import Floats

_HOUR = 3600.0
REFUSED, PASSED, OPENED, READ, LIKED = range(5)
"""The grades: hidden or wanted less of, shown and passed over, opened, read to the end or for long, liked."""
_GRADES = {"hide": REFUSED, "less": REFUSED, "click": OPENED, "finish": READ, "like": LIKED, "share": LIKED}
_GRADES["save"] = LIKED
_LONG_SECONDS = 30.0
"""A stay that counts as reading: the first hundred words, or two hundred characters."""
_HALF_LIFE_DAYS = 14.0
"""A page two weeks old teaches half as much: tastes last longer than news."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Pages as rows: row i is one article on page `page[i]`; the rows of a page are together, pages in time's order.

    `features` (n, columns), `grades` (n,) 0 to 4, `positions` (n,) from 1, `propensities` (n,) and `explored` (n,).
    Of each page (p,): `hours` since 1970, `readers` as numbers, and `keys`, the ids it was served under.
    """

    columns: tuple[str, ...]
    features: Floats
    grades: NDArray[np.int8]
    positions: NDArray[np.int32]
    propensities: NDArray[np.float64]
    explored: NDArray[np.bool_]
    page: NDArray[np.int64]
    hours: NDArray[np.float64]
    readers: NDArray[np.int64]
    keys: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def clicks(self) -> NDArray[np.bool_]:
        """Which rows were opened (n,)."""
        found: NDArray[np.bool_] = self.grades >= OPENED
        return found

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many rows each page has (p,)."""
        found: NDArray[np.int64] = np.bincount(self.page, minlength=len(self))
        return found

    @property
    def weights(self) -> Floats:
        """The weight of each row (n,): half for what is two weeks older than the newest page."""
        days = (self.hours.max(initial=0.0) - self.hours) / 24.0
        found: Floats = np.exp2(-days / _HALF_LIFE_DAYS)[self.page].astype(np.float32)
        return found

    def pages(self, kept: NDArray[np.bool_]) -> "Samples":
        """Those pages (p,) alone."""
        rows = kept[self.page]
        numbers = np.cumsum(kept) - 1
        return Samples(
            self.columns,
            self.features[rows],
            self.grades[rows],
            self.positions[rows],
            self.propensities[rows],
            self.explored[rows],
            numbers[self.page[rows]],
            self.hours[kept],
            self.readers[kept],
            tuple(key for key, keep in zip(self.keys, kept, strict=True) if keep),
        )

    def split(self, share: float) -> tuple["Samples", "Samples"]:
        """The past, and the newest `share` of the pages."""
        first = np.arange(len(self)) < len(self) - round(len(self) * share)
        return self.pages(first), self.pages(~first)


def samples(pages: Iterable[Served], acts: Iterable[Event], *, unwilling: frozenset[str] = frozenset()) -> Samples:
    """The samples of `pages`, with how the readers took them from the `acts` that name a page.

    Left out are pages that were not personalised, those of readers who are `unwilling` to have what they do used, and
    those logged without features. Where the site reports views, what was never in view is no sample: it was neither
    taken nor passed over.
    """
    kept = {
        page.key: page
        for page in pages
        if page.personalised and page.reader not in unwilling and page.columns and page.items
    }
    taken = _taken((act for act in acts if act.page in kept), kept)
    ordered = sorted(kept.values(), key=lambda page: (page.at, page.key))
    columns = {column for page in ordered for column in page.columns}  # a new reader's page lacks those of taste
    return _stacked(ordered, taken, columns=tuple(sorted(columns)))


_Taken = Mapping[str, Mapping[int, int]]
_SEEN = -1  # in view, and nothing more


def _taken(acts: Iterable[Event], pages: Mapping[str, Served]) -> _Taken:
    """By page and article the grade of what the page's own reader did; `_SEEN` for what was in view only."""
    found: dict[str, dict[int, int]] = {}
    for act in acts:
        if act.article is None or act.reader != pages[act.page].reader:
            continue
        grade = _SEEN if act.action == "view" else _grade(act)
        mine = found.setdefault(act.page, {})
        if grade is not None and mine.get(act.article) != REFUSED:
            mine[act.article] = REFUSED if grade == REFUSED else max(grade, mine.get(act.article, _SEEN))
    return found


def _grade(act: Event) -> int | None:
    if act.action == "dwell":
        return READ if act.value >= _LONG_SECONDS else OPENED
    return _GRADES.get(act.action)


def _stacked(pages: Sequence[Served], taken: _Taken, *, columns: tuple[str, ...]) -> Samples:
    rows = [row for place, page in enumerate(pages) for row in _rows(page, taken.get(page.key, {}), place, columns)]
    names = {name: i for i, name in enumerate(sorted({page.reader for page in pages}))}
    return Samples(
        columns,
        np.array([row[0] for row in rows], dtype=np.float32).reshape(len(rows), len(columns)),
        np.array([row[1] for row in rows], dtype=np.int8),
        np.array([row[2] for row in rows], dtype=np.int32),
        np.array([row[3] for row in rows], dtype=np.float64),
        np.array([row[4] for row in rows], dtype=bool),
        np.array([row[5] for row in rows], dtype=np.int64),
        np.array([page.at.timestamp() / _HOUR for page in pages], dtype=np.float64),
        np.array([names[page.reader] for page in pages], dtype=np.int64),
        tuple(page.key for page in pages),
    )


_Row = tuple[Sequence[float], int, int, float, bool, int]


def _rows(page: Served, taken: Mapping[int, int], place: int, columns: tuple[str, ...]) -> Iterator[_Row]:
    """The rows of one page; features of other columns than `columns` are put in their order, missing ones as 0."""
    reported = _SEEN in taken.values()
    order = None if page.columns == columns else {name: i for i, name in enumerate(page.columns)}
    for item in page.items:
        if len(item.features) != len(page.columns) or (reported and item.article not in taken):
            continue
        values = item.features
        if order is not None:
            values = tuple(values[order[name]] if name in order else 0.0 for name in columns)
        grade = taken.get(item.article, PASSED)
        yield values, PASSED if grade == _SEEN else grade, item.position, item.propensity, item.explored, place
