"""How much of a sentence the evidence has, word by word, with part marks for words that share characters or stems."""

import re
from dataclasses import dataclass

from broadsheet import nlp
from broadsheet.verify.polarity import same_way, words
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.tables import words as words_in
from broadsheet.verify.terms import stem
from broadsheet.verify.values.numerals import ONES, SCALES, TENS

_HAN = re.compile(r"[\u3400-\u9fff]")
_FIGURE = re.compile(
    r"\d|[一二两三四五六七八九十百千万亿几数]+[人名位个处次家起年月日号天项条件]?\Z"
    rf"|(?:{'|'.join([*ONES, *TENS, *SCALES])})\Z",
    re.IGNORECASE,
)
# A Chinese word that shares one of its characters with the closest sentences (增加, 增长) is half a match.
PART = 0.5
_REPORTING = words_in("words", "reporting")


@dataclass(frozen=True, slots=True)
class Coverage:
    """`share` of the weight of a sentence's telling words that the evidence has, 0..1, and the words it lacks."""

    share: float
    words: int
    missing: tuple[str, ...]


def coverage(passage: Passage, record: Record) -> Coverage:
    """How much of `passage` the evidence has; figures are left to the checks of values."""
    return record.keep(("coverage", passage.text), lambda: _coverage(passage, record))


def _coverage(passage: Passage, record: Record) -> Coverage:
    close = "".join(a.passage.text for a in record.align(passage)).lower()
    total = held = 0.0
    missing, count = [], 0
    for word, _, _ in words(passage.text):
        lower = word.lower()
        if nlp.is_stop(word) or _FIGURE.match(word) or lower in _REPORTING:
            continue
        weight, match = _weigh(lower, record, close)
        total, held, count = total + weight, held + weight * match, count + 1
        if match < 1:
            missing.append(word)
    return Coverage(held / total if total else 1.0, count, tuple(missing))


def _weigh(word: str, record: Record, close: str) -> tuple[float, float]:
    """A word's weight and how far the evidence has it: 1 whole, part marks for a character or a stem it shares."""
    weight = min(len(word), 4) / 2 if _HAN.search(word) else 1.0
    if record.says(word) or any(_HAN.search(s) and record.says(s) for s in same_way(word)):
        return weight, 1.0
    if not _HAN.search(word):
        return weight, float(any(record.holds(stem(w)) for w in (word, *same_way(word))))
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    whole = sum(map(record.says, pairs)) / len(pairs) if len(pairs) > 1 else 0.0
    shared = sum(c in close for c in word) / len(word)
    return weight, max(whole, PART * shared)
