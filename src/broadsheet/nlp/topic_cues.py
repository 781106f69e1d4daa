"""Words that point to a topic: the quick half of telling what a report is about, and the half that can say why."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.nlp.resources import sections_of
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.segmentation import words

# A cue in the headline counts as much as this many in the body.
TITLE_WEIGHT = 3.0
# How many characters of the body are looked at: the lead and some paragraphs.
READ_WIDE = 500
READ_NARROW = 1500
_LONGEST_EN = 2


@dataclass(frozen=True, slots=True)
class _Cues:
    """The topics that each word points to: whole words, and beginnings of words."""

    whole: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    longest_zh: int


def cues_in(title: str, text: str) -> dict[str, dict[str, float]]:
    """For each topic that `title` or the beginning of `text` has words of: the words, each with its weight.

    A word weighs the logarithm of one plus its mentions, those in the title counted three times, shared between the
    topics it points to.
    """
    found: Counter[str] = Counter()
    for weight, part in ((TITLE_WEIGHT, title), (1.0, text)):
        for cue in _occurring(part):
            found[cue] += weight  # type: ignore[assignment]
    hits: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for cue, mentions in found.items():
        pointed = _topics_of(cue)
        for topic in pointed:
            hits[topic][cue] = math.log1p(mentions) / math.sqrt(len(pointed))
    return dict(hits)


def _occurring(text: str) -> Iterator[str]:
    yield from _chinese(text[:READ_WIDE])
    yield from _alphabetic(text[:READ_NARROW])


def _chinese(text: str) -> Iterator[str]:
    cues, at = _cues(), 0
    while at < len(text):
        if not HAN.match(text[at]):
            at += 1
            continue
        length = next((n for n in range(cues.longest_zh, 1, -1) if text[at : at + n] in cues.whole), 0)
        if length:
            yield text[at : at + length]
        at += length or 1


def _alphabetic(text: str) -> Iterator[str]:
    tokens = [word.lower() for word, _, _ in words(text) if not HAN.match(word)]
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
    return _Cues(
        whole={term: tuple(topics) for term, topics in whole.items()},
        stems={term: tuple(topics) for term, topics in stems.items()},
        longest_zh=max(len(term) for term in whole if HAN.match(term)),
    )
