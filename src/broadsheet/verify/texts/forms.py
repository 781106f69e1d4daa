"""What form a text has: prose, verse, computer code, a table, a list. Verse and code state nothing to be checked.

It is strict, since what is called verse is not checked: a report cut into short lines stays prose.
"""

import re
from itertools import pairwise
from statistics import median
from typing import Literal

from broadsheet.verify.naming import names_of
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.tables import words

Form = Literal["prose", "verse", "code", "list"]
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)*")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿两]+(?:名|人|起|%|％|元|公里|岁|辆)|%")
_BULLET = re.compile(r"\s*(?:[-*•·–#>|]|\d+[.)、]|[一二三四五六七八九十]+、)")
_ENDED = re.compile(r"[.!?。！？]['”’\")]*\s*\Z")
_CLAUSE_ZH = re.compile(r"[^，。！？；、\n]+")
_CODE = re.compile(
    r"^\s*(?:def |class |import |from \w+ import|return\b|#include|public |private |const |let |var |function\b|if\s*\("
    r"|for\s*\(|while\s*\(|\}|</?\w+[^>]*>\s*$|SELECT\b|INSERT\b|\$ |>>> |//|/\*)|[{};]\s*$|^\s*[\w.]+\([^)]*\);?\s*$"
    r"|^\s*[\w.\[\]]+\s*[-+*/]?=\s*\S+",
)
_REPORTING = words("words", "reporting")
# Fewer lines are no poem that could be told from a heading; longer lines are paragraphs.
_LINES, _LONGEST_EN, _LONGEST_ZH = 4, 14, 20
# Lines that rhyme, or run on into the next without a mark and in lower case, among all: lists do neither.
_RHYMING, _RUNNING = 0.4, 0.25
# Headlines leave these out.
_SPOKEN = re.compile(r"[的了着我你他她它们是在如像吗呢啊]")
# Of its terms, what a text on the evidence's matter has at the least.
_STRANGE = 0.2
# Clauses of one length in Chinese verse: regulated verse has all of them, songs and ci most.
_EVEN = 0.75
_FEW_WORDS = 4
# Of a list of names the share that is names; no name with its title is longer.
_NAMED, _LONGEST_NAME = 0.7, 40
# Endings that rhyme in any report.
_INFLECTED = ("ed", "ing", "er", "ly", "es", "ion", "'s", "ers")


def form_of(draft: Reading, record: Record) -> Form:
    """The form of the whole of a text. What shares its words with the evidence is no verse, however it is set."""
    lines = [line.strip() for line in draft.text.splitlines() if line.strip()]
    if len(lines) >= 2 and sum(bool(_CODE.search(line)) for line in lines) >= 0.6 * len(lines):
        return "code"
    if _states_nothing(draft.text, lines) and _is_verse(draft.text, lines, _shared(draft, record)):
        return "verse"
    return "list" if _is_list(draft, lines) else "prose"


def _shared(draft: Reading, record: Record) -> float:
    """The share of the text's terms that the evidence has."""
    terms = {t for p in draft.passages for t in p.terms}
    return sum(map(record.holds, terms)) / max(len(terms), 1)


def _states_nothing(text: str, lines: list[str]) -> bool:
    """Whether there is no figure, list mark, quotation or reporting verb in it."""
    if _FIGURE.search(text) or any(_BULLET.match(line) for line in lines):
        return False
    return not any(mark in text for mark in '“”"「」：') and not _reports(text)


def _is_verse(text: str, lines: list[str], shared: float) -> bool:
    if len(_HAN.findall(text)) > len(_WORD.findall(text)):
        return _is_even(text, lines) or (shared < _STRANGE and _is_free(lines))
    return shared < _STRANGE and _is_sung(lines)


def _reports(text: str) -> bool:
    return any(w in text for w in _REPORTING if len(w) > 1 and not w.isascii()) or any(
        w.lower() in _REPORTING for w in _WORD.findall(text)
    )


def _is_even(text: str, lines: list[str]) -> bool:
    """Whether Chinese clauses are of one length, five or seven characters for the most part."""
    sizes = [len(c.strip()) for c in _CLAUSE_ZH.findall(text) if c.strip()]
    common = max(set(sizes), key=sizes.count, default=0)
    short = all(len(line) <= _LONGEST_ZH for line in lines)
    return short and len(sizes) >= _LINES and common in (5, 7) and sizes.count(common) >= _EVEN * len(sizes)


def _is_free(lines: list[str]) -> bool:
    """Whether Chinese lines are short and most of them end without a mark."""
    body = [line for line in lines if _HAN.search(line)]
    unended = sum(not re.search(r"[，。！？；、：]\s*\Z", line) for line in body)
    spoken = sum(bool(_SPOKEN.search(line)) for line in body)
    short = len(body) >= _LINES + 2 and max(map(len, body)) <= _LONGEST_ZH
    return short and unended >= 0.6 * len(body) and spoken >= 0.5 * len(body)


def _is_sung(lines: list[str]) -> bool:
    """Whether English lines are short and rhyme, or run on."""
    body = [_WORD.findall(line) for line in lines]
    if len(body) < _LINES or max(map(len, body)) > _LONGEST_EN or median(map(len, body)) < _FEW_WORDS:
        return False
    ends = [words[-1].lower() if words else "" for words in body]
    rhymes = sum(any(_rhyme(end, other) for other in (*ends[max(0, i - 2) : i], *ends[i + 1 : i + 3]))
                 for i, end in enumerate(ends))  # fmt: skip
    running = sum(not _ENDED.search(one) and other[0].islower() for one, other in pairwise(lines))
    return rhymes >= _RHYMING * len(body) or running >= _RUNNING * len(body)


def _rhyme(one: str, other: str) -> bool:
    return len(one) > 1 and len(other) > 1 and one[-2:] == other[-2:] and not one.endswith(_INFLECTED)


def _is_list(draft: Reading, lines: list[str]) -> bool:
    """Whether the lines are names and little else: nothing is said of them."""
    if len(lines) < _LINES or max(map(len, lines)) > _LONGEST_NAME or any(_FIGURE.search(line) for line in lines):
        return False
    named = sum(len(n.text) for p in draft.passages for n in names_of(draft, p))
    return named >= _NAMED * sum(map(len, lines))
