"""The field a page is chosen from: the candidates that can get on it, and what each would take from the others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.pages.traits import Doubles, Mask, mix, traits
from broadsheet.recommend.ranking.rank import Ranked
from broadsheet.recommend.view import Rows, View

_LIKENESS = 0.3
"""How much an article loses by the one above it that is most like it, if that is its twin ..."""
_CROWDING = 0.06
"""... and by each one above it, for the cosine they have in common. With factors learnt pages are 10 % less alike for
2 % of nDCG, before that 44 % for 6 %: scores are nearer to each other then. evals/front_page_diversity.py draws the
curve."""
_UNLIKE = 0.15
"""The cosine under which two articles are different enough."""
_TWIN = 0.93
"""The cosine from which two articles say the same, though nobody joined them to a story."""
_BALANCE = 0.5
"""How much a page gains, all in all, by having the reader's mix of subjects."""
_OPEN = 0.2
"""The share of that mix that is everybody's: a reader of one subject is still told of others."""
_ONLY = 0.9
"""The share of what there is in a language from which an outlet is that language's only voice."""
_MOST_OF_A_STORY = 3
"""Only one of a story gets on the page; two more stand by for the case that it is pinned, or a cause is taken away."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """W candidates, the best first: their rows, scores and places in `Ranked`, and what binds them together.

    `variety` (W, W) is what one takes from the other by being like it, 0 or less; `taken` (W, W) is minus infinity
    where they tell the same, else 0; `outlet` a code, 0 for none or the only one of its language; `tastes` (W, T) is
    how much each serves the reader's mix by subject; `topics` (W, T) its subjects; `outside` whether it is of none of
    the reader's usual subjects. `complete` says that no candidate was left out for its score; `crowded` is what one
    too many of an outlet loses, more than all else together, so that it comes after everything else. `crowding` (W, W)
    adds up over a page; `lowering` is that and `taken` together.
    """

    rows: Rows
    scores: Doubles
    places: NDArray[np.int64]
    variety: Doubles
    crowding: Doubles
    taken: Doubles
    lowering: Doubles
    outlet: NDArray[np.int64]
    topics: Doubles
    tastes: Doubles
    outside: Mask
    public: Mask
    hours: Doubles
    complete: bool
    crowded: float


def field(ranked: Ranked, view: View, *, most: int, diversity: float, always: Sequence[int] = ()) -> Field:
    """The field of the `most` best; `always` are rows that are in it whatever they score.

    `diversity` multiplies what likeness costs: 1 as measured to be best, 0 not at all.
    """
    scores = ranked.scores.astype(np.float64)
    places = _window(scores, view.catalogue.story[ranked.rows], most=most)
    if always:
        missing = np.setdiff1d(np.flatnonzero(np.isin(ranked.rows, list(always))), places)
        places = np.concatenate([places, missing])
    rows = ranked.rows[places]
    seen = traits(view, rows)
    cosines = seen.vectors @ seen.vectors.T
    same = (seen.story[:, None] == seen.story[None, :]) & (seen.story >= 0)[:, None]
    np.fill_diagonal(same, True)  # noqa: FBT003
    wanted = _wanted(view, seen.subjects, seen.topics)
    usual = np.array([subject in view.profile.top for subject in seen.subjects], dtype=bool)
    crowding = np.multiply(np.maximum(cosines, 0.0), -_CROWDING * diversity, dtype=np.float64)
    taken = np.where(same | (cosines > _TWIN), -np.inf, 0.0)
    most_lost = _LIKENESS * diversity - float(crowding.sum(axis=0).min(initial=0.0))
    return Field(
        rows=rows,
        scores=scores[places],
        places=places,
        variety=np.multiply(np.minimum(_UNLIKE - cosines, 0.0), _LIKENESS * diversity, dtype=np.float64),
        crowding=crowding,
        taken=taken,
        lowering=taken + crowding,
        outlet=_limited(seen.outlet, view.catalogue.language[rows]),
        topics=seen.topics,
        tastes=seen.topics * wanted * _BALANCE,
        outside=_outside(seen.topics, usual) if view.profile.top else np.zeros(len(rows), dtype=bool),
        public=seen.public,
        hours=seen.hours,
        complete=most >= len(scores),
        crowded=float(np.ptp(scores[places])) + most_lost + _BALANCE + 1.0,
    )


def _window(scores: Doubles, story: NDArray[np.int64], *, most: int) -> NDArray[np.int64]:
    """The places of the `most` best, the best first, with no more than a few of any story."""
    order = np.argsort(-scores, kind="stable")
    told: dict[int, int] = {}
    kept: list[int] = []
    for place, id in zip(order.tolist(), story[order].tolist(), strict=True):
        if id >= 0:
            told[id] = told.get(id, 0) + 1
            if told[id] > _MOST_OF_A_STORY:
                continue
        kept.append(place)
        if len(kept) == most:
            break
    return np.array(kept, dtype=np.int64)


def _limited(outlet: NDArray[np.int64], language: NDArray[np.int16]) -> NDArray[np.int64]:
    """The outlets that may be too much of a page: not one without which a language would hardly be heard."""
    found = outlet.copy()
    for code in np.unique(language):
        here = language == code
        most = np.bincount(outlet[here]).argmax()
        if (outlet[here] == most).mean() >= _ONLY and (outlet != most).any():
            found[here & (outlet == most)] = 0
    return found


def _wanted(view: View, subjects: tuple[str, ...], topics: Doubles) -> Doubles:
    """The reader's mix over `subjects`, a part of it everybody's; zeros for one who read nothing."""
    own = mix(view)
    if not own:
        return np.zeros(len(subjects))
    shares = topics.sum(axis=0)
    everybody = shares / max(float(shares.sum()), 1e-9)
    mixed: Doubles = (1 - _OPEN) * np.array([own.get(subject, 0.0) for subject in subjects]) + _OPEN * everybody
    return mixed


def _outside(topics: Doubles, usual: Mask) -> Mask:
    """Which have subjects, and none of the usual ones."""
    found: Mask = np.logical_and(topics.any(axis=1), ~topics[:, usual].any(axis=1))
    return found
