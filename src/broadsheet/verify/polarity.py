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
_WHOLE = frozenset({"没有", "没", "无", "不是", "without", "no"})  # behind another negation these undo it
_THAN = re.compile(r"(?: [a-z'-]+){0,7}? than (?!\s?[\d$£€])")
_CLAUSE = re.compile(r"[，,；;。：:]")
# Negations that deny nothing: not only, 不得不, whether-or-not (要不要), what is not known.
_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|merely|(?:yet )?(?:known|clear|sure|certain))\b|\bnever before\b"
    r"|不得不|不能不|不无|([\u3400-\u9fff])不\1|尚?不清楚|不明",
    re.IGNORECASE,
)
# Verbs that deny what follows them as a negation does: refused to, failed to, yet to, dismissed claims that.
_DENYING = re.compile(
    r"\b(?:refus\w+|declin\w+|fail(?:s|ed)?|yet|unable) to\b|拒绝(?!了)|拒不|不肯|未能"
    r"|\b(?:dismiss\w*|reject\w*|refut\w*) (?:\w+ )?(?:claims?|reports?|allegations?|suggestions?|rumou?rs?)\b"
    r"|驳斥|辟谣",
    re.IGNORECASE,
)
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
        if _THAN.match(text, end):
            continue  # what is compared with what is read by the check of comparisons
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
    denying = {m.start() for m in _DENYING.finditer(text)}
    pending: int | None = None
    for word, start, end in words(text):
        lower = word.lower().replace("’", "'")
        if any(a <= start < b for a, b in excused):
            continue
        if lower in _NEGATORS or lower.endswith("n't") or start in denying:
            pending = _twice(word, start, pending)
        elif (joined := _JOINED.match(word)) and word not in _LEXICAL:
            yield Negated(start, end, joined["rest"])
        elif pending is not None and _CLAUSE.search(text, pending, start):
            pending = None
        elif pending is not None and not nlp.is_stop(word) and not word[0].isdigit():
            yield Negated(pending, end, stem(lower))
            pending = None


def _twice(word: str, start: int, pending: int | None) -> int | None:
    """The place of the negation open after another one: 并非没有 denies nothing, 从未 and never not once."""
    doubled = pending is not None and word in _WHOLE
    return None if doubled else start if pending is None else pending


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
