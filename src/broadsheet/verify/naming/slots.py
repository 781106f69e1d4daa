"""Where a name stands in its sentence, word by word beside a sentence of the evidence that is much like it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from broadsheet.verify.terms import THIN, plain, terms
from broadsheet.verify.values import Name

# Words that must stand unchanged beside a name for another to be in its place, of the nearest on either side; stop
# words and marks do not count.
BESIDE = 2
_REACH = 4
# A name may take so many words more than the one it stands for: a stretch that is longer is another turn of phrase.
SPARE = 2
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’.-][^\W_\u3400-\u9fff]+)*|[^\w\s]")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the words that are compared: a Han character, an English word, or a Chinese name as a whole."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The number of the first word that touches `start..end`, and that after the last."""
        inside = [i for i in range(len(self.words)) if self.starts[i] < end and start < self.ends[i]]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def line(text: str, names: Sequence[Name], *, start: int) -> Line:
    """The sentence `text`, which begins at `start` of its reading; of its `names`, Chinese ones are one word each."""
    whole = tuple((n.start - start, n.end - start) for n in names if _HAN.search(n.text))
    return _cut(text, whole, start)


def cut(text: str, whole: Sequence[tuple[int, int]], *, start: int = 0) -> Line:
    """The sentence `text`, which begins at `start` of its reading; each stretch of `whole` is one word."""
    return _cut(text, tuple(whole), start)


@lru_cache(maxsize=1024)
def _cut(text: str, whole: tuple[tuple[int, int], ...], start: int) -> Line:
    # A sentence of the evidence is cut again for each that is held against it.
    found = [m.span() for m in _TOKEN.finditer(text) if not any(a < m.end() and m.start() < b for a, b in whole)]
    places = sorted([*found, *whole])
    words = tuple(plain(text[a:b]).lower() for a, b in places)
    return Line(words, tuple(a + start for a, _ in places), tuple(b + start for _, b in places))


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft sentence beside one of the evidence."""

    draft: Line
    source: Line
    moves: tuple[tuple[str, int, int, int, int], ...]

    def instead(self, start: int, end: int) -> tuple[int, int] | None:
        """The place in the evidence of what stands where `start..end` of the draft does, with the same words beside it.

        None where the words beside it differ, or nothing else stands there.
        """
        first, last = self.draft.within(start, end)
        for at, (kind, a, b, c, d) in enumerate(self.moves):
            if kind == "replace" and a < last and first < b:
                near = first - 1 <= a and b <= last + 1 and d - c <= last - first + SPARE
                enough = self._same(at - 1, slice(-_REACH, None)) + self._same(at + 1, slice(0, _REACH)) >= BESIDE
                return (self.source.starts[c], self.source.ends[d - 1]) if near and enough else None
        return None

    def _same(self, at: int, part: slice) -> int:
        """How many telling words of an unchanged stretch are in `part` of it."""
        if not 0 <= at < len(self.moves) or self.moves[at][0] != "equal":
            return 0
        _, a, b, _, _ = self.moves[at]
        return sum(_telling(w) for w in self.draft.words[a:b][part])


def _telling(word: str) -> bool:
    return word not in THIN if _HAN.match(word) else bool(terms(word))


def pair(draft: Line, source: Line) -> Pair:
    """The two sentences side by side, their unchanged stretches found as by `difflib`."""
    matcher = SequenceMatcher(None, draft.words, source.words, autojunk=False)
    return Pair(draft, source, tuple(matcher.get_opcodes()))
