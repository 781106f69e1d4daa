"""Columns: what every indexed article is filtered by, in memory, a row an article. It knows no query and no vector."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.search.hits import Filters
from broadsheet.search.schema import key, seconds, sections
from broadsheet.search.tokens import fold

_UNSIGNED = ("stamp", "outlet_key", "language_key", "sentiment_key", "sections")
_SAID = 48
"""The bits of a stamp from here on tell the text; those below tell the annotations' versions."""
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """Equally long columns, ordered by `id`; `at` is in seconds since 1970, `sections` has a bit a broad topic.

    `said` is the id with some bits of its text's hash below it: it tells an article from what it said before.
    """

    id: NDArray[np.int64]
    at: NDArray[np.int64]
    said: NDArray[np.uint64]
    outlet_key: NDArray[np.uint64]
    language_key: NDArray[np.uint64]
    sentiment_key: NDArray[np.uint64]
    sections: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.id)

    def mask(self, filters: Filters) -> Mask | None:
        """The rows that fit those of `filters` that columns can tell; None when that asks nothing.

        A name and a narrow topic are for the engine to tell.
        """
        tests = [test(self, filters) for name, test in _TESTS.items() if getattr(filters, name)]
        if filters.topic in sections():
            tests.append((self.sections & np.uint64(1 << sections()[filters.topic])) != 0)
        return np.logical_and.reduce(tests) if tests else None


def of(values: Callable[[str], Sequence[int]]) -> Columns:
    """The columns as the engine gives them (`values` of a field), put in the order of their ids."""
    ids = np.asarray(values("id"), dtype=np.int64)
    order = np.argsort(ids, kind="stable")
    at = np.asarray(values("at"), dtype=np.int64)
    stamp, *keys = (np.asarray(values(name), dtype=np.uint64) for name in _UNSIGNED)
    said = (ids.astype(np.uint64) << np.uint64(16)) | (stamp >> np.uint64(_SAID))
    return Columns(ids[order], at[order], said[order], *(column[order] for column in keys))


def _since(columns: Columns, filters: Filters) -> Mask:
    return columns.at >= seconds(filters.since) if filters.since else np.ones(len(columns), dtype=bool)


def _until(columns: Columns, filters: Filters) -> Mask:
    return columns.at < seconds(filters.until) if filters.until else np.ones(len(columns), dtype=bool)


_TESTS: dict[str, Callable[[Columns, Filters], Mask]] = {
    "since": _since,
    "until": _until,
    "outlet": lambda c, f: c.outlet_key == key(fold(f.outlet)),
    "language": lambda c, f: c.language_key == key(f.language),
    "sentiment": lambda c, f: c.sentiment_key == key(f.sentiment),
}
