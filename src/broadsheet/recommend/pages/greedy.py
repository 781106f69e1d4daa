"""Choosing, slot by slot: the page itself, and in the same pass the pages there would be without this or that.

Greedy maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998) over scores, with what each choice takes from
the rest: likeness (to the nearest above and to all above together), an outlet's fourth place, and the gain for the
reader's mix of subjects, which falls with every article of the subject (the submodular form of calibration: Steck,
RecSys 2018, section 4). A choice only ever lowers the others, so scores can't rise from one slot to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from broadsheet.recommend.pages import exploring
from broadsheet.recommend.pages.exploring import Drawn
from broadsheet.recommend.pages.field import Field
from broadsheet.recommend.pages.traits import Doubles, Mask
from broadsheet.recommend.view import Rows

PER_OUTLET = 3
_ROUNDING = 1e-9
_LEAST_FOR_OUTSIDE = 3
"""A page of one or two articles has no place for a surprise."""


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What holds for all pages of one pass.

    `n` slots; `pins` leads from a slot (from 0) to a place in the field; `public` is the share of slots that goes to
    subjects of public interest; `lots` are the random numbers of the slots that are drawn, by slot.
    """

    n: int
    pins: dict[int, int] = field(default_factory=dict)
    public: float = 0.0
    lots: dict[int, float] = field(default_factory=dict)

    @property
    def outside(self) -> int:
        """The slot by which something from outside the usual subjects is on the page: the end of its first third."""
        return self.n // 3 if self.n >= _LEAST_FOR_OUTSIDE else self.n

    def due(self, slot: int) -> bool:
        """Whether any rule may choose in this slot."""
        return slot in self.pins or slot in self.lots or slot == self.outside or self.public > 0


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """One page of a pass: the scores it is made by, and the rules (`outside`, `explore`, ...) or pins it is without."""

    scores: Doubles
    without: str = ""
    unpinned: int = -1


