"""Acts as columns: what factors are learnt from. Made of events in one pass, and gone when the learning is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Event

_OPENED = frozenset({"click", "finish", "like", "share", "save"})
_MOST = 500
"""The newest articles of a reader that count: one who opens everything, or a machine, says no more than that."""
_SEEN_MOST = 2_000
"""The same for what they were shown."""
SEEN_OFTEN = 8
"""An article shown more often than this and never opened is as unwanted as can be; a machine asks a thousand times."""


@dataclass(frozen=True, slots=True, eq=False)
class Acts:
    """One row a reader and article: `reader` (m,) from 0 to `readers`, `article` (m,) a place in `ids`, `weight` (m,).

    `ids` (n,) are articles, ascending; `shown` (n,) is how often each was shown to anyone, at least as often as opened.
    `seen` is what each reader was shown, as far as that is known, with how often as its weight.
    """

    ids: NDArray[np.int64]
    reader: NDArray[np.int64]
    article: NDArray[np.int64]
    weight: NDArray[np.float32]
    shown: NDArray[np.float32]
    readers: int
    seen: "Seen" = field(default_factory=lambda: Seen(*(np.zeros(0, np.int64),) * 2, np.zeros(0, np.float32)))


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One row a reader and article shown to them: `reader` (p,), `article` (p,) a place in `ids`, `times` (p,)."""

    reader: NDArray[np.int64]
    article: NDArray[np.int64]
    times: NDArray[np.float32]


def acts(events: Iterable[Event], *, known: Callable[[list[int]], NDArray[np.int64]]) -> Acts:
    """The acts among `events` on articles that are `known` (below 0: not); what is done twice counts once."""
    names: dict[str, int] = {}
    seen: dict[int, dict[int, int]] = {}
    opened: dict[int, dict[int, None]] = {}
    for event in events:
        if event.article is None or (event.action != "view" and event.action not in _OPENED):
            continue
        reader = names.setdefault(event.reader, len(names))
        if event.action == "view":
            own = seen.setdefault(reader, {})
            own[event.article] = own.pop(event.article, 0) + 1
        else:
            opened.setdefault(reader, {})[event.article] = None
    pairs = _columns((reader, article, 1) for reader, own in opened.items() for article in list(own)[-_MOST:])
    looks = _columns((r, article, n) for r, own in seen.items() for article, n in list(own.items())[-_SEEN_MOST:])
    ids = np.unique(np.concatenate([pairs[:, 1], looks[:, 1]]))
    ids = ids[np.asarray(known(ids.tolist())) >= 0]
    pairs, looks = (rows[np.isin(rows[:, 1], ids)] for rows in (pairs, looks))
    place, at = np.searchsorted(ids, pairs[:, 1]), np.searchsorted(ids, looks[:, 1])
    shown = np.bincount(at, weights=looks[:, 2], minlength=len(ids))
    return Acts(
        ids=ids,
        reader=pairs[:, 0],
        article=place,
        weight=np.ones(len(place), dtype=np.float32),
        shown=np.maximum(shown, np.bincount(place, minlength=len(ids))).astype(np.float32),
        readers=len(names),
        seen=Seen(looks[:, 0], at, np.minimum(looks[:, 2], SEEN_OFTEN).astype(np.float32)),
    )


def _columns(rows: Iterable[tuple[int, int, int]]) -> NDArray[np.int64]:
    """Rows of three numbers as an array (n, 3)."""
    return np.array(list(rows), dtype=np.int64).reshape(-1, 3)
