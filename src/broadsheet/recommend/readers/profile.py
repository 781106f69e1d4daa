"""The profile: what is known of a reader from what they did and set, as rows of one catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Reader
from broadsheet.recommend.catalogue import Catalogue, Floats
from broadsheet.recommend.readers.history import ACTIONS, History

_WORTH = {"click": 1.0, "dwell": 1.0, "finish": 1.5, "like": 2.0, "share": 2.0, "save": 2.0}
"""How much an act says of interest, beside opening."""
_MINUTE = 60.0
_GLANCE_SECONDS = 5.0
"""A shorter stay is a mistaken click."""
_HALF_LIFE_HOURS = 7.0 * 24
"""After a week an interest counts half; it is measured from the reader's latest act, so a holiday forgets nothing."""
_TOP = 3
_ALIKE = 64
"""Of what was read, the newest that interests are found among."""
_INTERESTS = 4
_GAIN = 0.04
"""An interest more must bring the articles read so much nearer to one, of 1, or it is none."""
_SESSION = 10
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What one reader read, refused, saw and follows.

    `read` maps a row to its weight, the last read last: 0 where the reader lets nothing of it be used; `refused` are
    rows hidden or wanted less of; `seen` counts how often a row was shown; `followed` are folded topics and tags with
    their weight (0 to 2), the first followed first; `session` is the decayed mean of what was read, of unit length, or
    None; `interests` are up to four rows that stand for all that was read, with their shares; `opened` the last rows
    read that count, newest first; `top` are the most general topics read or followed most; `places` those they call
    theirs; `unknown` whether they did something with articles that are not here. `kept` is what pages made of it that
    need not be made again (`View.own`), some 6 kB, and ends with it: a profile is another one after every act.
    """

    read: Mapping[int, float] = field(default_factory=dict)
    refused: tuple[int, ...] = ()
    seen: Mapping[int, int] = field(default_factory=dict)
    followed: Mapping[str, float] = field(default_factory=dict)
    session: Floats | None = None
    interests: Mapping[int, float] = field(default_factory=dict)
    opened: tuple[int, ...] = ()
    top: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    unknown: bool = False
    kept: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False)


def profile(reader: Reader, history: History, *, catalogue: Catalogue) -> Profile:
    """The profile of `reader` from what they did; empty for one who is not personalised."""
    if not reader.personalised:
        return Profile()
    articles, hours, actions, values = (np.asarray(column) for column in history.newest())
    rows = catalogue.index.find(articles.astype(np.int64))
    there = rows >= 0
    unknown = not bool(there.all())
    rows, hours, actions, values = rows[there], hours[there], actions[there], values[there]
    refused = _in_order(rows[np.isin(actions, _REFUSING)])
    worth = _worths(actions, values)
    telling = (worth > 0) & ~np.isin(rows, refused)
    read = _read(reader, catalogue, rows[telling], hours[telling], worth[telling])
    followed = _followed(reader, history)
    counted = {row: weight for row, weight in read.items() if weight > 0}
    seen, times = np.unique(rows[actions == ACTIONS.index("view")], return_counts=True)
    last = list(counted)[-_ALIKE:]
    vectors = catalogue.vectors[np.array(last, dtype=np.int64)]
    most = max(counted.values(), default=1.0)
    weights = np.array([counted[row] / most for row in last], dtype=np.float32)
    return Profile(
        read=read,
        refused=tuple(refused.tolist()),
        seen=dict(zip(seen.tolist(), times.tolist(), strict=True)),
        followed=followed,
        session=_mean(weights, vectors),
        interests=_interests(last, weights, vectors),
        opened=tuple(last[: -_SESSION - 1 : -1]),
        top=_top(counted, followed, catalogue),
        places=_places(reader),
        unknown=unknown,
    )


def _worths(actions: NDArray[np.int8], values: NDArray[np.float32]) -> NDArray[np.float64]:
    worth = _BY_ACTION[actions]
    stay = np.where(values >= _GLANCE_SECONDS, np.minimum(values / _MINUTE, 2.0), 0.0)
    return np.where(actions == ACTIONS.index("dwell"), worth * stay, worth)


def _read(
    reader: Reader,
    catalogue: Catalogue,
    rows: Rows,
    hours: NDArray[np.float64],
    worth: NDArray[np.float64],
) -> dict[int, float]:
    """What each row read weighs, in the order of the last time it was read.

    Weights fade from the last thing read, not from the last page looked at: after years away it all still counts.
    """
    if not len(rows):
        return {}
    weights = worth * np.exp2((hours - hours.max()) / _HALF_LIFE_HOURS)
    names, place = np.unique(rows, return_inverse=True)
    last = np.zeros(len(names), dtype=np.int64)
    np.maximum.at(last, place, np.arange(len(rows)))
    sums = np.bincount(place, weights=weights) * _wanted(reader, catalogue, names)
    order = np.argsort(last)
    return dict(zip(names[order].tolist(), sums[order].tolist(), strict=True))


def _wanted(reader: Reader, catalogue: Catalogue, rows: Rows) -> NDArray[np.float64]:
    """How much the reader lets each row count: 0 where it has a muted tag, else the product of the weights they set."""
    wanted = np.ones(len(rows))
    for tag, weight in reader.weights.items():
        wanted[catalogue.having(rows, [tag])] *= min(max(weight, 0.0), 2.0)
    if reader.muted:
        wanted[catalogue.having(rows, reader.muted)] = 0.0
    return wanted


def _followed(reader: Reader, history: History) -> dict[str, float]:
    """What the reader's settings and later acts say together, less what they muted."""
    said = {topic.casefold(): True for topic in reader.topics}
    for topic, on in history.followed.items():
        said[topic] = on
    set_to = {tag.casefold(): weight for tag, weight in reader.weights.items()}
    muted = {tag.casefold() for tag in reader.muted}
    found = {tag: min(max(set_to.get(tag, 1.0), 0.0), 2.0) for tag, on in said.items() if on and tag not in muted}
    return {tag: weight for tag, weight in found.items() if weight > 0}


