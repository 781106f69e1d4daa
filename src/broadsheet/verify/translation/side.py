"""One side of a pair of sentences: the reading it belongs to and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from broadsheet.core import Stretch
from broadsheet.verify.reading import Reading
from broadsheet.verify.values.shapes import Placed

V = TypeVar("V", bound=Placed)


@dataclass(frozen=True, slots=True)
class Side:
    """A stretch of a reading, and what of its values stands in it."""

    reading: Reading
    place: Stretch

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.reading.language

    @property
    def text(self) -> str:
        """The sentence or sentences."""
        return self.place.text

    def of(self, found: Sequence[V]) -> list[V]:
        """Those of the reading's values that stand here."""
        return [v for v in found if self.place.start <= v.start < self.place.end]

    def at(self, value: Placed) -> Stretch:
        """The place of a value as the report has it."""
        return Stretch(value.start, value.end, self.reading.text[value.start : value.end])

    def span(self, start: int, end: int) -> Stretch:
        """A place counted from the start of this side."""
        return Stretch(self.place.start + start, self.place.start + end, self.text[start:end])
