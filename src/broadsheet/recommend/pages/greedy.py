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
    """B pages chosen at once over one field, one row of every array each. To be run once."""

    def __init__(self, field: Field, rules: Rules, variants: Sequence[Variant]) -> None:
        self._field, self._rules, self._variants = field, rules, variants
        pages, wide = len(variants), len(field.rows)
        self._every = np.arange(pages)
        self._scores = np.array([v.scores for v in variants], dtype=np.float64).reshape(pages, wide)
        self._nearest = np.zeros((pages, wide))
        self._likened = np.zeros((pages, wide))
        self._variety = np.zeros((pages, wide))
        self._told = np.zeros((pages, field.topics.shape[1]))
        self._balanced = bool(field.tastes.any())
        self._balance: Doubles = self._gains()
        self._per_outlet = np.zeros((pages, int(field.outlet.max(initial=0)) + 1), dtype=np.int64)
        self._surprised = np.zeros(pages, dtype=bool)
        self._public = np.zeros(pages, dtype=np.int64)
        self._last = np.full(pages, np.inf)
        self._held = [self._hold(page, variant) for page, variant in enumerate(variants)]
        self._lifts: dict[tuple[int, int], Lift] = {}
        self._chosen: list[Rows] = []
        self._came: list[tuple[Doubles, Doubles, Doubles]] = []

    def run(self) -> list[dict[int, int]]:
        """For each page the slot (from 0) of each place on it; shorter than asked when nothing is left."""
        for slot in range(self._rules.n):
            totals = self._scores + self._variety
            totals += self._balance
            picks: Rows = totals.argmax(axis=1)
            best = totals[self._every, picks]
            going = best > -np.inf
            if self._rules.due(slot) or not going.all():
                self._apply_rules(slot, totals, picks, going)
                if not going.any():
                    break
            self._last = np.where(best > -np.inf, best, self._last)
            self._keep(picks, going)
            self._lower(picks)
        chosen = np.array(self._chosen, dtype=np.int64).reshape(-1, len(self._variants)).T.tolist()
        return [{place: slot for slot, place in enumerate(page) if place >= 0} for page in chosen]

    def choices(self, page: int) -> list[Choice]:
        """The choices of one page that was run, from the top."""
        found = []
        for slot, (picks, came) in enumerate(zip(self._chosen, self._came, strict=True)):
            if picks[page] >= 0:
                variety, outlet, balance = (float(values[page]) for values in came)
                found.append(Choice(int(picks[page]), variety, outlet, balance, self._lifts.get((page, slot))))
        return found

    def _apply_rules(self, slot: int, totals: Doubles, picks: Rows, going: Mask) -> None:
        """Let the rules that are due choose; `picks` and which pages go on are changed in place."""
        for page in range(len(picks)):
            lift = self._ruled(page, slot, totals[page])
            if lift:
                self._lifts[page, slot] = lift
                picks[page], going[page] = lift.place, True

    def _hold(self, page: int, variant: Variant) -> dict[int, int]:
        """Keep pinned places, and what tells the same, out of the open slots; returns the pins of this page."""
        pins = {slot: p for slot, p in self._rules.pins.items() if p != variant.unpinned}
        for place in pins.values():
            self._scores[page] += self._field.taken[place]
        return pins

    def _ruled(self, page: int, slot: int, totals: Doubles) -> Lift | None:
        """What the rule that is due in this slot does: a pin, the public's share, a surprise, a lot."""
        held, open_to = self._held[page], np.isfinite(totals)
        if slot in held:
            return self._pin(page, held.pop(slot), totals)
        if not open_to.any():  # where the page ends before the place of a pin, the pin comes last
            return self._pin(page, held.pop(min(held)), totals) if held else None
        for rule, among in self._wanted(page, slot).items():
            if (open_to & among).any():
                place = int(np.argmax(np.where(among, totals, -np.inf)))
                return Lift(place, float(totals.max() - totals[place]), rule)
        if slot in self._rules.lots and self._variants[page].without != "explored":
            drawn = exploring.draw(totals, self._field.hours, lot=self._rules.lots[slot])
            return Lift(drawn.place, float(totals.max() - totals[drawn.place]), "explored", drawn.propensity)
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
        own = self._variants[page].scores[place]
        own = own if np.isfinite(own) else self._field.scores[place]
        own += self._variety[page, place] + self._balance[page, place] + self._crowding(page, place)
        best = float(totals.max())
        ceiling = best if np.isfinite(best) else min(float(own), float(self._last[page]))
        return Lift(place, ceiling - float(own), "pinned")

    def _crowding(self, page: int, place: int) -> float:
        """What a candidate lost by its outlet having its places already."""
        return -self._field.crowded if self._per_outlet[page, self._field.outlet[place]] >= PER_OUTLET else 0.0

    def _keep(self, picks: Rows, going: Mask) -> None:
        """Remember what was chosen, and what had come to its score by then."""
        every = self._every
        crowded = np.where(self._per_outlet[every, self._field.outlet[picks]] >= PER_OUTLET, -self._field.crowded, 0.0)
        self._chosen.append(np.where(going, picks, -1))
        self._came.append((self._variety[every, picks], crowded, self._balance[every, picks]))

    def _lower(self, picks: Rows) -> None:
        """What a choice takes from the rest of its page; of a page that has ended nothing is left to lower."""
        field, every = self._field, self._every
        self._scores += field.taken[picks]
        np.minimum(self._nearest, field.variety[picks], out=self._nearest)
        self._likened += field.crowding[picks]
        np.add(self._nearest, self._likened, out=self._variety)
        self._surprised |= field.outside[picks]
        self._public += field.public[picks]
        outlets = field.outlet[picks]
        self._per_outlet[every, outlets] += outlets > 0
        if (full := self._per_outlet[every, outlets] == PER_OUTLET).any():
            for page in np.flatnonzero(full).tolist():
                self._scores[page, field.outlet == outlets[page]] -= field.crowded
        if self._balanced:
            self._told += field.topics[picks]
            self._balance = self._gains()

    def _gains(self) -> Doubles:
        """For each page and place what the mix would gain: sum over subjects of p(t) log(1 + q(t|i) / (1 + told))."""
        if not self._balanced:
            return np.zeros(self._scores.shape)
        gains: Doubles = np.log1p(1.0 / (1.0 + self._told)) @ self._field.tastes.T
        return gains