@dataclass(frozen=True, slots=True)
class Lift:
    """What a rule did for the article of one slot: `amount` added to its score, drawn with chance `propensity`."""

    place: int
    amount: float
    rule: str
    propensity: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What one slot got: its place in the field, what it had lost and gained by then, and the rule that lifted it."""

    place: int
    variety: float
    outlet: float
    balance: float
    lift: Lift | None = None


class Pass:
    """B pages chosen at once over one field, one row of every array each. To be run once.

    What a pass costs is the number of its array operations more than their size: so `_left` holds at once all that adds
    up (a page's scores, less what tells the same, likeness to all above, an outlet's fourth place), what is counted by
    page is counted in plain lists, and what single slots lost is found afterwards, for the page that is shown.
    """

    def __init__(self, field: Field, rules: Rules, variants: Sequence[Variant]) -> None:
        self._field, self._rules, self._variants = field, rules, variants
        pages, wide = len(variants), len(field.rows)
        self._left = np.array([v.scores for v in variants], dtype=np.float64).reshape(pages, wide)
        self._nearest = np.zeros((pages, wide))
        self._told = np.ones((pages, field.topics.shape[1]))
        self._balance = np.zeros((pages, wide))
        self._gains, self._lost, self._totals = (np.empty_like(a) for a in (self._told, self._left, self._left))
        self._balanced = bool(field.tastes.any())
        self._tastes = np.ascontiguousarray(field.tastes.T)
        self._outlets: list[int] = field.outlet.tolist()
        self._per_outlet: list[dict[int, int]] = [{} for _ in variants]
        self._public = [0] * pages
        self._last = np.full(pages, np.inf)
        self._held = [self._hold(page, variant) for page, variant in enumerate(variants)]
        self._endless = not rules.pins and _lasts(field, self._left, slots=rules.n)
        self._lifts: dict[tuple[int, int], Lift] = {}
        self._chosen: list[list[int]] = []

    def run(self) -> list[dict[int, int]]:
        """For each page the slot (from 0) of each place on it; shorter than asked when nothing is left."""
        self._gain()
        for slot in range(self._rules.n):
            totals = np.add(self._left, self._nearest, out=self._totals)
            if self._balanced:
                totals += self._balance
            picks: Rows = totals.argmax(axis=1)
            chosen = self._ruled_over(slot, totals, picks)
            if not chosen:
                break
            self._chosen.append(chosen)
            if slot + 1 < self._rules.n:
                self._lower(picks)
        pages = zip(*self._chosen, strict=True) if self._chosen else [()] * len(self._variants)
        return [{place: slot for slot, place in enumerate(page) if place >= 0} for page in pages]

    def _ruled_over(self, slot: int, totals: Doubles, picks: Rows) -> list[int]:
        """What each page gets after the rules had their say, -1 for one that has ended; none when all have.

        `picks`, the best of each page, are changed in place.
        """
        if self._endless and not self._rules.due(slot):
            return list(picks.tolist())
        best = totals.max(axis=1)
        going = best > -np.inf
        if self._rules.due(slot) or not going.all():
            self._apply_rules(slot, totals, picks, going)
        self._last = np.where(best > -np.inf, best, self._last)
        return list(np.where(going, picks, -1).tolist()) if going.any() else []

    def choices(self, page: int) -> list[Choice]:
        """The choices of one page that was run, from the top: what each had lost and gained by what is above it."""
        field = self._field
        slots = [slot for slot, picks in enumerate(self._chosen) if picks[page] >= 0]
        places = np.array([self._chosen[slot][page] for slot in slots], dtype=np.int64)
        above = np.tri(len(places), k=-1)
        likeness = np.where(above, field.variety[np.ix_(places, places)], 0.0).min(axis=1, initial=0.0)
        likeness += (field.crowding[np.ix_(places, places)] * above).sum(axis=1)
        outlets = field.outlet[places]
        crowds = ((outlets[:, None] == outlets[None, :]) & (outlets > 0)[:, None] & (above > 0)).sum(
            axis=1
        ) >= PER_OUTLET
        told = 1.0 + above @ field.topics[places]
        gains = (np.log1p(1.0 / told) * field.tastes[places]).sum(axis=1)
        came = zip(places.tolist(), likeness.tolist(), (-field.crowded * crowds).tolist(), gains.tolist(), strict=True)
        return [Choice(*told, self._lifts.get((page, slot))) for slot, told in zip(slots, came, strict=True)]

    def _apply_rules(self, slot: int, totals: Doubles, picks: Rows, going: Mask) -> None:
        """Let the rules that are due choose; `picks` and which pages go on are changed in place."""
        lot = self._rules.lots.get(slot)
        drawn = exploring.draw(totals, self._field.hours, lot=lot) if lot is not None else []
        for page, is_open in enumerate(going.tolist()):
            lift = self._ruled(page, slot, totals[page], drawn) if is_open else self._ended(page, slot, totals[page])
            if lift:
                self._lifts[page, slot] = lift
                picks[page], going[page] = lift.place, True

    def _hold(self, page: int, variant: Variant) -> dict[int, int]:
        """Keep pinned places, and what tells the same, out of the open slots; returns the pins of this page."""
        pins = {slot: p for slot, p in self._rules.pins.items() if p != variant.unpinned}
        for place in pins.values():
            self._left[page] += self._field.taken[place]
        return pins

    def _ended(self, page: int, slot: int, totals: Doubles) -> Lift | None:
        """Where a page ends before the place of a pin, the pin comes last."""
        held = self._held[page]
        return self._pin(page, held.pop(slot if slot in held else min(held)), totals) if held else None

    def _ruled(self, page: int, slot: int, totals: Doubles, drawn: Sequence[Drawn]) -> Lift | None:
        """What the rule that is due in this slot does: a pin, the public's share, a surprise, a lot."""
        held = self._held[page]
        if slot in held:
            return self._pin(page, held.pop(slot), totals)
        for rule, among in self._wanted(page, slot).items():
            if np.isfinite(totals[among]).any():
                place = int(np.argmax(np.where(among, totals, -np.inf)))
                return Lift(place, float(totals.max() - totals[place]), rule)
        if drawn and self._variants[page].without != "explored":
            own = drawn[page]
            return Lift(own.place, float(totals.max() - totals[own.place]), "explored", own.propensity)
        return None

    def _wanted(self, page: int, slot: int) -> dict[str, Mask]:
        """Which rules are due in this slot, and whom they are for."""
        due = {}
        if self._public[page] < int((slot + 1) * self._rules.public + _ROUNDING):
            due["public_interest"] = self._field.public
        if slot == self._rules.outside and not any(self._field.outside[picks[page]] for picks in self._chosen):
            due["outside"] = self._field.outside
        due.pop(self._variants[page].without, None)
        return due

    def _pin(self, page: int, place: int, totals: Doubles) -> Lift:
        """A pinned article, whose score is made the best left's: lifted to it, or held down to it."""
        field, above = self._field, [picks[page] for picks in self._chosen if picks[page] >= 0]
        own = float(self._variants[page].scores[place])
        own = own if np.isfinite(own) else float(field.scores[place])
        own += float(self._nearest[page, place] + self._balance[page, place])
        own += float(field.crowding[above, place].sum()) if above else 0.0
        own -= field.crowded if self._per_outlet[page].get(self._outlets[place], 0) >= PER_OUTLET else 0.0
        best = float(totals.max())
        ceiling = best if np.isfinite(best) else min(own, float(self._last[page]))
        return Lift(place, ceiling - own, "pinned")

    def _lower(self, picks: Rows) -> None:
        """What a choice takes from the rest of its page; of a page that has ended nothing is left to lower."""
        field, lost = self._field, self._lost
        self._left += field.lowering.take(picks, axis=0, out=lost, mode="clip")
        np.minimum(self._nearest, field.variety.take(picks, axis=0, out=lost, mode="clip"), out=self._nearest)
        places = picks.tolist()
        if self._rules.public:
            self._public = [told + own for told, own in zip(self._public, field.public[picks].tolist(), strict=True)]
        for page, place in enumerate(places):
            self._crowd(page, self._outlets[place])
        if self._balanced:
            self._told += field.topics.take(picks, axis=0)
            self._gain()

    def _crowd(self, page: int, outlet: int) -> None:
        """Count the outlet that was chosen from; one that has all its places comes after everything else."""
        if outlet:
            times = self._per_outlet[page][outlet] = self._per_outlet[page].get(outlet, 0) + 1
            if times == PER_OUTLET:
                self._left[page, self._field.outlet == outlet] -= self._field.crowded

    def _gain(self) -> None:
        """For each page and place what the mix would gain: sum over subjects of p(t) log(1 + q(t|i) / (1 + told))."""
        if self._balanced:
            np.log1p(np.divide(1.0, self._told, out=self._gains), out=self._gains)
            np.matmul(self._gains, self._tastes, out=self._balance)


def _lasts(field: Field, left: Doubles, *, slots: int) -> bool:
    """Whether no page can end before it has all its slots, however many each choice takes out with it."""
    most = int(np.isinf(field.taken).sum(axis=1).max(initial=0))
    return bool((np.isfinite(left).sum(axis=1) > most * slots).all())
