"""Where sentences begin and end, in Chinese and English, with quotations kept whole. It knows marks, not grammar.

Sentence marks follow GB/T 15834-2011 (。？！ end a sentence, ； does not) and English newspaper use.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from broadsheet.nlp.resources import sections_of, words_of
from broadsheet.nlp.scripts import WIDE

# A quotation longer than this is cut inside, or one unclosed quotation mark would swallow a page.
LONGEST_QUOTATION = 400
# Several analyses of one article ask for its sentences; those of the last texts up to this many characters are kept.
REMEMBERED = 20_000

_CLOSERS = "\"'”’』」》）)】]〉"
_PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》"}
_MARK = re.compile(rf"[。！？｡.!?…]+[{re.escape(_CLOSERS)}]*")
_WIDE_MARK = re.compile(r"[。！？｡]")
# It begins where white space does, or a page of spaces would be looked through from each of them.
_BREAK = re.compile(r"(?<![ \t\u3000\xa0])[ \t\u3000\xa0]*(?:\r\n?|\n)[\s\u3000]*")
_WORD_BEFORE = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]+$")
_NEXT_WORD = re.compile(r"[\s\"'“‘(\[]*([^\W_]+)")
_ATTRIBUTION = re.compile(
    r"[^。！？\n]{0,24}?(?:说|称|道|表示|指出|问|答|写道|认为|强调|坦言|介绍|回忆|解释|感叹)[^。！？\n]{0,6}[。！？：，]"
)
# What goes on behind `4 a.m.` with a capital: a day, a month, a time zone.
_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|[A-Z]{2,4}$)"
)
_WRAPPED = re.compile(r"[a-z,;0-9]$")


def sentences(text: str, *, language: str = "") -> list[tuple[int, int]]:
    """The sentences of `text` in order as `(start, end)`, without the white space around them.

    The spans never overlap and cover every character that is not white space. A paragraph break always ends a
    sentence; abbreviations, decimals, initials and addresses never do; what stands in one quotation stays together up
    to 400 characters. `language` is a hint that nothing depends on for Chinese and English.
    """
    del language
    return list(_remembered(text) if len(text) <= REMEMBERED else _split(text))


@lru_cache(maxsize=64)
def _remembered(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_split(text))


def _split(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        bounds = [start, *_cuts(text, start, end), end]
        spans.extend(_trim(text, first, last) for first, last in pairwise(bounds))
    return [(first, last) for first, last in spans if first < last]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BREAK.finditer(text):
        if not _is_wrap(text, start, gap):
            yield start, gap.start()
            start = gap.end()
    yield start, len(text)


def _is_wrap(text: str, start: int, gap: re.Match[str]) -> bool:
    """Whether a line break only wraps a line, as in plain-text e-mail: one break, and the sentence runs on."""
    if gap.group().count("\n") + gap.group().count("\r") > 1 or gap.end() >= len(text):
        return False
    line = text[max(start, text.rfind("\n", 0, gap.start()) + 1) : gap.start()]
    follows = text[gap.end()]
    if not _WRAPPED.search(line) or WIDE.match(follows):
        return False
    return follows.islower() or 55 <= len(line) <= 100


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    quoted = _quotations(text, start, end)
    starts = [first for first, _ in quoted]
    for mark in _MARK.finditer(text, start, end):
        cut = mark.end()
        at = bisect_right(starts, mark.start()) - 1
        if at >= 0 and mark.start() < quoted[at][1] and cut < quoted[at][1]:
            continue
        if cut < end and _ends(text, mark, end):
            yield cut


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The closed quotations of a paragraph that are short enough to stay whole, outermost ones only."""
    found: list[tuple[int, int]] = []
    opened = -1
    closer = ""
    for match in re.finditer(r"[“”「」『』《》\"]", text[start:end]):
        char, at = match.group(), start + match.start()
        if opened < 0 and (char in "“「『《" or (char == '"' and _may_open(text, at))):
            opened, closer = at, _PAIRS.get(char, '"')
        elif opened >= 0 and char == closer:
            if at - opened <= LONGEST_QUOTATION:
                found.append((opened, at + 1))
            opened = -1
    return found


def _may_open(text: str, at: int) -> bool:
    """Whether a straight quotation mark opens: after white space, a bracket, a Chinese mark or nothing."""
    return at == 0 or (not (text[at - 1].isalnum() and text[at - 1].isascii()) and text[at - 1] not in ",.!?;")


def _ends(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether the sentence mark, with what closes after it, ends a sentence inside its paragraph."""
    stop, rest = mark.group(), mark.end()
    closed = stop[-1] in _CLOSERS
    if _WIDE_MARK.match(stop):
        return not (closed and stop[-1] in '”』」"' and _ATTRIBUTION.match(text, rest, min(end, rest + 40)))
    if stop[0] in "!?" and WIDE.match(text[rest]):
        return True
    if stop[0] == "…" and not closed:
        return text[rest].isspace() and text[rest + 1 : rest + 2].isupper()
    if not text[rest].isspace():
        return stop == "." and _glued(text, mark)
    following = _NEXT_WORD.match(text, rest, end)
    if following and following.group(1)[0].islower():
        return False
    return stop[0] != "." or closed or not _abbreviates(text, mark.start(), following)


def _glued(text: str, mark: re.Match[str]) -> bool:
    """Whether the space after a full stop was lost, as in `last year.The president`: two words, no address."""
    before = text[max(0, mark.start() - 30) : mark.start()]
    return bool(re.search(r"(?:^|\s)[a-z]{2,}$", before)) and bool(re.match(r"[A-Z][a-z]+\s", text[mark.end() :][:20]))


def _abbreviates(text: str, at: int, following: re.Match[str] | None) -> bool:
    """Whether the point at `at` belongs to an abbreviation that does not end the sentence here."""
    before = _WORD_BEFORE.search(text, max(0, at - 20), at)
    if not before:
        return False
    word = before.group().lower()
    kinds = sections_of("abbreviations_en")
    follows = following.group(1) if following else ""
    if word in kinds["titles"]:
        return True
    if word in kinds["before numbers"]:
        return bool(follows) and follows[0].isdigit()
    if word in ("a.m", "p.m") and _AFTER_CLOCK.match(follows):
        return True
    initial = len(word) == 1 and before.group().isupper()
    if initial or "." in word or word in kinds["final"]:
        # `in the U.S. The president`: it ends the sentence when what follows is a function word with a capital.
        return follows.lower() not in words_of("stop_en") or follows == "I"
    return False
