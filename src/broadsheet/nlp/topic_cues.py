"""Words that point to a topic: the quick half of telling what a report is about, and the half that can say why."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.nlp.resources import sections_of
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.segmentation import Word, words, words_within

# A cue in the headline counts as much as this many in the body.
TITLE_WEIGHT = 3.0
# How many characters of the body are looked at: the lead and some paragraphs.
READ_WIDE = 500
READ_NARROW = 1500


@dataclass(frozen=True, slots=True)
class _Cues:
    """The topics that each word points to: whole words, and beginnings of words.

    `lengths_zh` has the lengths of the Chinese cues by their first two characters, the longest first.
    """

    whole: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    lengths_zh: Mapping[str, tuple[int, ...]]


def cues_in(title: str, text: str, *, begin: int = 0) -> dict[str, dict[str, float]]:
    """For each topic that `title` or the beginning of `text[begin:]` has words of: the words, each with its weight.

    A word weighs the logarithm of one plus its mentions, those in the title counted three times, shared between the
    topics it points to.
    """
    found: Counter[str] = Counter()
    for cue in (*_chinese(title[:READ_WIDE]), *_alphabetic(words(title[:READ_NARROW]))):
        found[cue] += TITLE_WEIGHT  # type: ignore[assignment]
    end = min(len(text), begin + READ_NARROW)
    found.update(_chinese(text[begin : begin + READ_WIDE]))
    found.update(_alphabetic(words_within(text, begin, end)))
    hits: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for cue, mentions in found.items():
        pointed = _topics_of(cue)
        for topic in pointed:
            hits[topic][cue] = math.log1p(mentions) / math.sqrt(len(pointed))
    return dict(hits)


def _chinese(text: str) -> Iterator[str]:
    whole, lengths, at = _cues().whole, _cues().lengths_zh, 0
    while at < len(text) - 1:
        possible = lengths.get(text[at : at + 2], ())
        length = next((n for n in possible if text[at : at + n] in whole), 0) if possible else 0
        if length:
            yield text[at : at + length]
        at += length or 1


def _alphabetic(cut: Iterable[Word]) -> Iterator[str]:
    tokens = [word.lower() for word, _, _ in cut if word.isascii() or not HAN.match(word)]
    whole = _cues().whole
    for i, token in enumerate(tokens):
        bare = token.removesuffix("'s").removesuffix("’s")
        pair = f"{bare} {tokens[i + 1]}" if i + 1 < len(tokens) else ""
        if pair and (pair in whole or _stem(pair)):
            yield pair if pair in whole else _stem(pair)
        if bare in whole:
            yield bare
        elif stem := _stem(bare):
            yield stem


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """The beginning of `word` that is a cue, marked with its star, or empty; at most four letters more follow it."""
    stems = _cues().stems
    return next((word[:n] + "*" for n in range(len(word), max(len(word) - 5, 2), -1) if word[:n] in stems), "")


def _topics_of(cue: str) -> tuple[str, ...]:
    cues = _cues()
    return cues.stems[cue[:-1]] if cue.endswith("*") else cues.whole[cue]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    whole: defaultdict[str, list[str]] = defaultdict(list)
    stems: defaultdict[str, list[str]] = defaultdict(list)
    for topic, terms in sections_of("topic_cues").items():
        for term in terms:
            low = term.lower()
            (stems[low[:-1]] if low.endswith("*") else whole[low]).append(topic)
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for term in whole:
        if HAN.match(term) and len(term) > 1:
            lengths[term[:2]].add(len(term))
    return _Cues(
        whole={term: tuple(topics) for term, topics in whole.items()},
        stems={term: tuple(topics) for term, topics in stems.items()},
        lengths_zh={start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()},
    )
