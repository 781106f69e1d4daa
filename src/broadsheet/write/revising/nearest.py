"""The sentences of sources that bear on a passage, nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Evidence, Span
from broadsheet.write.naming import named
from broadsheet.write.planning import language_of
from broadsheet.write.units import content_words, read

# Of a sentence's words, the share that a passage must have for the sentence to bear on it.
_BEARS = 0.15
# Sentences read of one source: what a report is about stands early.
_PER_SOURCE = 120


@dataclass(frozen=True, slots=True)
class Row:
    """A printable sentence of a source with its place, its words, and how much of it the passage has (0..1)."""

    text: str
    span: Span
    evidence: Evidence
    words: frozenset[str]
    share: float
    leans: bool = False


def rows_near(passage: str, sources: Sequence[Evidence], *, language: str) -> list[Row]:
    """The printable sentences of the sources in `language` that bear on `passage`, in the sources' order."""
    mine = content_words(passage, language=language)
    found = []
    for evidence in sources:
        if language_of(evidence) != language:
            continue
        for unit in read(evidence, language=language).units[:_PER_SOURCE]:
            share = len(mine & unit.words) / len(unit.words) if unit.words else 0.0
            found.append(Row(unit.text, unit.span, evidence, unit.words, share, unit.leans))
    return found


def nearest_rows(passage: str, sources: Sequence[Evidence], *, language: str) -> list[str]:
    """The texts of the sentences that bear on `passage`, the nearest first."""
    rows = [r for r in rows_near(passage, sources, language=language) if r.share >= _BEARS]
    return [r.text for r in sorted(rows, key=lambda r: -r.share)]


def foreign(sources: Sequence[Evidence], language: str) -> list[str]:
    """The names of the sources in other languages."""
    return [named(e) for e in sources if language_of(e) != language]
