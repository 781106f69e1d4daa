"""Which values of the draft the evidence gives, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.core import Span
from broadsheet.verify.inside import inside
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Met, Record, span_of
from broadsheet.verify.tables import words
from broadsheet.verify.values import DateInterval, Placed, Quantity, Score, agreement, compare, same_time

# Spelt-out counts up to this are often not stated but counted by the writer (两国, three men), so they only warn.
COUNTED_BY_WRITERS = 10
_IDIOMS = tuple(words("words", "idioms"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """A value of the draft with the stretch of evidence that gives it and that evidence's language.

    The span is None where only a title gives it.
    """

    place: Placed
    span: Span | None
    language: str


def states_amount(draft: Reading, quantity: Quantity) -> bool:
    """Whether it claims an amount; `one`, `the first`, `half`, numerals in idioms or with nothing counted do not."""
    if quantity.digits and not quantity.ordinal:
        return True
    if abs(quantity.figure) <= 1 and quantity.unit != "times" and not quantity.fraction:
        return False
    bare = not quantity.unit and quantity.figure <= COUNTED_BY_WRITERS and not quantity.ordinal
    spelt_han = not quantity.text.isascii()
    return not (spelt_han and (bare or draft.plain.startswith(_IDIOMS, quantity.start)))


def is_day(quantity: Quantity, draft: Reading, record: Record) -> bool:
    """Whether it is the day of a month that evidence in another language gives without one: the 9th for 9日."""
    if not quantity.ordinal:
        return False
    foreign = (d for r in record.readings if r.language != draft.language for d in r.dates)
    return any(d.day == quantity.figure and (d.month, d.year, d.weekday) == (None, None, None) for d in foreign)


def is_nth(day: DateInterval, draft: Reading, record: Record) -> bool:
    """Whether it is a day of no month, which evidence in another language gives as an ordinal: 9日 for the 9th."""
    if day.day is None or (day.month, day.year, day.weekday) != (None, None, None):
        return False
    foreign = (q for r in record.readings if r.language != draft.language for q in r.quantities)
    return any(q.ordinal and q.figure == day.day for q in foreign)


def agreeing(quantity: Quantity, met: Sequence[Met[Quantity]]) -> list[Met[Quantity]]:
    """Those amounts of the evidence that `quantity` can be."""
    return [m for m in met if compare(quantity, m.value) != "different"]


def same_sides(one: Score, other: Score) -> bool:
    """Whether two results are one: 2-1 for the winner is 1-2 for the loser."""
    return sorted(one.sides) == sorted(other.sides)


def agreements(draft: Reading, passage: Passage, record: Record) -> list[Agreement]:
    """Every amount, result, date and time of a draft sentence that the evidence gives, with the likeliest place."""
    return [
        *_of_quantities(draft, passage, record),
        *_of_scores(draft, passage, record),
        *_of_dates(draft, passage, record),
    ]


def _of_quantities(draft: Reading, passage: Passage, record: Record) -> Iterator[Agreement]:
    for quantity in inside(draft.quantities, passage):
        if states_amount(draft, quantity):
            given = agreeing(quantity, record.meet(draft, quantity, lambda r: r.quantities))
            yield from _first(quantity, given)


def _of_scores(draft: Reading, passage: Passage, record: Record) -> Iterator[Agreement]:
    for score in inside(draft.scores, passage):
        met = record.meet(draft, score, lambda r: r.scores)
        yield from _first(score, [m for m in met if same_sides(score, m.value)])


def _of_dates(draft: Reading, passage: Passage, record: Record) -> Iterator[Agreement]:
    for day in inside(draft.dates, passage):
        yield from _first(day, same_days(draft, day, record))
    for time in inside(draft.clock_times, passage):
        met = record.meet(draft, time, lambda r: r.clock_times)
        yield from _first(time, [m for m in met if same_time(time, m.value)])


def same_days(draft: Reading, day: DateInterval, record: Record) -> list[Met[DateInterval]]:
    """The dates of the evidence that are the same days as `day`, or within them."""
    met = record.meet(draft, day, lambda r: r.dates)
    return [m for m in met if agreement(day, m.value) in {"same", "wider"}]


def _first(place: Placed, given: Sequence[Met[Placed]]) -> Iterator[Agreement]:
    if given:
        best = next((m for m in given if m.reading.cited), given[0])
        span = span_of(best.reading, best.value) if best.reading.cited else None
        yield Agreement(place, span, best.reading.language)
