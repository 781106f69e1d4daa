"""Differences beyond two reports' figures: days of one event that reports give otherwise, and facts against sources.

A fact is the desk's own word and is printed as given; the notice shows both sides, and neither is picked in silence.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from broadsheet.core import Evidence
from broadsheet.verify.reading import read
from broadsheet.verify.values import Quantity, compatible
from broadsheet.write.background import is_background
from broadsheet.write.conflicts import figures_of
from broadsheet.write.counted import FATE
from broadsheet.write.naming import named
from broadsheet.write.retold import Retelling
from broadsheet.write.units import Unit, content_words
from broadsheet.write.wording import say

# The share of a fact's words that a sentence holds when both speak of one thing.
_OF_ONE_THING = 0.5
# Counts of time and order are of many things.
_LOOSE = frozenset({"day", "month", "second", "age", "times", "point"})
_PLANNED = re.compile(r"\b(?:will|would|to be|expected|planned|scheduled)\b|将|拟|预计|计划")
_DIGITS = re.compile(r"[\d.,%％]+")


def differing_days(units: Sequence[Unit], retelling: Retelling) -> list[tuple[int, int]]:
    """The sentences of two outlets (by number) that tell one event of different days, a pair for each two days."""
    days = [_only_day(unit) for unit in units]
    found: dict[frozenset[date], tuple[int, int]] = {}
    for a, b in combinations([i for i, day in enumerate(days) if day], 2):
        mine, theirs = days[a], days[b]
        if mine and theirs and mine != theirs and retelling.alike(a, b):
            found.setdefault(frozenset((mine, theirs)), (a, b))
    return list(found.values())


def with_both_days(chosen: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """The chosen sentences with the one behind each that gives its event another day."""
    result = list(chosen)
    for a, b in pairs:
        for side, other in ((a, b), (b, a)):
            if side in result and other not in result:
                result.insert(result.index(side) + 1, other)
    return result


def days_notice(pair: tuple[int, int], units: Sequence[Unit], *, language: str) -> str:
    """What an editor is told of two sentences that give an event different days."""
    one, other = (units[i] for i in pair)
    first, second = _named(one.evidence), _named(other.evidence)
    return say("days_differ", language, first=first, second=second, this=one.text, that=other.text)


def differing_facts(evidence: Sequence[Evidence], units: Sequence[Unit], *, language: str) -> list[str]:
    """A notice for each figure of a given fact that another fact, or a sentence of a source, gives otherwise."""
    facts = [e for e in evidence if e.source.startswith("fact:") and not e.source.startswith("fact:derived.")]
    rows = [*_between_facts(facts, language), *(n for f in facts for n in _against(f, units, language))]
    return list(dict.fromkeys(rows))


def _between_facts(facts: Sequence[Evidence], language: str) -> Iterator[str]:
    for one, other in combinations(facts, 2):
        for a in _amounts(one):
            for b in _amounts(other):
                if _clash(a, b) and _is_about(one.text, other.text, language):
                    yield _notice(one, a.text, _named(other), b.text, other.text, language)


def _against(fact: Evidence, units: Sequence[Unit], language: str) -> Iterator[str]:
    for number, unit in enumerate(units):
        figures = figures_of(number, unit)
        for a in _amounts(fact):
            fates = {m.lastgroup for m in FATE.finditer(fact.text)}
            for b in figures:
                same = b.counts in fates if fates else _is_about(fact.text, unit.text, language)
                if same and _clash(a, b.quantity):
                    yield _notice(fact, a.text, _named(unit.evidence), b.quantity.text, unit.text, language)


def _amounts(fact: Evidence) -> list[Quantity]:
    found = read(fact.text, published=fact.published).quantities
    return [q for q in found if not q.ordinal and q.unit not in _LOOSE]


def _clash(a: Quantity, b: Quantity) -> bool:
    apart = a.high < b.low or b.high < a.low
    return apart and (compatible(a.unit, b.unit) or "" in (a.unit, b.unit))


def _is_about(fact: str, text: str, language: str) -> bool:
    """Whether a text holds half of what a fact's words say beside its figures."""
    words = {w for w in content_words(fact, language=language) if not _DIGITS.fullmatch(w)}
    held = sum(w in text.lower() for w in words)
    return bool(words) and held >= _OF_ONE_THING * len(words)


def _only_day(unit: Unit) -> date | None:
    """The one day that a sentence gives its event; none when it gives several, looks ahead or far back."""
    published = unit.evidence.published
    if published is None or _PLANNED.search(unit.text) or is_background(unit.text, published):
        return None
    found = {d.first for d in read(unit.span.text, published=published).dates if d.days == 1}
    return found.pop() if len(found) == 1 else None


def _named(evidence: Evidence) -> str:
    return named(evidence).removeprefix("fact:")


def _notice(fact: Evidence, mine: str, who: str, theirs: str, text: str, language: str) -> str:
    return say("fact_differs", language, fact=fact.text, mine=mine, who=who, theirs=theirs, text=text)
