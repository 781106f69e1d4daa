"""Reports that give different figures for the same thing, within a language and across the two.

Figures are read by the verify room. People are told apart by what befell them, other amounts by the words around them;
it does not understand the sentences, so it would rather miss a difference than invent one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from broadsheet.verify.reading import read as read_values
from broadsheet.verify.values import Quantity, compatible
from broadsheet.write.background import is_background
from broadsheet.write.corrections import is_correction
from broadsheet.write.counted import FATE, GROWING, NAMES, measure_of
from broadsheet.write.ranking import Likeness
from broadsheet.write.units import Unit

_CLAUSE = re.compile(r"[，；。：！？;:.!?]|, ")
# "One of Africa's fastest-growing economies" counts nothing.
_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)
# How alike two sentences must be for the same unit in both to count the same thing.
_SAME_THING = 0.45
# A report says that its figure is newer than others'.
_RISEN = re.compile(
    r"r(?:ises?|isen|ose|ising) to|climb(?:s|ed) to|now (?:at|stands)|up from"
    r"|升至|增至|上升[到至]|增加到|上调|已有|最新|清点|核实",
    re.IGNORECASE,
)
# A toll that is bigger so much later has risen; sooner, two reporters were told two numbers.
_LATER = timedelta(hours=6)
# Amounts of these count time or place in an order; two of them near each other seldom count one thing.
_LOOSE = frozenset({"", "day", "month", "second", "age", "times", "point", "magnitude"})


# A bare number counts those beside it: "17 arrested", "killed 24"; further off it is an age, a score, a street number.
_BESIDE = 12
# "The number injured in the fire is 8", "the death toll in the south rose to 72": the clause says that it counts.
_COUNTING = re.compile(r"\b(?:numbers?|toll|total|tally|count)\b", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"-|s\b|\s?(?:knife|stab|gunshot|bullets?|helicopters?|flights?|bombers?|wounds?|岁)", re.IGNORECASE
)
_GRAVE = re.compile(r"\b(?:serious|critical|grave|minor|light)(?:ly)?\b|重伤|轻伤|危重", re.IGNORECASE)
_AGE = re.compile(r"\b(?:aged?|of) $", re.IGNORECASE)


# With some day to count from, "8日" is read as a date and not as an amount.
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence, with what it counts: a fate of people, or a unit."""

    unit: int
    quantity: Quantity
    counts: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sentences (by number) whose figures for one thing exclude each other; `older` is the one published first.

    `corrected`: the newer report says that it corrects the older. `superseded`: it brings the figure up to date, as a
    toll that has risen; else the two are at odds.
    """

    older: Figure
    newer: Figure
    corrected: bool
    superseded: bool = False


def conflicts(units: Sequence[Unit], *, likeness: Likeness) -> list[Conflict]:
    """The differences between sentences of different reports, in the order of the sentences."""
    figures = [figure for i, unit in enumerate(units) for figure in figures_of(i, unit)]
    found = []
    for a, b in combinations(figures, 2):
        if units[a.unit].evidence.source != units[b.unit].evidence.source and _differ(a, b, figures, likeness):
            found.append(_ordered(a, b, units))
    return _first_of_each_pair(found)


def figures(text: str) -> frozenset[float]:
    """The amounts that a text states, as numbers."""
    return frozenset(q.figure for q in read_values(text, published=_ANY_DAY).quantities)


def figures_of(number: int, unit: Unit) -> list[Figure]:
    """The amounts a sentence states of the event it tells of, with what each counts."""
    published = unit.evidence.published
    text = unit.span.text
    if is_background(text, published):
        return []
    return [
        Figure(number, q, _counted(text, q))
        for q in read_values(text, published=published).quantities
        if not q.ordinal and q.hedge != "vague" and not _ONE_OF.match(text, q.start)
    ]


def _counted(text: str, quantity: Quantity) -> str:
    if measure := measure_of(text, quantity.start, quantity.end, unit=quantity.unit):
        return measure
    if quantity.unit not in ("", "person", "个"):
        return quantity.unit
    starts = [m.end() for m in _CLAUSE.finditer(text, 0, quantity.start)]
    end = _CLAUSE.search(text, quantity.end)
    first, last = (starts[-1] if starts else 0), (end.start() if end else len(text))
    fates = [
        (min(abs(m.start() - quantity.end), abs(quantity.start - m.end())), m) for m in FATE.finditer(text, first, last)
    ]
    if not fates:
        return quantity.unit
    distance, fate = min(fates, key=lambda pair: pair[0])
    if _GRAVE.search(text, first, last):
        return ""  # of the forty injured two gravely: not another count of the injured
    is_other = _NO_COUNT.match(text, quantity.end) or _AGE.search(text[: quantity.start])
    is_far = distance > _BESIDE and not _COUNTING.search(text, first, last)
    return "" if quantity.unit == "" and (is_far or is_other) else f"{fate.lastgroup}"


def _differ(a: Figure, b: Figure, figures: Sequence[Figure], likeness: Likeness) -> bool:
    if a.counts != b.counts or _overlap(a.quantity, b.quantity):
        return False
    if a.counts not in NAMES and not compatible(a.quantity.unit, b.quantity.unit):
        return False
    if a.counts not in NAMES and (a.counts in _LOOSE or likeness.between(a.unit, b.unit) < _SAME_THING):
        return False
    # Either sentence giving the other's figure too means that they agree (8 hurt, 3 of them later).
    beside = [f.quantity for f in figures if f.unit in (a.unit, b.unit) and f.counts == a.counts]
    return len(beside) == 2


def _overlap(a: Quantity, b: Quantity) -> bool:
    return a.low <= b.high and b.low <= a.high


def _ordered(a: Figure, b: Figure, units: Sequence[Unit]) -> Conflict:
    first, second = units[a.unit].evidence, units[b.unit].evidence
    if first.published and second.published and second.published < first.published:
        a, b, first, second = b, a, second, first
    corrected = is_correction(second)
    return Conflict(a, b, corrected, not corrected and _supersedes(b, a, units))


def _supersedes(newer: Figure, older: Figure, units: Sequence[Unit]) -> bool:
    """Whether the newer figure brings the older up to date: its outlet tells it anew, it says so, or a toll rose."""
    first, second = units[older.unit].evidence, units[newer.unit].evidence
    if not first.published or not second.published or first.published == second.published:
        return False
    if first.outlet and first.outlet == second.outlet:
        return True
    rose = newer.quantity.low > older.quantity.high
    if rose and _RISEN.search(units[newer.unit].span.text):
        return True
    return rose and newer.counts in GROWING and second.published - first.published >= _LATER


def _first_of_each_pair(found: Sequence[Conflict]) -> list[Conflict]:
    seen: set[tuple[int, int]] = set()
    kept = []
    for conflict in found:
        pair = (conflict.older.unit, conflict.newer.unit)
        if pair not in seen:
            seen.add(pair)
            kept.append(conflict)
    return kept
