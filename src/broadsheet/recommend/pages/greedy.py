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

    The first page is that which is shown. Each other goes with it up to its slot in `parting` and is chosen by itself
    from there; they are given in the order of those slots. What a pass costs is the number of its array operations more
    than their size: so `_lowered` holds at once all that only adds up (what tells the same, likeness to all above, an
    outlet's fourth place), and what single slots lost is found afterwards, for the page that is shown.
    """

    def __init__(self, field: Field, rules: Rules, variants: Sequence[Variant], *, parting: Sequence[int] = ()) -> None:
        self._field, self._rules, self._variants = field, rules, variants
        pages, wide = len(variants), len(field.rows)
        self._parting = np.array([0, *parting] if parting else [0] * pages, dtype=np.int64)
        self._begins = np.arange(pages) * wide
        self._adding = field.taken + field.crowding
        self._scores = np.array([v.scores for v in variants], dtype=np.float64).reshape(pages, wide)
        self._lowered = np.zeros((pages, wide))
        self._nearest = np.zeros((pages, wide))
        self._told = np.ones((pages, field.topics.shape[1]))
        self._balance = np.zeros((pages, wide))
        self._lost, self._totals = np.empty((pages, wide)), np.empty((pages, wide))
        self._balanced = bool(field.tastes.any())
        self._tastes = np.ascontiguousarray(field.tastes.T)
        self._outlets = int(field.outlet.max(initial=0)) + 1
        self._per_outlet = np.zeros((pages, self._outlets), dtype=np.int64)
        self._counters = np.arange(pages) * self._outlets
        self._surprised = np.zeros(pages, dtype=bool)
        self._public = np.zeros(pages, dtype=np.int64)
        self._last = np.full(pages, np.inf)
        self._held = [self._hold(page, variant) for page, variant in enumerate(variants)]
        self._lifts: dict[tuple[int, int], Lift] = {}
        self._chosen: list[Rows] = []
        self.totals: list[Doubles] = []
        """What every place came to on the page that is shown, slot by slot."""

    def run(self) -> list[dict[int, int]]:
        """For each page the slot (from 0) of each place on it; shorter than asked when nothing is left."""
        pages, live = len(self._variants), 0
        self._gain(pages)
        begun = np.searchsorted(self._parting, np.arange(self._rules.n), side="right").tolist()
        for slot in range(self._rules.n):
            live = self._part(live, begun[slot])
            totals = np.add(self._scores[:live], self._lowered[:live], out=self._totals[:live])
            totals += self._nearest[:live]
            totals += self._balance[:live]
            if pages == 1:
                self.totals.append(totals[0].copy())
            picks: Rows = totals.argmax(axis=1)
            best = totals.take(picks + self._begins[:live])
            going = best > -np.inf
            if self._rules.due(slot) or not going.all():
                self._apply_rules(slot, totals, picks, going)
                if not going.any():
                    break
            if self._rules.pins:
                self._last[:live] = np.where(best > -np.inf, best, self._last[:live])
            chosen = picks if going.all() else np.where(going, picks, -1)
            self._chosen.append(chosen if live == pages else np.append(chosen, np.full(pages - live, chosen[0])))
            self._lower(picks, slot)
        found = np.array(self._chosen, dtype=np.int64).reshape(-1, pages).T.tolist()
        return [{place: slot for slot, place in enumerate(page) if place >= 0} for page in found]

    @property
    def scores(self) -> Doubles:
        """The scores the first page is made by."""
        first: Doubles = self._scores[0]
        return first

    def _part(self, live: int, then: int) -> int:
        """Let pages go on by themselves that went with the first until now."""
        if max(live, 1) < then and self._chosen:
            new = slice(live, then)
            for state in (self._lowered, self._nearest, self._told, self._balance, self._per_outlet):
                state[new] = state[0]
            for flat in (self._surprised, self._public, self._last):
                flat[new] = flat[0]
            self._held[new] = [dict(self._held[0]) for _ in range(live, then)]
        return then

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
            self._lowered[page] += self._field.taken[place]
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
        if slot == self._rules.outside and not self._surprised[page]:
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
        outlet = int(field.outlet[place])
        own -= field.crowded if self._per_outlet[page, outlet] >= PER_OUTLET and outlet else 0.0
        best = float(totals.max())
        ceiling = best if np.isfinite(best) else min(own, float(self._last[page]))
        return Lift(place, ceiling - own, "pinned")

    def _lower(self, picks: Rows, slot: int) -> None:
        """What a choice takes from the rest of its page; of a page that has ended nothing is left to lower."""
        field, rules, live = self._field, self._rules, len(picks)
        lost, nearest = self._lost[:live], self._nearest[:live]
        self._lowered[:live] += self._adding.take(picks, axis=0, out=lost, mode="clip")
        np.minimum(nearest, field.variety.take(picks, axis=0, out=lost, mode="clip"), out=nearest)
        if slot + 1 >= rules.n:
            return
        if slot < rules.outside:
            self._surprised[:live] |= field.outside.take(picks)
        if rules.public:
            self._public[:live] += field.public.take(picks)
        self._crowd(field.outlet.take(picks))
        if self._balanced:
            self._told[:live] += field.topics.take(picks, axis=0)
            self._gain(live)

    def _crowd(self, outlets: Rows) -> None:
        """Count the outlets that were chosen from; one that has all its places comes after everything else."""
        at = outlets + self._counters[: len(outlets)]
        times = self._per_outlet.take(at) + 1
        self._per_outlet.put(at, times)
        if (full := (times == PER_OUTLET) & (outlets > 0)).any():
            for page in np.flatnonzero(full).tolist():
                self._lowered[page, self._field.outlet == outlets[page]] -= self._field.crowded

    def _gain(self, live: int) -> None:
        """For each page and place what the mix would gain: sum over subjects of p(t) log(1 + q(t|i) / (1 + told))."""
        if self._balanced:
            np.matmul(np.log1p(1.0 / self._told[:live]), self._tastes, out=self._balance[:live])
