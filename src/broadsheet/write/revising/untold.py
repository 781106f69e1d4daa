"""What the sources say and the text does not yet."""

import re
from collections.abc import Sequence

from broadsheet.core import EmptyEvidenceError, Evidence
from broadsheet.write.attribution import attributed
from broadsheet.write.kind import kind
from broadsheet.write.measures import length
from broadsheet.write.preparing import prepare
from broadsheet.write.revising.nearest import Row, rows_near
from broadsheet.write.revising.selection import Selection
from broadsheet.write.revising.stretches import sentences
from broadsheet.write.units import content_words

# A sentence is told when one of the text has this share of its words; measured by eye on the sample wire, where
# sentences of two reports on one fact share .6 and more and others under .4.
_TOLD = 0.6
# Sentences that are added at one go, when no length is asked for.
_ADDED = 2
_FIGURES = re.compile(r"\d[\d.,]*")


def near_and_untold(selection: Selection) -> list[Row]:
    """The sentences of the sources that bear on the selection and add to the text, those nearest to it first."""
    rows = rows_near(selection.chosen, require_sources(selection), language=selection.language)
    mine = content_words(selection.chosen, language=selection.language)
    new = [r for r in _untold(rows, selection) if not r.leans and r.words & mine]
    return _within(sorted(new, key=lambda r: -r.share), selection)


def next_and_untold(selection: Selection) -> list[Row]:
    """The sentences of the sources that the text has not come to, in the order a brief would tell them."""
    sources = require_sources(selection)
    ask = prepare("brief", facts={}, evidence=sources, language=selection.language)
    plan = kind("brief").plan(ask)
    named = {e.source: e for e in sources}
    rows = [
        Row(p.text, p.spans[0], named[p.source], content_words(p.text, language=selection.language), 0.0, p.joined)
        for p in plan.points
    ]
    return _within([r for r in _untold(rows, selection) if not r.leans], selection)


def require_sources(selection: Selection) -> tuple[Evidence, ...]:
    """The evidence; raises `EmptyEvidenceError` when there is none."""
    if not selection.evidence:
        raise EmptyEvidenceError(
            "there are no sources, so nothing true can be added",
            do="give sources to stand on, or write it yourself",
        )
    return selection.evidence


def told_by(rows: Sequence[Row], *, language: str) -> list[str]:
    """The sentences of sources, each with its outlet where that is not the one before it's."""
    before = ["", *(row.evidence.outlet for row in rows)]
    return [
        row.text if row.evidence.outlet == last else attributed(row.text, row.evidence.outlet, language=language)
        for row, last in zip(rows, before, strict=False)
    ]


def _untold(rows: Sequence[Row], selection: Selection) -> list[Row]:
    told = [
        (content_words(s.text, language=selection.language), s.text)
        for s in sentences(selection.text, language=selection.language)
    ]
    found: list[Row] = []
    for row in rows:
        if row.words and not any(_same(row, words, text) for words, text in told):
            found.append(row)
            told.append((row.words, row.text))
    return found


def _same(row: Row, words: frozenset[str], text: str) -> bool:
    """Whether a sentence of the text tells the row: most of its words, and every figure of it."""
    share = len(row.words & words) / len(row.words)
    figures = set(_FIGURES.findall(row.text)) <= set(_FIGURES.findall(text))
    return share >= _TOLD and figures


def _within(rows: Sequence[Row], selection: Selection) -> list[Row]:
    if selection.length is None:
        return list(rows[:_ADDED])
    found: list[Row] = []
    total = 0
    for row in rows:
        total += length(row.text, selection.language)
        if found and total > selection.length:
            break
        found.append(row)
    return found
