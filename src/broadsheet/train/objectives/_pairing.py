"""Documents that have all the columns an objective needs, bucketed by length."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.train.objectives._drawn import PARTS
from broadsheet.train.objectives._pieces import lengths_of
from broadsheet.train.objectives._source import Source


def pair_up(source: Source, columns: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """The documents of each part that lack none of `columns`; the source is told how many and how long they are."""
    return choose(source, {part: np.stack([lengths_of(source.column(part, c)) for c in columns]) for part in PARTS})


def labelled(source: Source, columns: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """The documents of each part that have these columns and a label."""
    lengths = {}
    for part in PARTS:
        known = np.asarray(source.shards.label(part)) >= 0
        lengths[part] = np.stack([lengths_of(source.column(part, column)) * known for column in columns])
    return choose(source, lengths)


def choose(source: Source, lengths: dict[str, NDArray[np.int64]]) -> dict[str, NDArray[np.int64]]:
    """The documents none of whose `lengths` (columns, documents) is 0."""
    rows = {}
    for part, found in lengths.items():
        rows[part] = np.flatnonzero((found > 0).all(axis=0)).astype(np.int64)
        source.holds(part, len(rows[part]), np.minimum(found, source.length).sum(axis=0)[rows[part]])
    return rows
