"""Words with their places: Chinese by dictionary, alphabets by pattern, both in one text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from broadsheet.nlp.resources import words_of
from broadsheet.nlp.scripts import HAN_RUN

# A word: an acronym with points, letters with inner apostrophes and hyphens (F-16, COVID-19, DeVos's), a number with
# its inner points and commas, or a run of Han (cut further by dictionary). Letters are any script's.
_LETTERS = rf"[^\W_{HAN_RUN.pattern[1:-2]}]+"
_TOKEN = re.compile(
    rf"(?P<han>{HAN_RUN.pattern})"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\d+(?:[.,:]\d+)*%?(?![A-Za-z])"
    rf"|{_LETTERS}(?:['’\-]{_LETTERS})*"
)

# Analyses of one article ask for the words of its whole text, of its sentences and of its lead; those of the last texts
# up to this many characters are kept, so that a text is cut once: analyses read no more of one than that.
REMEMBERED = 20_000

Word = tuple[str, int, int]


def words(text: str, *, language: str = "") -> list[Word]:
    """The words of `text` in order, each `(word, start, end)` with `text[start:end] == word`; punctuation is left out.

    `language` is a hint that nothing depends on for Chinese and English: each run is cut by its script. Chinese is cut
    by jieba's dictionary and its hidden Markov model for unknown words; runs of kana or Thai stay whole.
    """
    del language
    return list(_remembered(text)[0] if len(text) <= REMEMBERED else _cut(text))


def words_within(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of `text[start:end]`, with their places in `text`: of all its sentences, at the cost of one pass.

    They are the words of the whole text, so one that a border cuts in two is left out.
    """
    if end > REMEMBERED < len(text):
        return tuple((word, start + first, start + last) for word, first, last in _cut(text[start:end]))
    cut, starts = _remembered(text)
    first, behind = bisect_left(starts, start), bisect_right(starts, end - 1)
    if behind > first and cut[behind - 1][2] > end:
        behind -= 1
    return cut[first:behind]


@lru_cache(maxsize=64)
def _remembered(text: str) -> tuple[tuple[Word, ...], list[int]]:
    """The words of `text`, or of the first part of a long one, and where each starts."""
    cut = tuple(_cut(text[:REMEMBERED]))
    return cut, [start for _, start, _ in cut]


@lru_cache(maxsize=100_000)
def is_stop(word: str) -> bool:
    """Whether `word` says nothing of a text's subject: a function word, a lone letter, in Chinese or English."""
    lower = word.lower().replace("’", "'")
    if lower in words_of("stop_en") or word in words_of("stop_zh"):
        return True
    return len(word) < 2 and not HAN_RUN.match(word)


def _cut(text: str) -> Iterator[Word]:
    import rjieba

    # A lone surrogate can't cross into the segmenter; it is no letter of any word, so it never gets there.
    cut = rjieba.cut
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup != "han" or end - start == 1:
            yield match.group(), start, end
            continue
        for word in cut(match.group()):
            yield word, start, start + len(word)
            start += len(word)
