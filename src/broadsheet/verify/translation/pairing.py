"""The sentences of a text beside those of its translation, with what was kept of each."""

from collections.abc import Iterator, Mapping, Sequence

from broadsheet.core import Mark, Pair, Stretch
from broadsheet.core.translation import Bearing
from broadsheet.verify.reading import Passage, Reading, read
from broadsheet.verify.translation.denials import hedges, negations
from broadsheet.verify.translation.lengths import lengths
from broadsheet.verify.translation.marks import names as name_marks
from broadsheet.verify.translation.marks import quotations, values
from broadsheet.verify.translation.parallel import Bead, beads
from broadsheet.verify.translation.side import Side
from broadsheet.verify.translation.words import say


def pairs(
    source: str, target: str, *, source_language: str, target_language: str, names: Mapping[str, Sequence[str]]
) -> Iterator[Pair]:
    """The sentences of two texts that answer each other (see `parallel`), each pair with its marks."""
    one, other = read(source, language=source_language), read(target, language=target_language)
    cut = beads(
        [p.text for p in one.passages],
        [p.text for p in other.passages],
        source_language=source_language,
        target_language=target_language,
    )
    return (_pair(one, other, bead, names) for bead in cut)


def _pair(one: Reading, other: Reading, bead: Bead, names: Mapping[str, Sequence[str]]) -> Pair:
    source, target = _stretch(one, bead[0]), _stretch(other, bead[1])
    if not bead[0] or not bead[1]:
        bearing: Bearing = "missing" if bead[0] else "added"
        message = say(other.language, f"sentence_{bearing}")
        mark = Mark("sentence", bearing, source if bead[0] else None, target if bead[1] else None, message)
        return Pair(source, target, (mark,))
    here, there = Side(one, source), Side(other, target)
    found = [
        *values(here, there),
        *name_marks(here, there, names),
        *quotations(here, there),
        *negations(here, there),
        *hedges(here, there),
        *lengths(here, there),
    ]
    return Pair(source, target, tuple(sorted(found, key=_order)))


def _stretch(reading: Reading, numbers: range) -> Stretch:
    rows: list[Passage] = [reading.passages[i] for i in numbers]
    if not rows:
        after = reading.passages[numbers.start - 1].end if numbers.start else 0
        return Stretch(after, after, "")
    return Stretch(rows[0].start, rows[-1].end, reading.text[rows[0].start : rows[-1].end])


def _order(mark: Mark) -> tuple[int, int]:
    return (mark.source.start if mark.source else 1 << 30, mark.target.start if mark.target else 0)
