"""All the evidence together, its sentences indexed by terms, so that each draft sentence finds what it stands on."""

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import Any, Generic, TypeVar

from broadsheet.core import Span
from broadsheet.verify.context import around, near
from broadsheet.verify.pool import Pool
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.terms import plain
from broadsheet.verify.values import Name
from broadsheet.verify.values.names_en import words_of
from broadsheet.verify.values.quotations import fold
from broadsheet.verify.values.shapes import Placed

# A sentence of the evidence that has so much of a draft sentence (by weight of terms) is the one it was made from,
# so that a value or name standing where another stands there was swapped. Of 0.55, 0.7 and 0.85, on twenty stories
# a language of the tune half, swapped names found: .60, .60, .47 (zh) and .55, .53, .47 (en); alarms on Chinese
# headlines: .10, .05, .05.
MADE_FROM = 0.7
MOST = 6  # closest sentences looked for at once
# Values of a draft whose places in the evidence are kept: of an ordinary draft all, of a book the last few.
_MET = 512
T = TypeVar("T")
V = TypeVar("V", bound=Placed)
V_co = TypeVar("V_co", bound=Placed, covariant=True)
_CAPITAL = re.compile(r"(?<![A-Za-z0-9À-ɏ'])(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÞŁŚŠŽ][A-Za-z0-9À-ɏ]*)")
_LOWER = re.compile(r"(?<![A-Za-z0-9'])[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the evidence with how much of a draft sentence's weight of terms it holds, 0..1."""

    reading: Reading
    passage: Passage
    share: float


@dataclass(frozen=True, slots=True)
class Met(Generic[V_co]):
    """A value of the evidence beside one of the draft.

    `likeness` is how alike the clauses are that they stand in, `nearness` the words right beside them, both 0..1.
    """

    reading: Reading
    value: V_co
    likeness: float
    nearness: float


class Record:
    """The evidence as the checks ask it. Built once for a check; it reads nothing that is not asked for."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.readings = tuple(readings)
        self._aligned: dict[str, tuple[Aligned, ...]] = {}
        # What is asked of the same sentence or value again and again, kept by the identity of its reading.
        self._names: dict[tuple[int, int], list[Name]] = {}
        self._weights: dict[str, float] = {}
        self._pools: dict[tuple[int, ...], tuple[list[Sequence[Placed]], Pool[Placed]]] = {}
        self._said: dict[str, bool] = {}
        self._kept: dict[Hashable, Any] = {}
        self._met: dict[tuple[int, int, int, int], tuple[Reading, list[Met[Placed]]]] = {}

    def keep(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of the evidence, made when it is first asked for and kept under `name`."""
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]
        return found

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages of the evidence."""
        return frozenset(r.language for r in self.readings)

    @cached_property
    def text(self) -> str:
        """All evidence in lower case, for finding words in it."""
        return "\n".join(r.plain for r in self.readings).lower()

    @cached_property
    def places(self) -> list[tuple[Reading, Passage]]:
        """Every sentence with the reading it belongs to."""
        return [(r, p) for r in self.readings for p in r.passages]

    @cached_property
    def _index(self) -> "dict[str, array[int]]":
        index: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for at, (_, passage) in enumerate(self.places):
            for term in set(passage.terms):
                index[term].append(at)
        return index

    @cached_property
    def folded(self) -> str:
        """All evidence in lower case without spaces and punctuation, for finding Chinese names and sentences in it."""
        return "\n".join(fold(r.plain) for r in self.readings)

    def has_verbatim(self, sentence: str) -> bool:
        """Whether the evidence has the sentence word for word."""
        return bool(wanted := fold(plain(sentence))) and wanted in self.folded

    def says(self, word: str) -> bool:
        """Whether the evidence has a word, in lower case, anywhere in it."""
        if word not in self._said:
            self._said[word] = word in self.text
        return self._said[word]

    @cached_property
    def capitals(self) -> dict[str, str]:
        """The words of the evidence that are written with a capital, lower case to as written."""
        words = (w for r in self.readings for w in _CAPITAL.findall(r.plain))
        return {w.lower(): w for w in words}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The words of the evidence in capitals throughout, without points."""
        return frozenset(w.replace(".", "") for w in self.capitals.values() if w.isupper() and len(w) > 1)

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The words the evidence writes without a capital."""
        return frozenset(w for r in self.readings for w in _LOWER.findall(r.plain))

    @cached_property
    def names_by_word(self) -> dict[str, list[str]]:
        """The English names of the evidence by each word in them."""
        found: dict[str, list[str]] = defaultdict(list)
        for reading in self.readings:
            for name in reading.names_en:
                for word in words_of(name.text):
                    found[word].append(name.text)
        return found

    @cached_property
    def initials(self) -> frozenset[str]:
        """The first letters, in lower case, of every English name of two words or more: what an acronym is made of."""
        names = {n.text for r in self.readings for n in r.names_en if " " in n.text}
        return frozenset("".join(w[0] for w in _CAPITAL.findall(n)).lower() for n in names)

    def names_at(
        self, reading: Reading, passage: Passage, names_of: Callable[[Reading, Passage], list[Name]]
    ) -> list[Name]:
        """The names of an evidence sentence, found once."""
        key = (id(reading), passage.start)
        if key not in self._names:
            self._names[key] = names_of(reading, passage)
        return self._names[key]

    def weight(self, term: str) -> float:
        """How much a term tells: rare ones more, and one the evidence lacks most (inverse document frequency)."""
        if term not in self._weights:
            self._weights[term] = math.log1p(len(self.places) / (0.5 + len(self._index.get(term, ()))))
        return self._weights[term]

    def holds(self, term: str) -> bool:
        """Whether any sentence of the evidence has the term."""
        return term in self._index

    def align(self, passage: Passage, *, n: int = 5) -> tuple[Aligned, ...]:
        """The `n` sentences of the evidence that share most with `passage`, best first."""
        found = self._aligned.get(passage.text)
        if found is None or len(found) < n:
            # One way of looking serves all who ask: the first of many are the first of few.
            found = self._aligned[passage.text] = self._align(passage, max(n, MOST))
        return found[:n]

    def source_of(self, passage: Passage) -> Aligned | None:
        """The sentence of the evidence that `passage` was made from: the closest, where it has most of it."""
        best = next(iter(self.align(passage)), None)
        return best if best is not None and best.share >= MADE_FROM else None

    def _align(self, passage: Passage, n: int) -> tuple[Aligned, ...]:
        wanted = {t: self.weight(t) for t in passage.terms}
        total = sum(wanted.values()) or 1.0
        shares: dict[int, float] = defaultdict(float)
        for term, weight in wanted.items():
            for at in self._index.get(term, ()):
                shares[at] += weight
        best = nsmallest(n, shares.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Aligned(*self.places[at], share / total) for at, share in best)

    def meet(self, draft: Reading, value: Placed, pick: Callable[[Reading], Sequence[V]]) -> list[Met[V]]:
        """The values `pick` takes from the evidence beside `value` of the draft, that in the likest clause first.

        All of them, or in long evidence those that can be meant (see `Pool`).
        """
        pool = self._pool(pick)
        key = (id(draft), id(pool), value.start, value.end)
        if key not in self._met:
            if len(self._met) >= _MET:
                self._met.clear()
            here, close = ({t: self.weight(t) for t in sorted(of(draft, value))} for of in (around, near))
            # The draft is kept as well, so that no other can come to have its identity.
            self._met[key] = draft, [Met(*found) for found in pool.meet(value, here, close)]
        return self._met[key][1]  # type: ignore[return-value]

    def _pool(self, pick: Callable[[Reading], Sequence[V]]) -> Pool[V]:
        picked = [pick(reading) for reading in self.readings]
        key = tuple(map(id, picked))
        if key not in self._pools:
            values = [(reading, v) for reading, some in zip(self.readings, picked, strict=True) for v in some]
            # What was picked is kept as well, so that no other list can come to have its identity.
            self._pools[key] = list(picked), Pool(values)
        return self._pools[key][1]  # type: ignore[return-value]


def beside(aligned: Aligned) -> tuple[int, int]:
    """From where to where an evidence sentence and the ones next to it reach, two before and one after."""
    passages, number = aligned.reading.passages, aligned.passage.number
    return passages[max(0, number - 2)].start, passages[min(len(passages), number + 2) - 1].end


def span_of(reading: Reading, place: Placed) -> Span:
    """The stretch of the evidence that `place` covers."""
    return Span(reading.source, place.start, place.end, reading.text[place.start : place.end])
