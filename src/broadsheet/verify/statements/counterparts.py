"""The sentences of the evidence that a draft sentence is held against, and where in one the words of another are."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record
from broadsheet.verify.tables import words
from broadsheet.verify.terms import THIN, plain, stem, terms
from broadsheet.verify.values import Place
from broadsheet.verify.values.quotations import fold

# A sentence of the evidence that has less of the draft's than this is about something else.
RELATED = 0.35
# So much of a stretch's weight of terms must be in another for both to say the same thing of the same matter.
SAME = 0.7
# Of a stretch of a sentence that has most of the draft's, less will do: the rest may have been left out.
PARTLY, MOST = 0.5, 0.55
_LONGEST = 1500  # characters of a sentence; what is longer is a list or a table, whose words govern nothing
_LOOKED_AT = 6  # evidence sentences for each of the draft's
_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:[.,]\d+)*")
_PAIRS = [pair.split(">") for pair in words("words", "irregular_en")]
_IRREGULAR = {stem(past): stem(verb) for past, verb in _PAIRS}
PAST = frozenset(past for past, _ in _PAIRS)
_CLAUSE = re.compile(r"[，。；：！？,;:!?\n]+(?!\d)")
_ENDED = re.compile(r"[。．！？!?…；;.][\"'”’」』）)\]]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Matched:
    """Where a draft sentence says what a stretch of the evidence says: its clause, counted from the sentence's start.

    `share` of the stretch's weight of terms is in the sentence, `terms` of them.
    """

    start: int
    end: int
    share: float
    terms: int


def related(draft: Reading, passage: Passage, record: Record, *, least: float = RELATED) -> list[Aligned]:
    """The sentences of the evidence, in the draft's language, that `passage` can be held against, closest first.

    None where one of them is the draft sentence itself: what the evidence says word for word is not put otherwise.
    """
    if len(passage.text) > _LONGEST:
        return []
    close = [
        a
        for a in record.align(passage, n=_LOOKED_AT)
        if a.share >= least and a.reading.language == draft.language and a.reading.cited
        if len(a.passage.text) <= _LONGEST
    ]
    mine = fold(plain(passage.text))
    return [] if any(fold(plain(a.passage.text)) == mine for a in close) else close


def share_of(wanted: Collection[str], there: Collection[str], record: Record) -> float:
    """The share of the weight of the terms `wanted` that is `there`; nothing where nothing is wanted."""
    whole = sum(record.weight(t) for t in wanted)
    return sum(record.weight(t) for t in wanted if t in there) / whole if whole else 0.0


def matched(stretch: str, sentence: str, record: Record, *, enough: float = SAME) -> Matched | None:
    """Where `sentence` says what `stretch` says, in the clause that has most of it; None where it has not `enough`."""
    wanted = roots(stretch)
    placed = [p for p in placed_terms(sentence) if p[0] in wanted]
    held = {term for term, _, _ in placed}
    share = share_of(wanted, held, record)
    if share < enough:
        return None
    best = max(clauses_of(sentence), key=lambda c: sum(c[0] <= start < c[1] for _, start, _ in placed))
    inside = [(start, end) for _, start, end in placed if best[0] <= start < best[1]]
    return Matched(inside[0][0], inside[-1][1], share, len(held)) if inside else None


@lru_cache(maxsize=8192)
def roots(text: str) -> frozenset[str]:
    """The terms of `text`, English verbs by their first form."""
    return frozenset(_root(t) for t in terms(plain(text)))


def placed_terms(sentence: str) -> Iterator[tuple[str, int, int]]:
    """The terms of `sentence` as `terms` gives them, each with its place."""
    text = plain(sentence)
    for run in _RUN.finditer(text):
        word, at = run.group(), run.start()
        if word[0] >= "\u3400":
            pairs = ((word[i : i + 2], at + i, at + i + 2) for i in range(len(word) - 1))
            yield from (p for p in pairs if not THIN.issuperset(p[0]))
        elif word[0].isdigit():
            yield word, at, run.end()
        else:
            yield _root(stem(word.lower().removesuffix("'s"))), at, run.end()


def _root(term: str) -> str:
    return _IRREGULAR.get(term, term)


def clauses_of(sentence: str) -> list[tuple[int, int]]:
    """The stretches between clause marks, in order; the whole where there is none."""
    text = plain(sentence)
    cuts = [0]
    for mark in _CLAUSE.finditer(text):
        cuts += [mark.start(), mark.end()]
    cuts.append(len(text))
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b] or [(0, len(text))]


def is_heading(passage: Passage) -> bool:
    """Whether it ends without a mark, as headlines do, which leave out what a sentence must say."""
    return not _ENDED.search(passage.text)


def place_in(passage: Passage, start: int, end: int) -> Place:
    """The place in the text of a stretch counted from the sentence's start."""
    return Place(passage.start + start, passage.start + end)
