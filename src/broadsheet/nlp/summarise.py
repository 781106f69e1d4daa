"""The sentences that stand for a report: early, central, and not saying the same twice.

Lead bias with TF-IDF centroid centrality (Radev et al. 2004), chosen by maximal marginal relevance (Carbonell and
Goldstein 1998).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from broadsheet.nlp.dateline import opening
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.segmentation import is_stop, words
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
        return spans
    bags = [_bag(text[start:end]) for start, end in spans]
    weights = _weights(bags, title)
    chosen = _choose(bags, weights, [_length(text[start:end]) for start, end in spans])
    return [spans[i] for i in sorted(chosen)]


def _telling(text: str) -> list[tuple[int, int]]:
    """The sentences that could stand in a summary, the dateline cut off the first."""
    start = opening(text)
    found = [(a + max(0, start - a), b) for a, b in sentences(text)[:MOST_READ] if b > start]
    whole = [(a, b) for a, b in found if _is_sentence(text[a:b])]
    telling = [(a, b) for a, b in whole if SHORTEST <= _length(text[a:b]) <= LONGEST]
    long = [(a, b) for a, b in found if _length(text[a:b]) >= SHORTEST]
    return telling or long[:2] or whole[:1]


def _length(sentence: str) -> int:
    characters = len(HAN.findall(sentence))
    others = len((HAN.sub("", sentence) if characters else sentence).split())
    return math.ceil(characters / 1.6) + others


def _is_sentence(text: str) -> bool:
    """Whether it ends as a sentence does; headings, captions and bylines do not."""
    return text.rstrip("\"'”’』」）)】")[-1:] in "。！？.!?…" and not text.startswith(
        ("（记者", "(", "（编辑", "Photo", "Image")
    )


def _bag(sentence: str) -> Vector:
    """The sentence's words weighed by rarity, as a vector of length one (or empty)."""
    counts = Counter(word.lower() for word, _, _ in words(sentence) if not is_stop(word))
    return _unit({word: count * rarity(word) for word, count in counts.items()})


def _unit(bag: Vector) -> Vector:
    norm = math.sqrt(sum(weight * weight for weight in bag.values()))
    return {word: weight / norm for word, weight in bag.items()} if norm else {}


def _weights(bags: Sequence[Vector], title: str) -> list[float]:
    """Each sentence's weight: nearness to the whole text and its headline, and how early it comes."""
    sums: defaultdict[str, float] = defaultdict(float)
    for bag in [*bags, _bag(title)]:
        for word, weight in bag.items():
            sums[word] += weight
    centroid = _unit(sums)
    central = [_cosine(bag, centroid) for bag in bags]
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
