"""What composing a page looks at in each candidate, read off the catalogue in this one place."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue import ROOTS, Floats
from broadsheet.recommend.view import Rows, View

Doubles = NDArray[np.float64]
Mask = NDArray[np.bool_]
PUBLIC = frozenset(f"medtop:{number}000000" for number in ("02", "03", "05", "06", "07", "09", "11", "16"))
"""IPTC subjects the public must hear of: law and justice, disasters, education, environment, health, labour, politics,
war and peace. Sport, leisure, arts and the like are left to taste."""
_READS = 100
"""Of the articles read, the last hundred say what a reader's mix is; more only cost time."""


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """W candidates: `vectors` (W, d) unit rows or zeros, `story` an id or -1, `outlet` a code, 0 where there is none.

    `topics` (W, T) shares an article evenly among its most general subjects, in the order of `subjects`; `hours` is
    when each was published; `public` whether it is of public interest.
    """

    vectors: Floats
    story: NDArray[np.int64]
    outlet: NDArray[np.int64]
    topics: Doubles
    subjects: tuple[str, ...]
    hours: Doubles
    public: Mask


def traits(view: View, rows: Rows) -> Traits:
    """The traits of `rows`."""
    catalogue = view.catalogue
    topics, subjects = _topics(view, rows)
    return Traits(
        vectors=view.vectors(rows),
        story=catalogue.story[rows],
        outlet=_codes(catalogue.outlet[rows]),
        topics=topics,
        subjects=subjects,
        hours=catalogue.hours[rows],
        public=(catalogue.roots[rows] & catalogue.bits_of(PUBLIC)) != 0,
    )


def mix(view: View) -> Mapping[str, float]:
    """The share of each most general subject in what the reader read; empty for one who read nothing."""
    return view.own("mix", lambda: _mix(view))


def _mix(view: View) -> Mapping[str, float]:
    read = list(view.profile.read.items())[-_READS:]
    topics, subjects = _topics(view, np.array([row for row, _ in read], dtype=np.int64))
    weights = np.array([weight for _, weight in read], dtype=np.float64) @ topics
    total = float(weights.sum())
    return {name: float(w) / total for name, w in zip(subjects, weights, strict=True)} if total > 0 else {}


def _topics(view: View, rows: Rows) -> tuple[Doubles, tuple[str, ...]]:
    """The subjects of each row, shared evenly, shape (W, T), and their names."""
    bits = view.catalogue.roots[rows]
    names = view.catalogue.names["roots"].names
    any_of = int(np.bitwise_or.reduce(bits, initial=np.uint64(0)))
    used = [place for place in range(min(len(names) - 1, ROOTS)) if any_of >> place & 1]
    matrix = (bits[:, None] >> np.array(used, dtype=np.uint64) & np.uint64(1)).astype(np.float64)
    matrix /= np.maximum(matrix.sum(axis=1, keepdims=True), 1.0)
    return matrix, tuple(names[place + 1] for place in used)


def _codes(outlets: NDArray[np.int32]) -> NDArray[np.int64]:
    """Outlets as small numbers, 0 for none."""
    names, codes = np.unique(np.append(outlets, 0), return_inverse=True)
    shifted: NDArray[np.int64] = codes[:-1].astype(np.int64)
    return shifted if names[0] == 0 else shifted + 1
