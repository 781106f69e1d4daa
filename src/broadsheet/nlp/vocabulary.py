"""How rare a word is in the news, in Chinese and English."""

import math
from functools import lru_cache
from typing import Any

from broadsheet.nlp.resources import read
from broadsheet.nlp.scripts import HAN

# The words of jieba's dictionary occur 60,101,967 times in the texts it was counted on.
ZH_TOTAL = 60_101_967
# A Chinese word rarer than this in the dictionary, or not in it, counts as this frequent: unknown words are as often a
# segmenter's mistake as a name, and should not outweigh every known one.
ZH_FLOOR = 60
# Words of fewer letters or more than this are no vocabulary (addresses, identifiers).
LONGEST = 40


@lru_cache(maxsize=131_072)
def rarity(word: str) -> float:
    """How much `word` says of a text's subject: 0 (everywhere) to about 1 (rare), from its share of news.

    The logarithm of its inverse frequency over the largest that can occur (Sparck Jones 1972). English by the number
    of 3,824 news articles it occurs in, Chinese by its frequency in jieba's dictionary.
    """
    return _rarity_zh(word) if HAN.match(word) else _rarity_en(word.lower())


def is_english(word: str) -> bool:
    """Whether English news uses `word` (in lower case): in four of the 3,824 articles counted, or more."""
    return word in _counts_en()[1]


def _rarity_zh(word: str) -> float:
    frequency = max(int(_segmenter().suggest_freq(word)) if len(word) <= LONGEST else 0, ZH_FLOOR)
    return math.log(ZH_TOTAL / frequency) / math.log(ZH_TOTAL / ZH_FLOOR)


def _rarity_en(word: str) -> float:
    articles, counts = _counts_en()
    stem = word.removesuffix("'s").removesuffix("’s")
    return math.log((articles + 1) / (counts.get(stem, 0) + 1)) / math.log(articles + 1)


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    from rjieba import Jieba

    return Jieba()


@lru_cache(maxsize=1)
def _counts_en() -> tuple[int, dict[str, int]]:
    """The number of articles counted, and for each word how many have it."""
    head, *lines = (line for line in read("document_frequencies_en.txt").splitlines() if not line.startswith("#"))
    counts: dict[str, int] = {}
    for line in lines:
        count, *terms = line.split()
        counts.update(dict.fromkeys(terms, int(count)))
    return int(head), counts
