"""The profile: what is known of a reader from what they did and set. Made anew for each page, kept nowhere."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from broadsheet.core import Event, Reader
from broadsheet.recommend.catalogue import Catalogue, Floats

_WORTH = {"click": 1.0, "dwell": 1.0, "finish": 1.5, "like": 2.0, "share": 2.0, "save": 2.0}
"""How much an act says of interest, beside opening."""
_MINUTE = 60.0
_GLANCE_SECONDS = 5.0
"""A shorter stay is a mistaken click."""
_HALF_LIFE_DAYS = 7.0
"""After a week an interest counts half; it is measured from the reader's latest act, so a holiday forgets nothing."""
_TOP = 3


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What one reader read, refused, saw and follows.

    `read` maps a row to its weight; `refused` are rows hidden or wanted less of; `seen` counts how often a row was
    shown; `followed` are folded topics and tags, the first followed first; `session` is the decayed mean of what was
    read, of unit length, or None; `top` are the most general topics read or followed most.
    """

    read: Mapping[int, float] = field(default_factory=dict)
    refused: tuple[int, ...] = ()
    seen: Mapping[int, int] = field(default_factory=dict)
    followed: tuple[str, ...] = ()
    session: Floats | None = None
    top: frozenset[str] = frozenset()


def profile(reader: Reader, events: Sequence[Event], *, catalogue: Catalogue) -> Profile:
    """The profile of `reader` from everything they did, oldest first; empty for one who is not personalised."""
    if not reader.personalised:
        return Profile()
    refused = _refused(events, catalogue)
    read = {row: w for row, w in _read(events, catalogue).items() if row not in refused}
    followed = _followed(reader, events)
    return Profile(
        read=read,
        refused=tuple(refused),
        seen=Counter(catalogue.rows_of(e.article for e in events if e.action == "view" and e.article is not None)),
        followed=followed,
        session=_mean(read, catalogue),
        top=_top(read, followed, catalogue),
    )


def _read(events: Sequence[Event], catalogue: Catalogue) -> dict[int, float]:
    latest = max((e.at for e in events), default=None)
    read: dict[int, float] = {}
    for event in events:
        row = catalogue.rows.get(event.article) if event.article is not None else None
        worth = _worth(event)
        if row is not None and worth and latest:
            days = (latest - event.at).total_seconds() / 86_400
            read[row] = read.get(row, 0.0) + worth * math.pow(0.5, days / _HALF_LIFE_DAYS)
    return read


def _worth(event: Event) -> float:
    worth = _WORTH.get(event.action, 0.0)
    if event.action == "dwell":
        return min(event.value / _MINUTE, 2.0) * worth if event.value >= _GLANCE_SECONDS else 0.0
    return worth


def _refused(events: Iterable[Event], catalogue: Catalogue) -> list[int]:
    articles = [e.article for e in events if e.action in ("hide", "less") and e.article is not None]
    return list(dict.fromkeys(catalogue.rows_of(articles)))


def _followed(reader: Reader, events: Iterable[Event]) -> tuple[str, ...]:
    """What the reader's settings and later acts say together."""
    followed = dict.fromkeys(topic.casefold() for topic in reader.topics)
    for event in events:
        if event.action == "follow" and event.topic:
            followed[event.topic.casefold()] = None
        elif event.action == "unfollow":
            followed.pop(event.topic.casefold(), None)
    return tuple(followed)


def _mean(read: Mapping[int, float], catalogue: Catalogue) -> Floats | None:
    if not read:
        return None
    weights = np.fromiter(read.values(), dtype=np.float32)
    mean: Floats = weights @ catalogue.vectors[list(read)]
    length = float(np.linalg.norm(mean))
    return mean / np.float32(length) if length > 0 else None


def _top(read: Mapping[int, float], followed: Sequence[str], catalogue: Catalogue) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for row, weight in read.items():
        for root in catalogue.cards[row].roots:
            counts[root] += weight  # type: ignore[assignment]
    for topic in followed:
        rows = catalogue.tagged.get(topic, ())
        for root, _ in Counter(r for row in rows for r in catalogue.cards[row].roots).most_common(1):
            counts[root] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return frozenset(root for root, _ in ordered[:_TOP])
