"""Reports that give different figures for the same thing, within a language and across the two.

Figures are read by the verify room. People are told apart by what befell them, other amounts by the words around them;
it does not understand the sentences, so it would rather miss a difference than invent one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from broadsheet.verify.reading import read as read_values
from broadsheet.verify.values import Quantity, compatible
from broadsheet.write.corrections import is_correction
from broadsheet.write.ranking import Likeness
from broadsheet.write.units import Unit

# What befell the people a number counts; the first that stands in the clause, nearest to the number, names them.
_FATES = {
    "dead": r"dead|died|dies|killed|kills|deaths?|lost their lives|死亡|遇难|丧生|身亡|死难|罹难|死者",
    "injured": r"injur\w+|hurt|wounded|casualties|treated in hospital|伤者|受伤|送医|轻伤|重伤|负伤|伤员|人伤",
    "missing": r"missing|unaccounted|失踪|失联|下落不明",
    "evacuated": r"evacuat\w+|led out|moved out|疏散|转移|撤离",
    "arrested": r"arrest\w+|detained|被捕|逮捕|拘留|抓获",
}
_FATE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _FATES.items()), re.IGNORECASE)
_CLAUSE = re.compile(r"[，；。：！？;:.!?]|, ")
# "One of Africa's fastest-growing economies" counts nothing.
_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)
# How alike two sentences must be for the same unit in both to count the same thing.
_SAME_THING = 0.45
# Amounts of these count time or place in an order; two of them near each other seldom count one thing.
_LOOSE = frozenset({"", "day", "month", "second", "age", "times", "point"})


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
    """Two sentences (by number) whose figures for one thing exclude each other; `older` is the one published first."""

    older: Figure
    newer: Figure
    corrected: bool


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
    """The amounts a sentence states, with what each counts."""
    published = unit.evidence.published
    text = unit.span.text
    return [
        Figure(number, q, _counted(text, q))
        for q in read_values(text, published=published).quantities
        if not q.ordinal and q.hedge != "vague" and not _ONE_OF.match(text, q.start)
    ]


def _counted(text: str, quantity: Quantity) -> str:
    if quantity.unit not in ("", "person", "个"):
        return quantity.unit
    starts = [m.end() for m in _CLAUSE.finditer(text, 0, quantity.start)]
    end = _CLAUSE.search(text, quantity.end)
    first, last = (starts[-1] if starts else 0), (end.start() if end else len(text))
    fates = [
        (min(abs(m.start() - quantity.end), abs(quantity.start - m.end())), m)
        for m in _FATE.finditer(text, first, last)
    ]
    if not fates:
        return quantity.unit
    return f"{min(fates, key=lambda pair: pair[0])[1].lastgroup}"


def _differ(a: Figure, b: Figure, figures: Sequence[Figure], likeness: Likeness) -> bool:
    if a.counts != b.counts or not compatible(a.quantity.unit, b.quantity.unit) or _overlap(a.quantity, b.quantity):
        return False
    if a.counts not in _FATES and (a.counts in _LOOSE or likeness.between(a.unit, b.unit) < _SAME_THING):
        return False
    # Either sentence giving the other's figure too means that they agree (8 hurt, 3 of them later).
    beside = [f.quantity for f in figures if f.unit in (a.unit, b.unit) and f.counts == a.counts]
    return len(beside) == 2


def _overlap(a: Quantity, b: Quantity) -> bool:
    return a.low <= b.high and b.low <= a.high


def _ordered(a: Figure, b: Figure, units: Sequence[Unit]) -> Conflict:
    first, second = units[a.unit].evidence, units[b.unit].evidence
    if first.published and second.published and second.published < first.published:
        a, b, second = b, a, first
    return Conflict(a, b, is_correction(second))


def _first_of_each_pair(found: Sequence[Conflict]) -> list[Conflict]:
    seen: set[tuple[int, int]] = set()
    kept = []
    for conflict in found:
        pair = (conflict.older.unit, conflict.newer.unit)
        if pair not in seen:
            seen.add(pair)
            kept.append(conflict)
    return kept
