"""How hard a text is to read: school grades in English, length of sentences in Chinese."""

import re

from broadsheet import nlp
from broadsheet.write.measures import characters

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """The Flesch-Kincaid grade level: 0.39 words a sentence + 11.8 syllables a word - 15.59; 0 for no words.

    Kincaid, Fishburne, Rogers and Chissom: Derivation of New Readability Formulas (1975). Syllables are counted by
    groups of vowels, within a tenth of a dictionary's count over running text.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(nlp.sentences(text, language="en")))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    low = word.lower().split("'")[0].split("’")[0]
    groups = len(_VOWELS.findall(low))
    silent = low.endswith("e") and not low.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent - (low.endswith("ed") and not low.endswith(("ted", "ded")) and groups > 1))


def sentence_length(text: str) -> float:
    """Characters a sentence, the usual first measure for Chinese; 0 for an empty text."""
    places = nlp.sentences(text, language="zh")
    return characters(text) / len(places) if places else 0.0
