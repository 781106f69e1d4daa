"""A text as the checks see it: its sentences and clauses, and every value it states. Read once, asked many times."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from broadsheet import nlp
from broadsheet.verify.terms import clauses, plain, script_of, terms
from broadsheet.verify.values import (
    ClockTime,
    Code,
    DateInterval,
    Name,
    Placed,
    Quantity,
    Quotation,
    Score,
    find_clock_times,
    find_codes,
    find_dates,
    find_quantities,
    find_quotations,
    find_scores,
)
from broadsheet.verify.values.names_en import find_names
from broadsheet.verify.values.quotations import folded

T = TypeVar("T")

# Characters of a sentence. The values of one are compared with each other, so that a row of numbers as long as a book,
# with no full stop in it, would take hours; the longest sentence of a report has 600.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between clause marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a text, with its terms in order and its clauses. `number` is its place in the text."""

    number: int
    start: int
    end: int
    text: str
    terms: tuple[str, ...]
    clauses: tuple[Clause, ...]

    def clause_at(self, offset: int) -> Clause:
        """The clause that holds `offset`, or the one before it."""
        at = bisect_right([c.start for c in self.clauses], offset) - 1
        return self.clauses[max(at, 0)]


@dataclass(frozen=True)
class Reading:
    """A text with all that is read off it. `source` names it; `anchor` is the day relative dates start from.

    What is not `cited` (a report's title and outlet) is known, but no span can point into it.
    """

    text: str
    language: str
    source: str = ""
    anchor: date | None = None
    cited: bool = True

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def keep(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of the text, made when it is first asked for and kept under `name`.

        A draft asks for the same of an evidence text by itself and among others, and each check for itself.
        """
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]
        return found

    @cached_property
    def values(self) -> tuple[list[int], list[tuple[int, int]]]:
        """Where all amounts, results, dates and times stand, in order: the starts, and each with its end."""
        found: tuple[Sequence[Placed], ...] = (self.quantities, self.scores, self.dates, self.clock_times)
        places = sorted((value.start, value.end) for value in chain.from_iterable(found))
        return [start for start, _ in places], places

    @cached_property
    def plain(self) -> str:
        """The text with full-width digits and letters made plain; offsets are the same."""
        return plain(self.text)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences in order."""
        spans = nlp.sentences(self.text, language=self.language)
        parts = chain.from_iterable(_within(self.text, start, end) for start, end in spans)
        return tuple(self._passage(i, start, end) for i, (start, end) in enumerate(parts))

    def _passage(self, number: int, start: int, end: int) -> Passage:
        parts = tuple(Clause(a, b) for a, b in clauses(self.plain, start, end)) or (Clause(start, end),)
        return Passage(number, start, end, self.text[start:end], terms(self.plain[start:end]), parts)

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.passages]

    def passage_at(self, offset: int) -> Passage:
        """The sentence that holds `offset`, or the one before it."""
        return self.passages[max(bisect_right(self._starts, offset) - 1, 0)]

    @cached_property
    def dates(self) -> tuple[DateInterval, ...]:
        """The dates stated."""
        return find_dates(self.plain, anchor=self.anchor)

    @cached_property
    def clock_times(self) -> tuple[ClockTime, ...]:
        """The times of day stated."""
        taken = self._taken(self.dates)
        # 昨晚19时30分: the evening belongs to both, and is left to the date.
        free = (c.after(c.start + taken[c.start : c.end].count(1)) for c in find_clock_times(self.plain))
        return tuple(sorted((c for c in free if c and not any(taken[c.start : c.end])), key=lambda c: c.start))

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """The results of two sides stated."""
        taken = self._taken(self.dates, self.clock_times, self.codes)
        return tuple(s for s in find_scores(self.plain) if not any(taken[s.start : s.end]))

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The numbers that name instead of counting: telephones, versions, models."""
        taken = self._taken(self.dates)
        return tuple(c for c in find_codes(self.plain) if not any(taken[c.start : c.end]))

    def _taken(self, *found: Sequence[Placed]) -> bytearray:
        """A byte for each character: 1 where any of the values stands."""
        taken = bytearray(len(self.text))
        for value in chain.from_iterable(found):
            taken[value.start : value.end] = b"\1" * (value.end - value.start)
        return taken

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The amounts stated."""
        found: tuple[Sequence[Placed], ...] = (self.dates, self.clock_times, self.scores, self.codes)
        taken = [(value.start, value.end) for value in chain.from_iterable(found)]
        return find_quantities(self.plain, taken)

    @cached_property
    def quantity_places(self) -> tuple[list[int], list[int]]:
        """Where the amounts begin and where they end, each in order, for finding those beside a place."""
        return sorted(q.start for q in self.quantities), sorted(q.end for q in self.quantities)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands between quotation marks."""
        return tuple(find_quotations(self.text))

    @cached_property
    def folded(self) -> tuple[str, list[int]]:
        """The text without spaces and punctuation, in lower case, and where each of its characters stood."""
        return folded(self.text)

    @cached_property
    def names_en(self) -> tuple[Name, ...]:
        """The names written in English letters."""
        return tuple(find_names(self.plain, self._starts))


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in stretches no longer than `LONGEST`, cut behind a mark or a space where there is one."""
    while end - start > LONGEST:
        marks = (text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "，,；;、 ")
        cut = next((at + 1 for at in marks if at >= 0), start + LONGEST)
        yield start, cut
        start = cut
    yield start, end


def read(text: str, *, language: str = "", source: str = "", published: datetime | None = None) -> Reading:
    """A `Reading` of `text`; `published` resolves its relative dates, in its own time zone."""
    return Reading(text, language or script_of(text), source, published.date() if published else None)
