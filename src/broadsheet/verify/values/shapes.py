"""The values a news text states: amounts, scores, dates, times of day and quotations, each with its place in the text.

Offsets count Unicode code points, and `text` is always the stretch between them.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

Hedge = Literal["exact", "about", "nearly", "over", "under", "vague"]


class Placed(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """Where it starts, in code points."""

    @property
    def end(self) -> int:
        """Where it ends, in code points."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text and nothing more."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated amount: an interval `low..high` of a unit, with the `figure` that was written.

    `unit` is a canonical name (`percent`, `CNY`, `metre`, `person`; a Chinese classifier stands for itself; empty when
    none was read), and figure, low and high are in that unit. `digits` tells 22 from twenty-two; `ordinal` marks a
    place in an order (第三, 3rd); `step` is the size of the last digit written, for telling roundings; `fraction`
    marks a part told in words (a third, 七成), which is a rounding by nature.
    """

    text: str
    start: int
    end: int
    figure: float
    low: float
    high: float
    unit: str = ""
    hedge: Hedge = "exact"
    digits: bool = True
    ordinal: bool = False
    step: float = 1.0
    fraction: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two figures were written: 3至5天."""
        return self.hedge == "exact" and self.low < self.high


@dataclass(frozen=True, slots=True)
class Score:
    """A result of two sides: 107:102, 3-0, 3比0."""

    text: str
    start: int
    end: int
    sides: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DateInterval:
    """A stated date: the parts written down and, where an anchor was given, the days it covers.

    `year`, `month`, `day` and `weekday` (0 is Monday) are what the words say; `first` and `last` the days meant, both
    None when the words alone leave it open and there was no anchor to resolve them against.
    """

    text: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def days(self) -> int:
        """How many days it covers; 0 when open."""
        return (self.last - self.first).days + 1 if self.first and self.last else 0


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A stated time of day in minutes after midnight; `halves` means morning or evening was left open."""

    text: str
    start: int
    end: int
    minute: int
    halves: bool = False

    def after(self, start: int) -> "ClockTime | None":
        """It without what stands before `start`; None where nothing of it is left."""
        return replace(self, text=self.text[start - self.start :], start=start) if start < self.end else None


@dataclass(frozen=True, slots=True)
class Code:
    """A number that names instead of counting: `kind` of code, `head` it belongs to (iOS, 歼), its `body`."""

    text: str
    start: int
    end: int
    kind: Literal["telephone", "version", "model", "numeral", "lunar"]
    head: str
    body: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks: `text` with its marks, `words` without, and who is said to speak."""

    text: str
    start: int
    end: int
    words: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person, place or organisation; `sure` is false where the spelling alone suggests a name."""

    text: str
    start: int
    end: int
    kind: Literal["person", "place", "organisation", "code", "other"]
    sure: bool = True
