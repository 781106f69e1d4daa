"""Which way a sentence points: what it negates, and whether it says rose or fell, for or against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from broadsheet import nlp
from broadsheet.verify.tables import table
from broadsheet.verify.tables import words as words_in
from broadsheet.verify.terms import stem

_NEGATORS = words_in("polarity", "negators")
_JOINED = re.compile(r"\A(?:不(?![但仅过断止只])|未|没)(?P<rest>[\u3400-\u9fff]{2,3})\Z")
_LEXICAL = words_in("polarity", "lexical")
_CLAUSE = re.compile(r"[，,；;。：:]")
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)\b|不得不|不能不|不无", re.IGNORECASE)
_SIDES: dict[str, tuple[int, int]] = {
    word: (axis, side)
    for axis, pair in enumerate(table("polarity")["pairs"])
    for side, words in enumerate(pair)
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A word that points one of two ways: `side` of `axis`, with the words around it."""

    start: int
    end: int
    axis: int
    side: int


@dataclass(frozen=True, slots=True)
class Negated:
    """A word under a negation, as its stem, with the place from the negation to the word."""

    start: int
    end: int
    word: str


def turns(text: str) -> tuple[Turn, ...]:
    """The words of `text` that point one way of two (rose and fell, 进口 and 出口)."""
    found = []
    for word, start, end in words(text):
        if side := _SIDES.get(word.lower()):
            found.append(Turn(start, end, *side))
    return tuple(found)


def same_way(word: str) -> tuple[str, ...]:
    """The words that point as `word` does: 遇难 and 丧生 for 死亡, grew for rose; empty for other words."""
    side = _SIDES.get(word)
    return tuple(w for w, s in _SIDES.items() if s == side) if side else ()


def negations(text: str) -> tuple[Negated, ...]:
    """The words of `text` that a negation stands before."""
    return tuple(_negations(text))


def _negations(text: str) -> Iterator[Negated]:
    excused = [m.span() for m in _NOT_ONLY.finditer(text)]
    pending: int | None = None
    for word, start, end in words(text):
        lower = word.lower().replace("’", "'")
        if any(a <= start < b for a, b in excused):
            continue
        if lower in _NEGATORS or lower.endswith("n't"):
            pending = start if pending is None else pending
        elif (joined := _JOINED.match(word)) and word not in _LEXICAL:
            yield Negated(start, end, joined["rest"])
        elif pending is not None and _CLAUSE.search(text, pending, start):
            pending = None
        elif pending is not None and not nlp.is_stop(word) and not word[0].isdigit():
            yield Negated(pending, end, stem(lower))
            pending = None


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of a sentence with their places in it; the last few thousand are kept, since sentences recur."""
    return tuple(nlp.words(text))


def word_stems(text: str) -> frozenset[str]:
    """The stems of the telling words of a sentence."""
    return frozenset(stem(w.lower()) for w, _, _ in words(text) if not nlp.is_stop(w))


def directed(text: str) -> frozenset[str]:
    """The stems of the telling words of a sentence without those that negate or point one of two ways."""
    bent = {stem(w.lower()) for w, _, _ in words(text) if w.lower() in _SIDES or w.lower() in _NEGATORS}
    return word_stems(text) - bent
