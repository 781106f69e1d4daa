"""A sentence against evidence in another language: the sentence of it that has the same values, names and turns.

Wording can't be compared, so it asks what a translation must keep (see `parity_marks`) of the closest foreign sentence.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from broadsheet.core import Mark, Stretch
from broadsheet.verify.abroad.meaning import Meaning
from broadsheet.verify.matching import agreements
from broadsheet.verify.naming import names_of
from broadsheet.verify.naming.equivalents import rendered
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.translation.denials import negations
from broadsheet.verify.translation.marks import names, values
from broadsheet.verify.translation.side import Side
from broadsheet.verify.values import Name

# What an item that both have tells of two sentences being one: figures seldom agree by chance, days of one week often.
_WORTH = {"number": 1.0, "score": 1.0, "time": 0.8, "name": 0.8, "date": 0.4}
# Sentences looked at closely, and the evidence up to which every foreign name is compared by its sound.
_CLOSE, _NAMED = 6, 400
_Place = tuple[Reading, Passage]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The foreign sentence closest to one of the draft, with what of the draft's it has and lacks.

    `worth` adds up what both have; `likeness` of meaning is -1..1, 0 where there is no embedder.
    """

    reading: Reading
    passage: Passage
    kept: tuple[Mark, ...]
    lost: tuple[Mark, ...]
    turned: tuple[Mark, ...]
    likeness: float = 0.0

    @property
    def worth(self) -> float:
        """How much of what both have tells that they say one thing."""
        return sum(_WORTH[m.matter] for m in self.kept)


@dataclass
class Abroad:
    """The foreign evidence of a record as the sentences of a draft meet it."""

    draft: Reading
    record: Record
    meaning: Meaning | None = None

    @cached_property
    def _foreign(self) -> list[_Place]:
        own = self.draft.language
        return [(r, p) for r, p in self.record.places if r.cited and r.language != own]

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        """The names of the foreign sentences with their places among them; none where they are too many."""
        found: dict[str, list[int]] = {}
        for at, (reading, passage) in enumerate(self._foreign if len(self._foreign) <= _NAMED else ()):
            for name in self.record.names_at(reading, passage, names_of):
                found.setdefault(name.text, []).append(at)
        return found

    @cached_property
    def _numbers(self) -> dict[tuple[str, int], int]:
        return {(r.source, p.start): at for at, (r, p) in enumerate(self._foreign)}

    def closest(self, passage: Passage) -> Crossing | None:
        """The foreign sentence that has most of `passage`; None where none has anything."""
        likely = Counter(self._by_values(passage))
        likely.update(self._by_names(passage))
        likeness = self._by_meaning(passage)
        for at, alike in likeness.items():
            likely[at] += int(4 * max(alike, 0.0))
        near = [at for at, _ in sorted(likely.items(), key=lambda item: (-item[1], item[0]))[:_CLOSE]]
        met = [self._met(passage, *self._foreign[at], likeness.get(at, 0.0)) for at in near]
        return max(met, key=lambda c: c.worth - 0.5 * len(c.lost) + 2 * c.likeness, default=None)

    def _by_values(self, passage: Passage) -> Iterator[int]:
        for span in (a.span for a in agreements(self.draft, passage, self.record) if a.span):
            for reading in (r for r in self.record.readings if r.cited and r.source == span.source):
                at = self._numbers.get((span.source, reading.passage_at(span.start).start))
                yield from () if at is None else (at, at)

    def _by_names(self, passage: Passage) -> Iterator[int]:
        for name in names_of(self.draft, passage):
            for other, places in self._named.items():
                if rendered(name, other, self._as_names(other), names={})[0] >= 0:
                    yield from places

    def _as_names(self, text: str) -> Sequence[Name]:
        return [Name(text, 0, len(text), "other")]

    def _by_meaning(self, passage: Passage) -> dict[int, float]:
        if self.meaning is None:
            return {}
        return {at: alike for alike, at in self.meaning.likest(passage, self._foreign)}

    def _met(self, passage: Passage, reading: Reading, other: Passage, likeness: float) -> Crossing:
        here, there = _side(self.draft, passage), _side(reading, other)
        marks = [m for m in (*values(here, there), *names(here, there, {})) if m.source is not None]
        people = {n.text for n in names_of(self.draft, passage) if n.kind == "person"}
        theirs = {n.text for n in self.record.names_at(reading, other, names_of) if n.kind == "person"}
        lost = [m for m in marks if _is_lost(m) or _is_another(m, people, theirs)]
        kept = tuple(m for m in marks if m.bearing == "kept")
        turned = tuple(m for m in negations(here, there) if m.bearing != "kept")
        return Crossing(reading, other, kept, tuple(lost), turned, likeness)


def _is_lost(mark: Mark) -> bool:
    return mark.bearing in ("missing", "changed")


def _is_another(mark: Mark, people: Set[str], theirs: Set[str]) -> bool:
    """Whether a name that nothing renders is a person's, or stands where the other side has a person."""
    if mark.matter != "name" or mark.bearing == "kept" or mark.source is None:
        return False
    return mark.source.text in people or (mark.target is not None and mark.target.text in theirs)


def _side(reading: Reading, passage: Passage) -> Side:
    return Side(reading, Stretch(passage.start, passage.end, passage.text))
