"""Differing: what the reports of a story say differently of one thing: who says 5, who says 8, and when.

A figure that brings an earlier one up to date is told apart from one at odds with it. Values only.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from broadsheet import nlp
from broadsheet.core import Evidence, Span
from broadsheet.write.conflicts import Conflict, Figure, conflicts, figures_of
from broadsheet.write.counted import NAMES
from broadsheet.write.ranking import Likeness
from broadsheet.write.units import Unit, content_words

SENTENCES = 10  # of each report, from the top: an event's figures stand there; what follows is other events' too
SHARED = 0.1  # likeness of two sentences of one language under which they are of two matters
State = Literal["contradiction", "update", "correction"]


@dataclass(frozen=True, slots=True)
class Saying:
    """A report that gives a figure: `sentence` stands at `start`..`end` of the article's text, the figure inside it."""

    article: int
    outlet: str
    language: str
    published: datetime | None
    sentence: str
    start: int
    end: int
    figure_start: int
    figure_end: int


@dataclass(frozen=True, slots=True)
class Side:
    """One value, as first written, and who gives it, the earliest first; `low`..`high` is what the words allow."""

    value: str
    low: float
    high: float
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Values that exclude each other for one thing, the side told first first.

    `counts` names it (`injured`, `turnout`) or is the unit, empty for a bare number. `state`: the later side brings the
    earlier up to date (`update`), corrects it (`correction`), or they are at odds (`contradiction`).
    """

    counts: str
    named: bool
    sides: tuple[Side, ...]
    state: State


def differences(reports: Sequence[tuple[int, Evidence]]) -> list[Difference]:
    """The differences between `reports` (article id, its text as evidence), those at odds first."""
    units: list[Unit] = []
    owners: list[int] = []
    for article, evidence in reports:
        found = list(_units(evidence))
        units += found
        owners += [article] * len(found)
    clashes = list(_sound(conflicts(units, likeness=Likeness(units)), units, owners))
    made = [_difference(group, units, owners) for group in _gathered(clashes)]
    order: tuple[State, ...] = ("contradiction", "correction", "update")
    return sorted(made, key=lambda d: (order.index(d.state), not d.named, d.counts))


def _sound(clashes: Sequence[Conflict], units: Sequence[Unit], owners: Sequence[int]) -> Iterator[Conflict]:
    """The conflicts that are surely over one thing: each report gives one figure for it, in sentences of one matter."""
    likeness = Likeness(units)
    values: dict[tuple[int, str], list[Figure]] = {}
    for number, unit in enumerate(units):
        for figure in figures_of(number, unit):
            values.setdefault((owners[number], figure.counts), []).append(figure)
    for clash in clashes:
        a, b = clash.older, clash.newer
        told = (values[(owners[f.unit], f.counts)] for f in (a, b))
        abroad = units[a.unit].evidence.language != units[b.unit].evidence.language
        if all(_agree(t[0], f) for t in told for f in t) and (abroad or likeness.between(a.unit, b.unit) >= SHARED):
            yield clash


def _units(evidence: Evidence) -> Iterator[Unit]:
    language = "zh" if evidence.language == "zh" else "en"
    for index, (start, end) in enumerate(nlp.sentences(evidence.text, language=language)[:SENTENCES]):
        text = evidence.text[start:end]
        words = content_words(text, language=language)
        yield Unit(evidence, index, Span(evidence.source, start, end, text), text, words, leans=False)


def _gathered(clashes: Iterable[Conflict]) -> list[list[Conflict]]:
    """The conflicts over one thing together: they share a figure, or a measure that has one value an event."""
    groups: list[list[Conflict]] = []
    for clash in clashes:
        own = [g for g in groups if any(_one_thing(clash, other) for other in g)]
        groups = [g for g in groups if g not in own] + [[clash, *(c for g in own for c in g)]]
    return groups


def _one_thing(a: Conflict, b: Conflict) -> bool:
    if a.older.counts != b.older.counts:
        return False
    return a.older.counts in NAMES or bool({a.older, a.newer} & {b.older, b.newer})


def _difference(group: Sequence[Conflict], units: Sequence[Unit], owners: Sequence[int]) -> Difference:
    figures = sorted(set(_figures(group)), key=lambda f: (_time(units[f.unit]), f.unit))
    sides: list[list[Figure]] = []
    for figure in figures:
        home = next((s for s in sides if _agree(s[0], figure)), None)
        if home is None:
            sides.append([figure])
        elif owners[figure.unit] not in {owners[f.unit] for f in home}:
            home.append(figure)
    return Difference(
        counts=figures[0].counts,
        named=figures[0].counts in NAMES,
        sides=tuple(_side(s, units, owners) for s in sides),
        state=_state(group),
    )


def _figures(group: Sequence[Conflict]) -> Iterator[Figure]:
    return (figure for clash in group for figure in (clash.older, clash.newer))


def _state(group: Sequence[Conflict]) -> State:
    if any(c.corrected for c in group):
        return "correction"
    return "update" if all(c.superseded for c in group) else "contradiction"


def _agree(a: Figure, b: Figure) -> bool:
    return a.quantity.low <= b.quantity.high and b.quantity.low <= a.quantity.high


def _side(figures: Sequence[Figure], units: Sequence[Unit], owners: Sequence[int]) -> Side:
    first = figures[0].quantity
    return Side(first.text, first.low, first.high, tuple(_saying(f, units[f.unit], owners[f.unit]) for f in figures))


def _saying(figure: Figure, unit: Unit, owner: int) -> Saying:
    told, start = unit.evidence, unit.span.start
    return Saying(
        owner,
        told.outlet,
        told.language,
        told.published,
        unit.span.text,
        start,
        unit.span.end,
        start + figure.quantity.start,
        start + figure.quantity.end,
    )


def _time(unit: Unit) -> float:
    return unit.evidence.published.timestamp() if unit.evidence.published else float("inf")
