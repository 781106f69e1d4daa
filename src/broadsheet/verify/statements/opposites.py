"""What a freely written Chinese sentence turns round: 西侧 for 东侧, 拒绝 for 接受, of the same people and things.

`opposition` compares closely worded sentences; here the nouns of a clause name what it speaks of, and whichever clause
of the evidence speaks of the same decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.tables import table
from broadsheet.verify.values.names_zh import tagged

# So much of a clause's nouns has to stand with the opposite word, and so much less with the draft's own or its likes.
SAME_MATTER, LEAD = 0.7, 0.3
# Up to so many sentences of evidence all are looked at, and so many of more: each takes some 20 microseconds.
ALL, CLOSEST = 300, 40
FEWEST = 2  # nouns: one alone stands with too much
_CLAUSE = re.compile(r"[，,；;。！？!?：:\n](?!\d)")
_NOT = re.compile(r"(?:不|未|没|没有|无|非|拒绝|停止|避免|防止|否认|反对)[^，。；]{0,2}\Z")
# Told of another time or on a condition.
_UNREAL = re.compile(r"(?:如果|若|一旦|曾|此前|原)[^，。；]{0,12}\Z")
_NOUNS = frozenset({"n", "nr", "ns", "nt", "nz", "nw", "vn", "an", "PER", "LOC", "ORG"})


Where = tuple[Reading, Passage]


@dataclass(frozen=True, slots=True)
class Way:
    """A word that points one of two ways, its place in its sentence and whether a negation stands before it."""

    start: int
    end: int
    axis: int
    side: int


@dataclass(frozen=True, slots=True)
class Opposite:
    """A word of the draft, counted from its sentence's start, and the evidence's word for the opposite."""

    start: int
    end: int
    found: str


def opposites(passage: Passage, record: Record) -> Iterator[Opposite]:
    """The words of a Chinese draft sentence that the evidence has the other way round about the same things."""
    text = passage.text
    places = _near(passage, record) if ways(text) else []
    for way in ways(text):
        matter = () if _UNREAL.search(text, 0, way.start) else _matter(text, way)
        if len(matter) >= FEWEST:
            same, opposite, found = _both(way, matter, places)
            if opposite >= SAME_MATTER and same <= opposite - LEAD:
                yield Opposite(way.start, way.end, found)


def _both(way: Way, matter: Sequence[str], places: Sequence[Where]) -> tuple[float, float, str]:
    """How much of the matter stands with a word of the same way, with one of the opposite, and the latter."""
    same, opposite, found = 0.0, 0.0, ""
    for reading, there, other in _facing(way, places):
        if other.side == way.side:
            before = reading.passages[there.number - 1].text if there.number else ""
            same = max(same, _held(matter, _widely(there.text, before, other)))
        elif not _UNREAL.search(there.text, 0, other.start):
            held = _held(matter, _closely(there.text, other))
            if held > opposite:
                opposite, found = held, there.text[other.start : other.end]
    return same, opposite, found


def _near(passage: Passage, record: Record) -> list[Where]:
    """All sentences of the evidence, or of long evidence those that share most with the draft's."""
    if len(record.places) <= ALL:
        return record.places
    return [(a.reading, a.passage) for a in record.align(passage, n=CLOSEST)]


def _facing(way: Way, places: Sequence[Where]) -> Iterator[tuple[Reading, Passage, Way]]:
    for reading, there in places:
        if reading.language == "zh":
            yield from ((reading, there, other) for other in ways(there.text) if other.axis == way.axis)


@lru_cache(maxsize=4096)
def ways(text: str) -> tuple[Way, ...]:
    """The words of a Chinese sentence that point one of two ways; a negated one points the other."""
    found = []
    for m in _words().finditer(text):
        axis, side = _sides()[m.group()]
        found.append(Way(m.start(), m.end(), axis, 1 - side if _NOT.search(text, 0, m.start()) else side))
    return tuple(found)


@lru_cache(maxsize=1)
def _sides() -> dict[str, tuple[int, int]]:
    # Words of one character are parts of too many others to be found without a segmenter.
    return {
        word: (axis, side)
        for axis, pair in enumerate(table("polarity")["pairs"])
        for side, words in enumerate(pair)
        for word in words.split()
        if len(word) > 1 and not word.isascii()
    }


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_sides(), key=len, reverse=True)))


def _matter(text: str, way: Way) -> tuple[str, ...]:
    """The nouns and names that the draft's word is told of: those of its clause, and of the one before it."""
    start, end = _clause(text, way.start)
    while start > 0 and sum(1 for _ in _nouns(text, start, end, way)) < FEWEST:
        start = _clause(text, start - 1)[0]
    return tuple(dict.fromkeys(_nouns(text, start, end, way)))


def _nouns(text: str, start: int, end: int, way: Way) -> Iterator[str]:
    for at, word, tag in tagged(text):
        outside = at + len(word) <= way.start or way.end <= at
        if start <= at < end and outside and (tag in _NOUNS or tag == "f") and len(word) > 1:
            yield word


def _clause(text: str, at: int) -> tuple[int, int]:
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    after = _CLAUSE.search(text, max(at, start))
    return start, after.end() if after else len(text)


def _closely(text: str, way: Way) -> str:
    """What the evidence's word is surely told of: its clause and the one before it."""
    start, end = _clause(text, way.start)
    return text[_clause(text, start - 1)[0] if start else start : end]


def _widely(text: str, before: str, way: Way) -> str:
    """What it may be told of: its clause and the one before it, be that in the sentence before."""
    start, _ = _clause(text, way.start)
    return _closely(text, way) if start else before + _closely(text, way)


def _held(matter: Sequence[str], text: str) -> float:
    """The share of the nouns that a stretch has; of longer ones their pairs of characters count (金州勇士队)."""
    return sum(_has(word, text) for word in matter) / len(matter)


def _has(word: str, text: str) -> float:
    if word in text:
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(p in text for p in pairs) / len(pairs)
