"""Tokens: what the engine sees of a text. Search owns tokenisation, so engines need know no language.

Words are cut by `nlp`, folded in width, case and script, and English ones stemmed; a compound (F-16) is its parts in
order. Beside the words, Chinese is given as pairs of characters: dictionaries cut 经济学家 differently in different
company, and the pairs find it all the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from broadsheet import nlp
from broadsheet.search.script import simplified

_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PART = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
_ACRONYM = re.compile(r"(?:[a-z]\.){2,}")
_LATIN = re.compile(r"[a-z]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONGEST = 64
"""Characters kept of one token: a longer one is a key or an accident, and the engine refuses very long terms."""


def fold(text: str) -> str:
    """`text` without differences of width, case, script (華為 is 华为) or accidental control characters."""
    plain = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8"))
    return simplified(_CONTROL.sub(" ", plain.casefold()))


def terms(text: str) -> list[tuple[str, ...]]:
    """The words of folded `text` in order, each as its terms: most have one, a compound several, a symbol none."""
    return [_parts(word) for word, _, _ in nlp.words(text)]


def pairs(text: str) -> Iterator[str]:
    """Every two neighbouring Chinese characters of folded `text`, and the last of each run alone."""
    for run in _HAN_RUN.findall(text):
        yield from (run[i : i + 2] for i in range(len(run)))


@lru_cache(maxsize=65_536)
def is_han(term: str) -> bool:
    """Whether `term` is Chinese characters alone."""
    return bool(_HAN_RUN.fullmatch(term))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a folded English word (Snowball); any other word as it is."""
    if not _LATIN.fullmatch(word):
        return word
    found: list[str] = _stemmer().analyze(word)
    return found[0] if found else word


@lru_cache(maxsize=65_536)
def _parts(word: str) -> tuple[str, ...]:
    """The terms of a word; remembered, as few words make up most of what is written."""
    if _ACRONYM.fullmatch(word):
        return (word.replace(".", ""),)
    return tuple(stem(part[:_LONGEST]) for part in _PART.findall(word.removesuffix("'s").removesuffix("’s")))


@cache
def _stemmer() -> Any:
    import tantivy

    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("english")).build()
