"""Words with their places: Chinese by dictionary, alphabets by pattern, both in one text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from broadsheet.nlp.resources import words_of
from broadsheet.nlp.scripts import HAN_RUN

# A word: an acronym with points, letters with inner apostrophes and hyphens (F-16, COVID-19, DeVos's), a number with
# its inner points and commas, or a run of Han (cut further by dictionary). Letters are any script's.
_TOKEN = re.compile(
    rf"(?P<han>{HAN_RUN.pattern})"
    r"|(?P<acronym>(?:[A-Za-z]\.){2,})"
    r"|(?P<number>\d+(?:[.,:]\d+)*%?)(?![A-Za-z])"
    rf"|(?P<word>(?:(?!{HAN_RUN.pattern[:-1]})[^\W_])+(?:['’\-](?:(?!{HAN_RUN.pattern[:-1]})[^\W_])+)*)"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")

# Analyses of one article ask for the same sentences' words; the last ones up to this many characters are kept.
REMEMBERED = 4000


def words(text: str, *, language: str = "") -> list[tuple[str, int, int]]:
    """The words of `text` in order, each `(word, start, end)` with `text[start:end] == word`; punctuation is left out.

    `language` is a hint that nothing depends on for Chinese and English: each run is cut by its script. Chinese is cut
    by jieba's dictionary and its hidden Markov model for unknown words; runs of kana or Thai stay whole.
    """
    del language
    return list(_remembered(text) if len(text) <= REMEMBERED else _cut(text))


@lru_cache(maxsize=512)
def _remembered(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(_cut(text))


def is_stop(word: str) -> bool:
    """Whether `word` says nothing of a text's subject: a function word, a lone letter, in Chinese or English."""
    lower = word.lower().replace("’", "'")
    if lower in words_of("stop_en") or word in words_of("stop_zh"):
        return True
    return len(word) < 2 and not HAN_RUN.match(word)


def _cut(text: str) -> Iterator[tuple[str, int, int]]:
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
