"""Composing: from ranked candidates to a page an editor would sign, every decision of it a part of the score."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from broadsheet.recommend.pages import exploring
from broadsheet.recommend.pages.causes import holding, proposed
from broadsheet.recommend.pages.field import Field
from broadsheet.recommend.pages.field import field as field_of
from broadsheet.recommend.pages.greedy import Choice, Pass, Rules, Variant
from broadsheet.recommend.pages.slot import Cause, Slot
from broadsheet.recommend.pages.traits import Doubles
from broadsheet.recommend.ranking.rank import Ranked
from broadsheet.recommend.steering import DIALS, NOBODY, Hand, steered
from broadsheet.recommend.view import Candidates, Rows, View

_WINDOW = 4
"""Times as many candidates as slots are looked at. That it was enough is proved on each page, else all are."""
_SPARE = 40
_DIGITS = 6


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """One page to be composed: what it is chosen from and by."""

    ranked: Ranked
    field: Field
    rules: Rules
    scores: Doubles


def compose(
    ranked: Ranked,
    view: View,
    *,
    n: int,
    hand: Hand = NOBODY,
    seed: int | None = 0,
    sources: Mapping[str, Candidates] | None = None,
) -> list[Slot]:
    """Up to `n` slots, best first; the same for the same input and `seed`. Without a seed nothing is drawn.

    Scores fall from top to bottom and are the sum of their parts. With `sources` each slot is told its cause: what
    it would stand lower without, found by composing the page again without it. An article is never on it twice, nor
    two of one story, nor two that say the same; it is shorter than `n` when there is no more.
    """
    asked = ranked
    ranked = steered(ranked, view, hand)
    if n < 1 or not len(ranked.rows):
        return []
    guests = ranked.rows[len(asked.rows) :]
    draw = _lots(n, seed=seed)
    case = _case(ranked, view, hand=hand, guests=guests, draw=draw)
    choices = _chosen(case)
    if not case.field.complete and not _enough(case, choices):
        case = _case(ranked, view, hand=hand, guests=guests, draw=draw, most=len(ranked.rows))
        choices = _chosen(case)
    slots = [_slot(case, choice, hand) for choice in choices]
    return _explained(slots, choices, case, view, sources) if sources else slots


@dataclass(frozen=True, slots=True)
class _Lots:
    """How many slots there are, and the lots of those that are drawn."""

    n: int
    lots: Mapping[int, float]


def _lots(n: int, *, seed: int | None) -> _Lots:
    drawn = exploring.slots(n) if seed is not None else ()
    return _Lots(n, dict(zip(drawn, exploring.lots(seed or 0, times=len(drawn)), strict=True)))


def _case(ranked: Ranked, view: View, *, hand: Hand, guests: Rows, draw: _Lots, most: int = 0) -> _Case:
    n = draw.n
    pinned = [row for row, _, _ in hand.pins.values()]
    found = field_of(ranked, view, most=most or _WINDOW * n + _SPARE, diversity=hand.diversity, always=pinned)
    place = {int(row): place for place, row in enumerate(found.rows) if row in pinned}
    pins = {min(slot, n - 1 - later): row for later, (slot, row) in enumerate(_bottom_up(hand)) if later < n}
    rules = Rules(
        n,
        pins={slot: place[row] for slot, row in pins.items()},
        public=hand.public,
        lots={slot: lot for slot, lot in draw.lots.items() if slot not in pins},
    )
    return _Case(ranked, found, rules, _open(found, guests))


def _chosen(case: _Case) -> list[Choice]:
    """The choices of the page that is shown."""
    made = Pass(case.field, case.rules, [Variant(case.scores)])
    made.run()
    return made.choices(0)


def _open(found: Field, guests: Rows) -> Doubles:
    """The scores of those who may have any slot: not of `guests`, whom only a pin brought."""
    return np.where(np.isin(found.rows, guests), -np.inf, found.scores) if len(guests) else found.scores


def _bottom_up(hand: Hand) -> list[tuple[int, int]]:
    """The pins, the lowest slot last first: so that pins beyond a short page end up in its last slots, in order."""
    return sorted(((slot, row) for slot, (row, _, _) in hand.pins.items()), reverse=True)


def _enough(case: _Case, choices: Sequence[Choice]) -> bool:
    """Whether no candidate outside the window could have got on the page.

    It is full, and its last open slot scored more than the best that was left out can have, who has lost nothing yet.
    """
    if len(choices) < case.rules.n:
        return False
    scores = case.ranked.scores.copy()
    scores[case.field.places] = -np.inf
    last = choices[-1]
    gain = float(case.field.tastes.max(initial=0.0)) * math.log(2)
    return float(scores.max()) + gain <= float(case.field.scores[last.place]) + last.variety + last.balance + (
        last.lift.amount if last.lift else 0.0
    )


def _slot(case: _Case, choice: Choice, hand: Hand) -> Slot:
    place = int(case.field.places[choice.place])
    parts = {name: float(values[place]) for name, values in case.ranked.parts.items()}
    parts |= {"variety": choice.variety, "outlet": choice.outlet, "balance": choice.balance}
    rule = choice.lift.rule if choice.lift else ""
    if choice.lift:
        parts[rule] = choice.lift.amount
    shown = {name: rounded for name, value in parts.items() if (rounded := round(value, _DIGITS))}
    row = int(case.field.rows[choice.place])
    steer = next((id for pinned, id, _ in hand.pins.values() if pinned == row), None)
    return Slot(
        row=row,
        parts=shown,
        score=math.fsum(shown.values()),
        propensity=choice.lift.propensity if choice.lift else 1.0,
        explored=rule == "explored",
        steer=steer if rule == "pinned" else None,
    )


def _explained(
    slots: list[Slot],
    choices: Sequence[Choice],
    case: _Case,
    view: View,
    sources: Mapping[str, Candidates],
) -> list[Slot]:
    """The slots with the cause of each and the rank without it: the page composed again without every cause."""
    causes = proposed(slots, view=view, sources=sources)
    every = list(dict.fromkeys(cause for of_slot in causes for cause in of_slot))
    signals: dict[str, Doubles] = {}
    variants = [_without(cause, case, view, sources, signals) for cause in every]
    found = dict(zip(every, Pass(case.field, case.rules, variants).run(), strict=True)) if every else {}
    usual = _usual(slots, sources)
    told = []
    for rank, (told_slot, choice, own) in enumerate(zip(slots, choices, causes, strict=True), start=1):
        lower = {c: found[c].get(choice.place) for c in own}
        true = {c: None if slot is None else slot + 1 for c, slot in lower.items() if slot is None or slot >= rank}
        cause = holding(list(true), told_slot.parts, usual=usual, sources=sources)
        told.append(replace(told_slot, cause=cause, without=true[cause]) if cause else told_slot)
    return told


def _usual(slots: Sequence[Slot], sources: Mapping[str, Candidates]) -> dict[str, float]:
    names = [*sources, DIALS]
    return {name: math.fsum(s.parts.get(name, 0.0) for s in slots) / max(len(slots), 1) for name in names}


def _without(
    cause: Cause, case: _Case, view: View, sources: Mapping[str, Candidates], signals: dict[str, Doubles]
) -> Variant:
    """The page as it would be without `cause`; `signals` are filled with those of the field, by source."""
    if cause.name not in case.ranked.parts:
        pin = next((p for p in case.rules.pins.values() if case.field.rows[p] == cause.row), -1)
        return Variant(case.scores, without="" if cause.name == "pinned" else cause.name, unpinned=pin)
    part = case.ranked.parts[cause.name][case.field.places].astype(np.float64)
    if not cause.ground:
        return Variant(case.scores - part)
    rows = case.field.rows
    source = sources[cause.name]
    signal = signals.get(cause.name)
    if signal is None:
        signal = signals[cause.name] = source.signal(view, rows).astype(np.float64)
    left = source.signal_without(view, rows, ground=cause.ground)  # type: ignore[attr-defined]
    share = np.divide(left, signal, out=np.ones(len(rows)), where=signal > 0)
    return Variant(case.scores - part * (1.0 - share))
