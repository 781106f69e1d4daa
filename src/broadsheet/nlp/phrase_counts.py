"""The phrases a text could be told by, counted: runs of content words, their parts, capitals and first places."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from broadsheet.nlp.resources import words_of
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.segmentation import Word, is_stop, words, words_within

LONGEST = 3
# Where in the body a headline's words count as met: its first sentence or two say the same in full.
HEADLINED = 0.05
# Tags of jieba's dictionary whose words can be (part of) a Chinese keyword: nouns and names, verbal nouns, adjectival
# nouns, abbreviations, set phrases.
_ZH_TAGS = ("n", "vn", "an", "j", "l")
_JOINTS = frozenset(("", " ", "\u00a0"))

Parts = tuple[str, ...]
Span = tuple[int, int]
Run = list[tuple[Parts, int, int]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was seen of the candidates in `text[begin:end]` and in `title`.

    `mentions` counts each word of the body, as a phrase of one, and the longer phrases that may stand; `capitals` the
    words with one; `first` has the first place in the body, `headlined` the last in the title.
    """

    text: str
    begin: int
    end: int
    title: str
    mentions: dict[Parts, int]
    capitals: dict[Parts, int]
    first: dict[Parts, Span]
    headlined: dict[Parts, Span]

    def named(self, parts: Parts) -> bool:
        """Whether the body writes every part with a capital, mostly."""
        return all(_is_name((part,), self.mentions, self.capitals) for part in parts)

    def lateness(self, parts: Parts) -> float:
        """How far into the body the phrase is first met, 0 to 1; early, if the headline has it."""
        if parts in self.headlined:
            return HEADLINED
        return (self.first[parts][0] - self.begin) / (self.end - self.begin)

    def form(self, parts: Parts) -> str:
        """The phrase as it is first written, in the body if it is there."""
        start, end = self.first.get(parts) or self.headlined[parts]
        return (self.text if parts in self.first else self.title)[start:end]


def count(title: str, text: str, *, begin: int, end: int) -> Counts:
    """Count the phrases of `title` and of `text[begin:end]`."""
    headlined = {
        parts: (start, last)
        for run in _runs(words(title), title, capitals=[])
        for size in range(1, LONGEST + 1)
        for parts, start, last in _phrases(run, size)
    }
    written: list[Parts] = []
    runs = list(_runs(words_within(text, begin, end), text, capitals=written))
    mentions, capitals = Counter([word for run in runs for word, _, _ in run]), Counter(written)
    first = {word: (start, last) for run in reversed(runs) for word, start, last in reversed(run)}
    live = {w for w, n in mentions.items() if n > 1 or w in headlined or _is_name(w, mentions, capitals)}
    for parts, start, last in _longer(runs, live):
        mentions[parts] += 1
        if parts not in first:
            first[parts] = (start, last)
    return Counts(text, begin, end, title, mentions, capitals, first, headlined)


def _is_name(word: Parts, mentions: dict[Parts, int], capitals: dict[Parts, int]) -> bool:
    return capitals.get(word, 0) * 2 > mentions.get(word, 0)


def _longer(runs: Sequence[Run], live: set[Parts]) -> Iterator[tuple[Parts, int, int]]:
    """The phrases of several words that may stand: any other has a word that is met once, small, in the body alone."""
    for run in runs:
        if len(run) < 2:
            continue
        stretch: Run = []
        for one in run:
            if one[0] in live:
                stretch.append(one)
                continue
            if len(stretch) > 1:
                yield from (phrase for size in range(2, LONGEST + 1) for phrase in _phrases(stretch, size))
            stretch = []
        if len(stretch) > 1:
            yield from (phrase for size in range(2, LONGEST + 1) for phrase in _phrases(stretch, size))


def _phrases(run: Run, size: int) -> Iterator[tuple[Parts, int, int]]:
    """Every `size` neighbours of a run, with the place of all of them."""
    for i in range(len(run) - size + 1):
        inside = run[i : i + size]
        yield tuple([word[0] for word, _, _ in inside]), inside[0][1], inside[-1][2]


def _runs(running: Sequence[Word], text: str, *, capitals: list[Parts]) -> Iterator[Run]:
    """Stretches of content words of one script with nothing between them but a space; notes those with a capital."""
    run: Run = []
    before, last = _NONE, 0
    for word, start, end in running:
        key = _key(word)
        if run and (not key.word or key.is_ascii != before.is_ascii or text[last:start] not in _JOINTS):
            yield run
            run = []
        if key.word:
            before, last = key, end - key.possessive
            run.append((key.word, start, last))
            if key.is_capital:
                capitals.append(key.word)
    if run:
        yield run


class _Key(NamedTuple):
    """What a word counts as, the length of its possessive ending, and how it is written."""

    word: Parts
    possessive: int = 0
    is_ascii: bool = True
    is_capital: bool = False


_NONE = _Key(())


@lru_cache(maxsize=100_000)
def _key(word: str) -> _Key:
    """What `word` counts as; an empty one when it can be no part of a phrase.

    With a capital, new is part of New York.
    """
    possessive = 2 if word.endswith(("'s", "’s")) else int(word.endswith(("'", "’")))
    bare = word[: len(word) - possessive]
    if bare == "New":
        return _Key(("new",), is_capital=True)
    if is_stop(bare) or is_stop(word) or len(bare) > 30 or bare.lower() in words_of("stop_keywords"):
        return _NONE
    if HAN.match(bare):
        fits = len(bare) > 1 and _tag(bare).startswith(_ZH_TAGS)
        return _Key((bare,), is_ascii=False) if fits else _NONE
    if not bare[0].isalpha() or (len(bare) < 3 and not bare.isupper()):
        return _NONE
    key = _singular(bare.lower())
    return _Key((key,), possessive, key.isascii(), bare[0].isupper())


def _tag(word: str) -> str:
    import rjieba

    tagged = rjieba.tag(word)
    # A word that the dictionary would cut again is one the segmenter guessed: most often a name.
    return str(tagged[0][1]) if len(tagged) == 1 else "n"


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
