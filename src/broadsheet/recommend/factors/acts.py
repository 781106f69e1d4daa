"""Acts as columns: what factors are learnt from. Made of events in one pass, and gone when the learning is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Event

_OPENED = frozenset({"click", "finish", "like", "share", "save"})
_MOST = 500
"""The newest articles of a reader that count: one who opens everything, or a machine, says no more than that."""


@dataclass(frozen=True, slots=True, eq=False)
class Acts:
    """One row a reader and article: `reader` (m,) from 0 to `readers`, `article` (m,) a place in `ids`, `weight` (m,).

    `ids` (n,) are articles, ascending; `shown` (n,) is how often each was shown to anyone, at least as often as opened.
    """

    ids: NDArray[np.int64]
    reader: NDArray[np.int64]
    article: NDArray[np.int64]
    weight: NDArray[np.float32]
    shown: NDArray[np.float32]
    readers: int


def acts(events: Iterable[Event], *, known: Callable[[list[int]], NDArray[np.int64]]) -> Acts:
    """The acts among `events` on articles that are `known` (below 0: not); what is done twice counts once."""
    names: dict[str, int] = {}
    shown: dict[int, int] = {}
    opened: dict[int, dict[int, None]] = {}
    for event in events:
        if event.article is None or (event.action != "view" and event.action not in _OPENED):
            continue
        reader = names.setdefault(event.reader, len(names))
        if event.action == "view":
            shown[event.article] = shown.get(event.article, 0) + 1
        else:
            opened.setdefault(reader, {})[event.article] = None
    pairs = [(reader, article) for reader, own in opened.items() for article in list(own)[-_MOST:]]
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    ids = np.unique(np.concatenate([columns[:, 1], np.fromiter(shown, np.int64, len(shown))]))
    ids = ids[np.asarray(known(ids.tolist())) >= 0]
    columns = columns[np.isin(columns[:, 1], ids)]
    place = np.searchsorted(ids, columns[:, 1])
    looks = np.array([shown.get(article, 0) for article in ids.tolist()], dtype=np.float32)
    opens = np.bincount(place, minlength=len(ids)).astype(np.float32)
    return Acts(
        ids=ids,
        reader=columns[:, 0],
        article=place,
        weight=np.ones(len(place), dtype=np.float32),
        shown=np.maximum(looks, opens),
        readers=len(names),
    )
