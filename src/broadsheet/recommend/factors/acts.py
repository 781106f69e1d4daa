"""Acts as columns: what factors are learnt from. Made of events in one pass, and gone when the learning is done."""

from collections.abc import Iterable
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


def acts(events: Iterable[Event], *, ids: Iterable[int]) -> Acts:
    """The acts among `events` on the articles `ids`; what is done with others, or twice, is passed over."""
    known = np.unique(np.fromiter(ids, dtype=np.int64))
    places = {id: place for place, id in enumerate(known.tolist())}
    names: dict[str, int] = {}
    opened: dict[int, dict[int, None]] = {}
    shown = np.zeros(len(known), dtype=np.float32)
    for event in events:
        place = places.get(event.article or 0)
        if place is None:
            continue
        reader = names.setdefault(event.reader, len(names))
        if event.action == "view":
            shown[place] += 1.0
        elif event.action in _OPENED:
            opened.setdefault(reader, {})[place] = None
    pairs = [(reader, place) for reader, own in opened.items() for place in list(own)[-_MOST:]]
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    opens = np.bincount(columns[:, 1], minlength=len(known)).astype(np.float32)
    return Acts(
        ids=known,
        reader=columns[:, 0],
        article=columns[:, 1],
        weight=np.ones(len(pairs), dtype=np.float32),
        shown=np.maximum(shown, opens),
        readers=len(names),
    )
