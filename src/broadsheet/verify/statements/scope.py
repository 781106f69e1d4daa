"""Words that say how many, how often, how wholly, which in a row: each a degree of a scale."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record
from broadsheet.verify.statements.counterparts import related
from broadsheet.verify.statements.surroundings import beside
from broadsheet.verify.tables import table
from broadsheet.verify.terms import plain

# The evidence sentence must have so much of the draft's, and so much of what stands beside the word, to speak of the
# same thing.
_CLOSE, _BESIDE = 0.35, 0.55
_PHRASE = 25  # characters within which “one of” and “the biggest” make one phrase
_HAN = re.compile(r"[\u3400-\u9fff]")
_DENIED = re.compile(r"(?:不|并非|没有?|未|不是|[Nn]ot|n't|[Nn]either)\s?(?:\w+\s){0,1}\Z")


@dataclass(frozen=True, slots=True)
class Degree:
    """A word that gives a degree of a scale, with its place in the sentence."""

    start: int
    end: int
    scale: str
    name: str


def otherwise(draft: Reading, passage: Passage, record: Record) -> Iterator[tuple[Degree, str]]:
    """Each degree of a draft sentence where the evidence has another of its scale, with the evidence's words."""
    mine = degrees(passage.text)
    if not mine:
        return
    close = [a for a in related(draft, passage, record) if a.share >= _CLOSE]
    for degree in mine:
        found = _other(passage, degree, close, record)
        if found:
            yield degree, found


def _other(passage: Passage, degree: Degree, close: list[Aligned], record: Record) -> str:
    best, shown = _BESIDE, ""
    for aligned in close:
        theirs = aligned.passage.text
        same = [d for d in degrees(theirs) if d.scale == degree.scale]
        if any(d.name == degree.name for d in same):
            return ""
        for other in same:
            likeness = beside(
                passage.text, (degree.start, degree.end), other=theirs, there=(other.start, other.end), record=record
            )
            if likeness >= best:
                best, shown = likeness, theirs[other.start : other.end]
    return shown


@lru_cache(maxsize=4096)
def degrees(sentence: str) -> tuple[Degree, ...]:
    """The words of `sentence` that give a degree, in order; a denied one (not all) gives none."""
    text = plain(sentence)
    column = 0 if _HAN.search(text) else 1
    found = [
        Degree(m.start(), m.end(), scale, name)
        for scale, name, pattern in _patterns(column)
        for m in pattern.finditer(text)
        if not _DENIED.search(text, 0, m.start())
    ]
    among = [d for d in found if d.name == "among"]
    kept = (d for d in found if d.name != "top" or not any(abs(d.start - a.start) < _PHRASE for a in among))
    return tuple(sorted(kept, key=lambda d: d.start))


@lru_cache(maxsize=2)
def _patterns(column: int) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    edges = (r"\b(?:", r")(?!\w)") if column else ("(?:", ")")
    return tuple(
        (scale, name, re.compile(edges[0] + "|".join(_regex(row[column])) + edges[1], re.IGNORECASE))
        for scale, names in table("scope").items()
        for name, row in names.items()
    )


def _regex(words: str) -> Iterator[str]:
    return (word.replace("_", " ") for word in words.split())
