"""Two names of a sentence that stand in each other's place in the evidence, the words beside both unchanged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from broadsheet.verify.deeds import is_symmetric
from broadsheet.verify.naming.judging import names_of
from broadsheet.verify.naming.slots import Line, line
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.values import Name

# Of the two words on either side of both names: so many must be those beside the other name in the evidence, and so
# many more than those beside the name itself.
ALIKE, MORE = 5, 3
_SIDE = 2
# The least share of a sentence's terms that the evidence sentence must have: of a short Chinese one, exchanging two
# names breaks up a third of the pairs of characters. The words beside the names decide.
SAME = 0.5
_JOINS = re.compile(r"(?:\s|[、，,/—–-]|和|与|同|及|以及|跟|暨|\band\b|\bor\b|\bvs?\.?)*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two names of a draft sentence, in order, with the sentence of the evidence that has them the other way."""

    first: Name
    second: Name
    evidence: str


def exchanges(passage: Passage, names: Sequence[Name], record: Record) -> Iterator[Exchange]:
    """The pairs of `names`, those of `passage`, that have changed places."""
    sure = [n for n in names if n.sure]
    if len(sure) < 2:
        return
    mine = line(passage.text, names, start=passage.start)
    for aligned in record.align(passage):
        if aligned.share < SAME:
            return
        theirs = record.names_at(aligned.reading, aligned.passage, names_of)
        source = line(aligned.passage.text, theirs, start=aligned.passage.start)
        for one, other in combinations(sure, 2):
            if _apart(passage, one, other, names) and _exchanged(mine, source, one, other):
                yield Exchange(one, other, aligned.passage.text)
                return


def _apart(passage: Passage, one: Name, other: Name, names: Sequence[Name]) -> bool:
    """Whether their order says something: not two of a list, nor two that do the same to each other."""
    if one.text == other.text or one.text in other.text or other.text in one.text:
        return False
    between = passage.text[one.end - passage.start : other.start - passage.start]
    bare = between
    for name in names:
        bare = bare.replace(name.text, "")
    return not _JOINS.match(bare) and not is_symmetric(between)


def _exchanged(mine: Line, source: Line, one: Name, other: Name) -> bool:
    here = [_beside(mine, n) for n in (one, other)]
    there = [_places(source, n) for n in (one, other)]
    if not all(there):
        return False
    straight = sum(max(_same(h, t) for t in ts) for h, ts in zip(here, there, strict=True))
    crossed = sum(max(_same(h, t) for t in ts) for h, ts in zip(here, reversed(there), strict=True))
    return crossed >= ALIKE and crossed >= straight + MORE


Sides = tuple[str, ...]


def _beside(words: Line, name: Name) -> Sides:
    first, last = words.within(name.start, name.end)
    return _sides(words, first, last)


def _places(words: Line, name: Name) -> list[Sides]:
    """The words beside each place where the name stands, as a whole or word for word."""
    wanted = tuple(w.lower() for w in re.findall(r"[\w'’.-]+", name.text))
    n = len(wanted)
    return [_sides(words, at, at + n) for at in range(len(words.words) - n + 1) if words.words[at : at + n] == wanted]


def _sides(words: Line, first: int, last: int) -> Sides:
    padded = ("^",) * _SIDE + words.words + ("$",) * _SIDE
    return padded[first : first + _SIDE] + padded[last + _SIDE : last + 2 * _SIDE]


def _same(one: Sides, other: Sides) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))
