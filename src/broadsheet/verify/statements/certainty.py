"""What a draft says more surely than the evidence does: a plan told as done, a suspicion or a denial as a fact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.polarity import negations
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record
from broadsheet.verify.statements.counterparts import (
    MOST,
    PARTLY,
    PAST,
    SAME,
    Matched,
    clauses_of,
    matched,
    related,
    roots,
)
from broadsheet.verify.statements.cues import FACT, Cue, cues
from broadsheet.verify.statements.sayings import asks
from broadsheet.verify.terms import plain, stem, terms
from broadsheet.verify.values.names_zh import tagged

# A sentence of the evidence with so much of the draft's is its source; of one with less, a stretch must be there whole
# and be long enough that it is no chance.
_CLOSE, _LONG = 0.5, 4
# Tags of LAC's words that name somebody or something.
_NOUNS = frozenset({"n", "nr", "ns", "nt", "nz", "nw", "PER", "LOC", "ORG", "r", "m"})
_DONE_ZH = re.compile(r"已(?!知|故|婚)|(?<![为除])了(?![解不])|[^通经超]过(?=[了的，。；]|\Z)|完成|曾|成功")
_PERFECT_EN = re.compile(r"\b(?:has|have|had|having|was|were|managed to)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SAID, _ASKED_TO = re.compile(r"\b(?:said|says|that)\b"), re.compile(r"\b(?:to|said|says|that)\b")


@dataclass(frozen=True, slots=True)
class Surer:
    """A stretch of the draft, counted from its sentence's start, that `aligned` says less surely, by its word `cue`.

    `level` is the draft's own, from -1 (denied) to 4 (so); `done`: it says that it has happened.
    """

    start: int
    end: int
    cue: Cue
    aligned: Aligned
    level: int
    done: bool


def surer(draft: Reading, passage: Passage, record: Record) -> Iterator[Surer]:
    """Each stretch of a draft sentence that every close sentence of the evidence says less surely."""
    if asks(passage.text):
        return
    close = related(draft, passage, record)
    # A rewording puts the word of doubt elsewhere in the sentence (asked by them, they asked), and keeps it.
    kept = {c.family for c in cues(passage.text)} - {"denied"} if passage.text.isascii() else set()
    seen: set[tuple[int, int]] = set()
    for aligned in close:
        for cue in cues(aligned.passage.text):
            if _marks_object(aligned.passage.text, cue) or cue.family in kept:
                continue
            for found in _said_surer(passage, aligned, cue, record):
                if (found.start, found.end) in seen or _said_elsewhere(found, close, record):
                    continue
                seen.add((found.start, found.end))
                yield found


def _said_surer(passage: Passage, aligned: Aligned, cue: Cue, record: Record) -> Iterator[Surer]:
    theirs = aligned.passage.text
    for start, end in cue.parts:
        where = matched(theirs[start:end], passage.text, record, enough=PARTLY if aligned.share >= MOST else SAME)
        if where is None or (aligned.share < _CLOSE and where.terms < _LONG):
            continue
        if not _same_predicate(theirs[start:end], passage.text, asked=cue.family == "wished"):
            continue
        level = level_at(passage.text, where)
        # The weakest of the words that govern it names the fault.
        weakest = min([cue.level, *(c.level for c in _over(cues(theirs), start, end))])
        if level > cue.level == weakest and not _turned(theirs[start:end], passage.text, where):
            yield Surer(where.start, where.end, cue, aligned, level, is_done(passage.text, where))


def _same_predicate(stretch: str, sentence: str, *, asked: bool) -> bool:
    """Whether an English sentence has the word that a governed stretch opens with, or the one behind `to` or `said`.

    "Could be connected to interference" leaves nothing open about the interference; who is `asked` to do it stands
    before the `to`.
    """
    if _HAN.search(stretch):
        return True
    parts = (stretch, *(_ASKED_TO if asked else _SAID).split(stretch)[1:2])
    opening = {t for part in parts if part for t in terms(plain(part))[:1]}
    said = roots(sentence)
    return not opening or any(t in said or roots(t) & said for t in opening)


@lru_cache(maxsize=4096)
def _marks_object(sentence: str, cue: Cue) -> bool:
    """Whether 将 stands before the object of a verb (将嫌疑人抓获) and tells no plan: a noun follows, not a verb."""
    if sentence[cue.start : cue.end] != "将":
        return False
    words_after = (tag for start, _, tag in tagged(sentence) if start >= cue.end)
    return next(words_after, "v") in _NOUNS


def _turned(stretch: str, sentence: str, where: Matched) -> bool:
    """Whether one of both is negated: that is for the check of polarity, or says what a denial says."""
    clause = _clause_at(sentence, where.start)
    return bool(negations(clause)) != bool(negations(stretch))


def _clause_at(sentence: str, at: int) -> str:
    return next((sentence[a:b] for a, b in clauses_of(sentence) if a <= at < b), sentence)


def _said_elsewhere(found: Surer, close: Sequence[Aligned], record: Record) -> bool:
    """Whether another close sentence of the evidence says it as surely as the draft."""
    stretch = found.aligned.passage.text
    wanted = " ".join(stretch[a:b] for a, b in found.cue.parts)
    for other in close:
        where = matched(wanted, other.passage.text, record)
        if where is None or other.passage.text == stretch:
            continue
        if level_at(other.passage.text, where) >= found.level:
            return True
    return False


def level_at(sentence: str, where: Matched) -> int:
    """How surely `sentence` says what stands at `where`: the level of the weakest word that governs it."""
    found = cues(sentence)
    # "..., the opposition alleged": doubt about the source stands behind as well.
    last = clauses_of(sentence)[-1][0]
    doubted = (c for c in found if c.family in {"possible", "charged"} and c.start >= last > where.start)
    return min([FACT, *(c.level for c in _over(found, where.start, where.end)), *(c.level for c in doubted)])


def _over(found: Sequence[Cue], start: int, end: int) -> Iterator[Cue]:
    # A word of doubt anywhere before it in the sentence is taken to reach it; one after it, if it governs backwards.
    return (c for c in found if c.start < end or any(a < end and start < b for a, b in c.parts))


def is_done(sentence: str, where: Matched) -> bool:
    """Whether the clause at `where` says that it has happened."""
    return _told_as_done(plain(_clause_at(sentence, where.start)))


@lru_cache(maxsize=4096)
def _told_as_done(clause: str) -> bool:
    if _DONE_ZH.search(clause) or _PERFECT_EN.search(clause):
        return True
    return any(w.lower() in PAST or (w.endswith("ed") and len(stem(w.lower())) > 2) for w in _WORD.findall(clause))
