"""The editor's hand on one page: what the dials add to each candidate, what is pinned, raised and lowered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from broadsheet.core import Dials, Reader, Steer, Steering
from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.ranking.rank import Ranked
from broadsheet.recommend.view import Rows, View

DIALS, BOOSTED = "dials", "boosted"
_FRESHNESS = 1.5
"""Turned right up, this hour's article gains over yesterday's half of what all of a reader's interest can give."""
_LOCALITY = 1.2
_DEPTH = 1.0
_DAY_HOURS = 24.0
_LONG = 4000.0
"""Characters (of Chinese) from which an article is as long as can be."""
_SHORT = 300.0
_ALPHABET = 3
"""Letters that say about what one character of Chinese does."""
MOST_BOOST = 3.0
"""In units of the score: about what separates the first candidate from the last."""
_PUBLIC_MOST = 0.5
"""Turned right up, the floor of public interest is half of the page."""
DIVERSITY_MOST = 4.0
"""What likeness costs with the dial turned right up, beside 1 at the middle and 0 turned down."""


@dataclass(frozen=True, slots=True)
class Hand:
    """What of the steering bears on one page.

    `pins` leads from a slot (from 0) to the row that stands there and the steer that put it there; `boosts` are rows
    (all that the steer is about) with their steer; `skipped` says of a pin's id why this reader's page is without it.
    """

    dials: Dials = field(default_factory=Dials)
    pins: Mapping[int, tuple[int, int, Steer]] = field(default_factory=dict)
    boosts: tuple[tuple[int, Steer], ...] = ()
    places: tuple[str, ...] = ()
    skipped: Mapping[int, str] = field(default_factory=dict)

    @property
    def diversity(self) -> float:
        """What likeness is multiplied with: 0 at 0, 1 at the middle, `DIVERSITY_MOST` at 1."""
        turned = self.dials.diversity
        return turned * 2 if turned <= 0.5 else DIVERSITY_MOST ** (2 * turned - 1)

    @property
    def public(self) -> float:
        """The least share of the page for subjects of public interest."""
        return self.dials.public_interest * _PUBLIC_MOST


NOBODY = Hand()


def hand(steering: Steering, view: View, reader: Reader, *, language: str) -> Hand:
    """What of the `steering`, all of which runs now, bears on the page of `reader` in `language`.

    A pin gives way to the reader: what they hid or have read is not pinned for them, nor what is in a language they do
    not read. Of two pins of one position the later takes it, and the earlier the next one free.
    """
    if steering == Steering():
        return replace(NOBODY, places=_places(view, reader))
    running = [(id, s) for id, s in steering.steers if _for(s, language)]
    pins: dict[int, tuple[int, int, Steer]] = {}
    skipped: dict[int, str] = {}
    pinned: set[int] = set()
    for id, steer in sorted(
        ((i, s) for i, s in running if s.kind == "pin"), key=lambda x: (x[1].since, x[0]), reverse=True
    ):
        row = view.catalogue.rows.get(steer.article or 0)
        why = (
            "gone"
            if row is None or not view.catalogue.alive[row]
            else "twice"
            if row in pinned
            else _refused(view, reader, row)
        )
        if row is None or why:
            skipped[id] = why
            continue
        slot = max(steer.position - 1, 0)
        while slot in pins:
            slot += 1
        pins[slot] = (row, id, steer)
        pinned.add(row)
    boosts = tuple((id, s) for id, s in running if s.kind == "boost")
    return Hand(steering.dials, pins, boosts, _places(view, reader), skipped)


def steered(ranked: Ranked, view: View, hand: Hand) -> Ranked:
    """The candidates with the parts `dials` and `boosted` where those say anything; pinned rows added with no parts."""
    if hand.pins:
        missing = np.setdiff1d(np.array([row for row, _, _ in hand.pins.values()], dtype=np.int64), ranked.rows)
        parts = {name: np.concatenate([p, np.zeros(len(missing), p.dtype)]) for name, p in ranked.parts.items()}
        ranked = replace(ranked, rows=np.concatenate([ranked.rows, missing]), parts=parts)
    added = {DIALS: dialled(view, ranked.rows, hand), BOOSTED: boosted(view, ranked.rows, hand)}
    turned = {name: part for name, part in added.items() if part.any()}
    return replace(ranked, parts={**ranked.parts, **turned}) if turned else ranked


def dialled(view: View, rows: Rows, hand: Hand) -> Floats:
    """What the dials for freshness, locality and depth add to each of `rows`; 0 for each dial at its middle."""
    total = np.zeros(len(rows), dtype=np.float32)
    for part in by_dial(view, rows, hand).values():
        total += part
    return total


def by_dial(view: View, rows: Rows, hand: Hand) -> dict[str, Floats]:
    """What each dial that is turned adds to each of `rows`, in units of the score."""
    turned = {name: 2 * getattr(hand.dials, name) - 1 for name in ("freshness", "locality", "depth")}
    signals = {"freshness": _fresh, "locality": _local, "depth": _deep}
    weights = {"freshness": _FRESHNESS, "locality": _LOCALITY, "depth": _DEPTH}
    return {
        name: np.float32(turn * weights[name]) * signals[name](view, rows, hand)
        for name, turn in turned.items()
        if turn
    }


def boosted(view: View, rows: Rows, hand: Hand) -> Floats:
    """What the running boosts add to each of `rows`, together within plus or minus `MOST_BOOST`."""
    total = np.zeros(len(rows), dtype=np.float32)
    for _, steer in hand.boosts:
        total += np.float32(steer.amount) * about(view, rows, steer)
    np.clip(total, -MOST_BOOST, MOST_BOOST, out=total)
    return total


def about(view: View, rows: Rows, steer: Steer) -> Floats:
    """1 for each of `rows` that the steer is about, else 0."""
    catalogue = view.catalogue
    if steer.article is not None:
        return np.asarray(catalogue.ids[rows] == steer.article, dtype=np.float32)
    if steer.tag:
        return catalogue.having(rows, [steer.tag]).astype(np.float32)
    return np.array([catalogue.outlet_of(row) == steer.outlet for row in rows.tolist()], dtype=np.float32)


def _fresh(view: View, rows: Rows, _: Hand) -> Floats:
    found: Floats = (1.0 / (1.0 + view.ages(rows) / _DAY_HOURS)).astype(np.float32)
    return found


def _local(view: View, rows: Rows, hand: Hand) -> Floats:
    return view.catalogue.having(rows, hand.places).astype(np.float32)


def _deep(view: View, rows: Rows, _: Hand) -> Floats:
    """0 for a brief, 1 for a long read, by the logarithm of the length."""
    chinese = view.catalogue.language_is(rows, ["zh"])
    lengths = view.catalogue.length[rows] / np.where(chinese, 1, _ALPHABET)
    found: Floats = np.clip(np.log(np.maximum(lengths, 1.0) / _SHORT) / np.log(_LONG / _SHORT), 0.0, 1.0)
    return found.astype(np.float32)


def _for(steer: Steer, language: str) -> bool:
    return not steer.languages or language in steer.languages


def _places(view: View, reader: Reader) -> tuple[str, ...]:
    named = [*(reader.places if reader.personalised else ()), view.context.place]
    return tuple(dict.fromkeys(place.casefold() for place in named if place.strip()))


def _refused(view: View, reader: Reader, row: int) -> str:
    """Why this reader is not shown a pinned article: empty when they are."""
    if row in view.profile.refused:
        return "hidden"
    if row in view.profile.read:
        return "read"
    unread = reader.languages and view.catalogue.language_of(row) not in reader.languages
    return "language" if unread else ""
