"""What parts of names mean: 科兰 is Corran once 科兰理工学院 is known to be the Corran Institute of Technology.

The association of the beginning of a Chinese name and a word of an English one is their Dice coefficient over the names
that are joined already (F. Smadja, K. McKeown and V. Hatzivassiloglou, "Translating Collocations for Bilingual
Lexicons", Computational Linguistics 22(1), 1996), less while it rests on few names.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from broadsheet.knowledge.spelling import sound_agreement

SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "a", "s"})
BEGINNINGS = (2, 3, 4)  # characters of a Chinese name that may be the name of a place or a firm
ONE_LEFT = 0.4  # of the association where one name is done and the other goes on: 星港 and Aster Harbour
HEARD, LEAST_LETTERS = 0.8, 5  # of words that sound the same; two consonants of a short word agree by chance
Meaning = Callable[[str, str], float]


@dataclass(slots=True)
class Parts:
    """Counts over joined pairs of names."""

    beginnings: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    both: Counter[tuple[str, str]] = field(default_factory=Counter)

    def learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Count pairs of folded names, Chinese and English, that are one."""
        for chinese, english in pairs:
            begun, words = _beginnings(chinese), _words(english)
            self.beginnings.update(begun)
            self.words.update(words)
            self.both.update((b, w) for b in begun for w in words)

    def association(self, beginning: str, word: str) -> float:
        """0 to 1: how much one stands for the other."""
        together = self.both[beginning, word]
        learnt = 2 * together / max(self.beginnings[beginning] + self.words[word], 1)
        return max((1 - 0.5**together) * learnt, _heard(beginning, word))

    def agreement(self, chinese: str, english: str, *, meaning: Meaning) -> float:
        """How well the names agree part by part, 0 to 1: a known part, and what is left of both in `meaning`."""
        words, best = _words(english), 0.0
        for begun in _beginnings(chinese):
            for word in words:
                known = self.association(begun, word)
                if known > best:
                    left = chinese[len(begun) :], " ".join(w for w in words if w != word)
                    best = max(best, known * _rest(*left, meaning=meaning))
        return best


@lru_cache(maxsize=65_536)
def _heard(beginning: str, word: str) -> float:
    """What the sound alone says: much where all consonants of a word agree, nothing where they do not."""
    return HEARD if len(word) >= LEAST_LETTERS and sound_agreement(beginning, word) == 1.0 else 0.0


def _rest(chinese: str, english: str, *, meaning: Meaning) -> float:
    if chinese and english:
        return math.sqrt(max(0.0, meaning(chinese, english)))
    return ONE_LEFT if chinese or english else 1.0


def _beginnings(chinese: str) -> set[str]:
    return {chinese[:n] for n in BEGINNINGS if len(chinese) >= n}


def _words(english: str) -> list[str]:
    return [w for w in dict.fromkeys(english.split()) if w not in SMALL]
