"""Replay: what a turn of the dials would cost and bring, seen on the pages of real readers before it goes live."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet import nlp
from broadsheet.core import Reader, Steering
from broadsheet.recommend.pages.page import Composed
from broadsheet.recommend.pages.slot import Slot
from broadsheet.recommend.pages.traits import traits
from broadsheet.recommend.view import Rows

Make = Callable[[Reader, Steering], Composed]
Chances = Callable[[NDArray[np.float64]], NDArray[np.float64]]
_DAY_HOURS = 24.0
_SHOWN = 6
"""Example pages shown side by side."""
_SHARES = 8
"""Subjects and outlets listed: those whose share moves most."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a set of pages is like.

    `clicks` a page, expected from how likely its reader is to open each article by what serves (where that is not
    learnt, from the article's click rate over all readers) and how often its position is looked at, 1 / log2(1 +
    position) as in DCG; `score` a page, the ranker's own opinion without what editors and the page's rules added,
    weighed alike; `age` in hours, the median; `fresh` the share under a day;
    `likeness` the mean cosine of two articles of a page; `coverage` how many articles are on any page; `public` the
    share of public interest; `outlets` how many outlets a page has.
    """

    clicks: float
    score: float
    age: float
    fresh: float
    likeness: float
    coverage: int
    public: float
    outlets: float


@dataclass(frozen=True, slots=True)
class Move:
    """A subject's or an outlet's share of all slots, before and after."""

    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Example:
    """One reader's page before and after, as article ids; the reader is not named."""

    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """The pages of `readers` readers made both ways: figures, shares that move, examples, and by what clicks are known.

    `method` is `chances` where what serves was learnt and knows how likely its scores are opened, `rates` where there
    are only clicks over all readers, `scores` where there are none: then `clicks` says nothing, and the ranker's scores
    are what there is to go by.
    """

    readers: int
    method: str
    before: Figures
    after: Figures
    subjects: tuple[Move, ...]
    outlets: tuple[Move, ...]
    examples: tuple[Example, ...]


_EDITORS = frozenset(
    {"dials", "boosted", "pinned", "public_interest", "explored", "outside", "variety", "outlet", "balance"}
)
"""Parts of a score that are no opinion of the ranker on the article."""


def replay(
    readers: Sequence[Reader],
    *,
    make: Make,
    before: Steering,
    after: Steering,
    language: str,
    chances: Chances | None = None,
) -> Replay:
    """The pages of `readers`, and of one nobody knows, under each steering; `chances` lead from scores to clicks."""
    asked = [*readers, Reader("")]
    then = [make(reader, before) for reader in asked]
    now = [make(reader, after) for reader in asked]
    clicked = any(bool(page.view.crowd.active.any()) for page in then if page.slots)
    return Replay(
        readers=len(asked),
        method="chances" if chances else "rates" if clicked else "scores",
        before=figures(then, chances=chances),
        after=figures(now, chances=chances),
        subjects=_moves(_subjects(then, language), _subjects(now, language)),
        outlets=_moves(_outlets(then), _outlets(now)),
        examples=tuple(Example(_ids(a), _ids(b)) for a, b in zip(then, now, strict=True))[-1 : -_SHOWN - 1 : -1],
    )


def figures(pages: Iterable[Composed], *, chances: Chances | None = None) -> Figures:
    """What these pages are like; empty ones say nothing."""
    told = [page for page in pages if page.slots]
    if not told:
        return Figures(0.0, 0.0, 0.0, 0.0, 0.0, 0, 0.0, 0.0)
    ages = np.concatenate([page.view.ages(_rows(page)) for page in told])
    seen = [traits(page.view, _rows(page)) for page in told]
    return Figures(
        clicks=_mean(
            _looked_at(chances(_opinions(page)) if chances else page.view.crowd.rate(_rows(page))) for page in told
        ),
        score=_mean(_looked_at(_opinions(page)) for page in told),
        age=float(np.median(ages)),
        fresh=float((ages < _DAY_HOURS).mean()),
        likeness=_mean(_alike(page.vectors) for page in seen),
        coverage=len({int(row) for page in told for row in _rows(page)}),
        public=_mean(float(page.public.mean()) for page in seen),
        outlets=_mean(float(len(set(page.outlet.tolist()))) for page in seen),
    )


def _rows(page: Composed) -> Rows:
    return np.array([slot.row for slot in page.slots], dtype=np.int64)


def _ids(page: Composed) -> tuple[int, ...]:
    return tuple(int(id) for id in page.view.catalogue.ids[_rows(page)]) if page.slots else ()


def _looked_at(values: NDArray[np.floating]) -> float:
    return math.fsum(float(v) / math.log2(1 + rank) for rank, v in enumerate(values, start=1))


def _opinions(page: Composed) -> NDArray[np.float64]:
    return np.array([_opinion(slot) for slot in page.slots])


def _opinion(slot: Slot) -> float:
    return math.fsum(value for name, value in slot.parts.items() if name not in _EDITORS)


def _alike(vectors: NDArray[np.floating]) -> float:
    """The mean cosine of two of them that have a vector."""
    there = vectors[vectors.any(axis=1)]
    pairs = len(there) * (len(there) - 1)
    return float(((there @ there.T).sum() - len(there)) / pairs) if pairs else 0.0


def _subjects(pages: Sequence[Composed], language: str) -> Mapping[str, float]:
    counts: dict[str, float] = {}
    for page in pages:
        seen = traits(page.view, _rows(page))
        for subject, share in zip(seen.subjects, seen.topics.sum(axis=0).tolist(), strict=True):
            label = nlp.tag_label(subject, language)
            counts[label] = counts.get(label, 0.0) + share
    return _shares(counts, sum(len(page.slots) for page in pages))


def _outlets(pages: Sequence[Composed]) -> Mapping[str, float]:
    counts = Counter(page.view.catalogue.outlet_of(slot.row) for page in pages for slot in page.slots)
    return _shares(counts, counts.total())


def _shares(counts: Mapping[str, float], total: float) -> Mapping[str, float]:
    return {name: count / total for name, count in counts.items() if name} if total else {}


def _moves(before: Mapping[str, float], after: Mapping[str, float]) -> tuple[Move, ...]:
    """Those whose share moves most, the greatest move first."""
    names = sorted(before.keys() | after.keys())
    moves = [Move(name, before.get(name, 0.0), after.get(name, 0.0)) for name in names]
    return tuple(sorted(moves, key=lambda m: -abs(m.after - m.before))[:_SHARES])


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return math.fsum(found) / len(found) if found else 0.0
