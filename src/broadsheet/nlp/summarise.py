"""The sentences that stand for a report: early, central, and not saying the same twice.

Lead bias with TF-IDF centroid centrality (Radev et al. 2004), chosen by maximal marginal relevance (Carbonell and
Goldstein 1998).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from broadsheet.nlp.dateline import opening
from broadsheet.nlp.scripts import HAN_RUN
from broadsheet.nlp.segmentation import Word, is_stop, words, words_within
from broadsheet.nlp.sentence_split import sentences
from broadsheet.nlp.vocabulary import rarity

# How much the lead counts beside centrality: news leads tell the event, and extractive systems rarely beat them.
LEAD = 0.45
# Relevance against novelty in the choice.
RELEVANCE = 0.7
# Sentences beyond this are not looked at.
MOST_READ = 60
# A sentence shorter than this (in words) is a byline, a heading or an exclamation; a longer one is hard to read alone.
SHORTEST = 5
LONGEST = 80
# Summaries stop at three sentences, or before this many words when two are long already.
SENTENCES = 3
WORDS = 90

Vector = Mapping[str, float]


def summarise(title: str, text: str) -> list[tuple[int, int]]:
    """The offsets of two or three sentences of `text` (all of them if it has no more), in their order in the text.

    A dateline is left off the sentence it opens. Bylines, headings and fragments are never chosen while there is a
    sentence.
    """
    spans = _telling(text)
    if len(spans) <= 2:
        return [(start, end) for start, end, _ in spans]
    bags = [_bag(words_within(text, start, end)) for start, end, _ in spans]
    weights = _weights([*bags, _bag(words(title))])
    chosen = _choose(bags, weights, [length for _, _, length in spans])
    return [spans[i][:2] for i in sorted(chosen)]


def _telling(text: str) -> list[tuple[int, int, int]]:
    """The sentences that could stand in a summary with their lengths in words, the dateline cut off the first."""
    begin = opening(text)
    found = [(max(start, begin), end) for start, end in sentences(text)[:MOST_READ] if end > begin]
    measured = [(start, end, _length(text[start:end])) for start, end in found]
    whole = [one for one in measured if _is_sentence(text[one[0] : one[1]])]
    telling = [one for one in whole if SHORTEST <= one[2] <= LONGEST]
    return telling or [one for one in measured if one[2] >= SHORTEST][:2] or whole[:1]


def _length(sentence: str) -> int:
    others = sentence if sentence.isascii() else HAN_RUN.sub("", sentence)
    return math.ceil((len(sentence) - len(others)) / 1.6) + len(others.split())


def _is_sentence(text: str) -> bool:
    """Whether it ends as a sentence does; headings, captions and bylines do not."""
    return text.rstrip("\"'”’』」）)】")[-1:] in "。！？.!?…" and not text.startswith(
        ("（记者", "(", "（编辑", "Photo", "Image")
    )


def _bag(cut: Iterable[Word]) -> Vector:
    """The words of a sentence weighed by rarity, as a vector of length one (or empty)."""
    bag: dict[str, float] = {}
    for word, _, _ in cut:
        key, weight = _weight(word)
        if weight:
            bag[key] = bag.get(key, 0.0) + weight
    return _unit(bag)


@lru_cache(maxsize=100_000)
def _weight(word: str) -> tuple[str, float]:
    """What a word counts as, and how much one mention weighs: a function word nothing."""
    key = word.lower()
    return key, 0.0 if is_stop(word) else rarity(key)


def _unit(bag: Vector) -> Vector:
    norm = math.sqrt(sum(weight * weight for weight in bag.values()))
    return {word: weight / norm for word, weight in bag.items()} if norm else {}


def _weights(bags: Sequence[Vector]) -> list[float]:
    """Each sentence's weight: nearness to the whole text and its headline (the last of `bags`), and how early it is."""
    sums: defaultdict[str, float] = defaultdict(float)
    for bag in bags:
        for word, weight in bag.items():
            sums[word] += weight
    centroid = _unit(sums)
    central = [_cosine(bag, centroid) for bag in bags[:-1]]
    top = max(central, default=0.0) or 1.0
    return [(1 - LEAD) * value / top + LEAD / (1 + 0.5 * i) for i, value in enumerate(central)]


def _choose(bags: Sequence[Vector], weights: Sequence[float], lengths: Sequence[int]) -> list[int]:
    chosen: list[int] = []
    rest = list(range(len(bags)))
    while rest and len(chosen) < SENTENCES:
        best = max(rest, key=lambda i: RELEVANCE * weights[i] - (1 - RELEVANCE) * _nearest(bags, i, chosen))
        rest.remove(best)
        if len(chosen) >= 2 and sum(lengths[i] for i in [*chosen, best]) > WORDS:
            break
        chosen.append(best)
    return chosen


def _nearest(bags: Sequence[Vector], i: int, chosen: Sequence[int]) -> float:
    return max((_cosine(bags[i], bags[j]) for j in chosen), default=0.0)


def _cosine(one: Vector, two: Vector) -> float:
    small, large = (one, two) if len(one) <= len(two) else (two, one)
    return sum(weight * large[word] for word, weight in small.items() if word in large)
