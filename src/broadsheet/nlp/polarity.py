"""How good or bad a sentence's news is, from its words, in Chinese and English; each with the words that made it so."""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from broadsheet.nlp.resources import sections_of
from broadsheet.nlp.segmentation import words

# VADER's normalisation (Hutto and Gilbert 2014): a sum x of word strengths becomes x / sqrt(x^2 + 15).
ALPHA = 15.0
# VADER's factor for a negated word: "not good" is less bad than "bad".
NEGATED = -0.74
# A bad thing that is fought, reduced or prevented: better than none at all, though it had to be there.
TURNED = -0.3
# How much a word of degree changes the next polar word, and over how many words any of this reaches.
STRONGER = 1.3
WEAKER = 0.6
REACH = 3
TURNING_REACH = 5

Judge = Callable[[str], tuple[float, list[str]]]


def judge_of(language: str) -> Judge | None:
    """The function that gives a sentence's score (-1 to 1) and its polar words, or None for a language without one."""
    return {"zh": chinese, "en": english}.get(language)


def chinese(sentence: str) -> tuple[float, list[str]]:
    """The score and polar words of a Chinese sentence, by this room's own lexicon."""
    strengths, effects = _chinese_lexicon()
    tokens = _tokens(sentence, strengths)
    total = 0.0
    found: list[str] = []
    for i, (token, clause) in enumerate(tokens):
        strength = strengths.get(token)
        if strength is None:
            continue
        before = [word for word, other in tokens[max(0, i - TURNING_REACH) : i] if other == clause]
        total += strength * _effect(before, strength, effects)
        found.append(token)
    return _normal(total), found


def _effect(before: list[str], strength: float, effects: Mapping[str, str]) -> float:
    """The factor that the words before a polar word in its clause make: negation, reduction, degree."""
    near = [effects.get(word, "") for word in before[-REACH:]]
    factor = 1.0
    if near.count("negation") % 2:
        factor *= NEGATED
    elif strength < 0 and "turning" in (effects.get(word, "") for word in before):
        factor *= TURNED
    if near and near[-1] == "stronger":
        factor *= STRONGER
    if near and near[-1] == "weaker":
        factor *= WEAKER
    return factor


def _tokens(sentence: str, strengths: Mapping[str, float]) -> list[tuple[str, int]]:
    """Words with the number of the clause they stand in; two that make a longer entry of the lexicon become one."""
    tokens: list[tuple[str, int]] = []
    clause = last = 0
    for word, start, end in words(sentence):
        clause += any(mark in "，,；;：:。！？" for mark in sentence[last:start])
        joined = tokens[-1][0] + word if tokens and last == start else ""
        if joined in strengths:
            tokens[-1] = (joined, clause)
        else:
            tokens.append((word, clause))
        last = end
    return tokens


def english(sentence: str) -> tuple[float, list[str]]:
    """The score and polar words of an English sentence, by VADER with what news adds to its lexicon."""
    analyzer = _vader()
    score = float(analyzer.polarity_scores(sentence)["compound"])
    found = [word for word, _, _ in words(sentence) if analyzer.lexicon.get(word.lower())]
    return score, found


def _normal(total: float) -> float:
    return total / math.sqrt(total * total + ALPHA)


@lru_cache(maxsize=1)
def _chinese_lexicon() -> tuple[dict[str, float], dict[str, str]]:
    sections = sections_of("polarity_zh")
    strengths = {word: float(name) for name, terms in sections.items() if _is_number(name) for word in terms}
    effects = {word: name for name, terms in sections.items() if not _is_number(name) for word in terms}
    return strengths, effects


def _is_number(name: str) -> bool:
    return name.lstrip("-").isdigit()


@lru_cache(maxsize=1)
def _vader() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    for strength, terms in sections_of("polarity_en_news").items():
        for term in terms:
            if strength == "0":
                analyzer.lexicon.pop(term, None)
            else:
                analyzer.lexicon[term] = float(strength)
    return analyzer