def _places(reader: Reader) -> tuple[str, ...]:
    muted = {tag.casefold() for tag in reader.muted}
    return tuple(place for place in reader.places if place and place.casefold() not in muted)


def _mean(weights: Floats, vectors: Floats) -> Floats | None:
    mean: Floats = weights @ vectors
    length = float(np.linalg.norm(mean)) if len(weights) else 0.0
    return mean / np.float32(length) if length > 0 else None


def _interests(rows: Sequence[int], weights: Floats, vectors: Floats) -> dict[int, float]:
    """Up to four medoids of what was read, chosen greedily so that each article read is near to one.

    Facility location, whose greedy choice is within 1 - 1/e of the best (Nemhauser, Wolsey and Fisher, 1978).
    """
    if not rows or not vectors.any():
        return {}
    likeness = np.maximum(vectors @ vectors.T, 0.0)
    share = weights / weights.sum()
    near = np.zeros(len(rows), dtype=np.float32)
    chosen: list[int] = []
    while len(chosen) < min(_INTERESTS, len(rows)):
        gains = share @ np.maximum(likeness - near[:, None], 0.0)
        best = int(np.argmax(gains))
        if chosen and gains[best] < _GAIN:
            break
        chosen.append(best)
        near = np.maximum(near, likeness[:, best])
    own = np.argmax(likeness[:, chosen], axis=1)
    return {rows[place]: float(share[own == number].sum()) for number, place in enumerate(chosen)}


def _top(read: Mapping[int, float], followed: Mapping[str, float], catalogue: Catalogue) -> frozenset[str]:
    counts: dict[str, float] = {}
    bits = catalogue.roots[np.fromiter(read, np.int64, len(read))]
    for each in np.unique(bits).tolist():
        weight = float(np.array(list(read.values()))[bits == each].sum())
        for root in catalogue.roots_of(each):
            counts[root] = counts.get(root, 0.0) + weight
    for topic in followed:
        newest = catalogue.roots[catalogue.newest(topic, most=_ALIKE)]
        if len(newest):
            common, times = np.unique(newest, return_counts=True)
            for root in sorted(catalogue.roots_of(int(common[np.argmax(times)])))[:1]:
                counts[root] = counts.get(root, 0.0) + 1.0
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return frozenset(root for root, _ in ordered[:_TOP])


def _in_order(rows: Rows) -> Rows:
    """Each once, in the order they first came."""
    names, first = np.unique(rows, return_index=True)
    return names[np.argsort(first)]


_BY_ACTION = np.array([_WORTH.get(action, 0.0) for action in ACTIONS])
_REFUSING = [ACTIONS.index("hide"), ACTIONS.index("less")]
