"""How good or bad the words of a sentence are, in Chinese and English: by lists, then by what stands before each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.nlp.resources import sections_of
from broadsheet.nlp.segmentation import Word

# VADER's factor for a negated word (Hutto and Gilbert 2014): "not good" is less bad than "bad".
NEGATED = -0.74
# A bad thing that is fought, reduced or prevented: better than none at all, though it had to be there.
TURNED = -0.3
# How much a word of degree changes the next polar word, and over how many words any of this reaches.
STRONGER = 1.3
WEAKER = 0.6
REACH = 3
TURNING_REACH = 5

# A mark between two words that parts the clauses they stand in.
_PARTING = frozenset("，,；;：:。！？.!?")


@dataclass(frozen=True, slots=True)
class Polarities:
    """The strengths of words (about -4 to 4) and what words do to the next polar one: negation, turning, degree."""

    strengths: Mapping[str, float]
    effects: Mapping[str, str]


def strengths(text: str, words: Sequence[Word], language: str) -> list[float]:
    """For each of `words` (of one sentence of `text`) how good or bad it makes it; 0 for a word that says nothing.

    Two words that are one entry of the list count at the second. Raises nothing: a language without a list is all 0.
    """
    lists = _lists(language)
    known, effects = lists.strengths, lists.effects
    found = [0.0] * len(words)
    before: list[str] = []
    last, previous = -1, ""
    for i, (word, start, end) in enumerate(words):
        if start > last >= 0 and not _PARTING.isdisjoint(text[last:start]):
            before, previous = [], ""
        low = word.lower()
        joined = previous + low if last == start else f"{previous} {low}"
        if previous and joined in known:
            found[i - 1], low = 0.0, joined
        strength = known.get(low, 0.0)
        if strength:
            found[i] = strength * _effect(before[-TURNING_REACH:], strength)
        before.append(effects.get(low) or ("negation" if low.endswith(("n't", "n’t")) else ""))
        last, previous = end, low
    return found


def _effect(before: Sequence[str], strength: float) -> float:
    """The factor that the words before a polar word in its clause make: negation, reduction, degree."""
    near = before[-REACH:]
    factor = 1.0
    if near.count("negation") % 2:
        factor *= NEGATED
    elif strength < 0 and "turning" in before:
        factor *= TURNED
    if near and near[-1] == "stronger":
        factor *= STRONGER
    if near and near[-1] == "weaker":
        factor *= WEAKER
    return factor


@lru_cache(maxsize=4)
def _lists(language: str) -> Polarities:
    if language == "zh":
        return _read("polarity_zh", {})
    return _read("polarity_en_news", _general()) if language == "en" else Polarities({}, {})


def _read(name: str, general: Mapping[str, float]) -> Polarities:
    """The list `name` over a general one: its sections are strengths, or the names of effects; 0 takes a word out."""
    known, effects = dict(general), {}
    for title, terms in sections_of(name).items():
        if title.lstrip("-").isdigit():
            known.update(dict.fromkeys(terms, float(title)))
        else:
            effects.update(dict.fromkeys(terms, title))
    return Polarities(known, effects)


def _general() -> dict[str, float]:
    """VADER's lexicon: 7,500 English words with strengths that ten people gave."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return {str(word): float(strength) for word, strength in SentimentIntensityAnalyzer().lexicon.items()}
