"""Find evidence for this: passages of the draft's sources and the archive that bear on each sentence."""

from collections.abc import Iterator, Mapping

from broadsheet.core import Citation, Claim, EmptyEvidenceError, Evidence, Span
from broadsheet.write.checking import check
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.selection import Proposal, Selection

NAME = {"en": "Find evidence", "zh": "找依据"}
EFFECT = "note"
NEEDS = "archive"
# What a sentence's verdict makes of the passages below it.
_SAYS = {"supported": "supports", "contradicted": "contradicts"}
# Passages shown for one sentence.
_SHOWN = 4


def plain(selection: Selection) -> Proposal:
    """Citations, each with the sentence it bears on; raises `EmptyEvidenceError` where nothing could be searched."""
    if not selection.evidence:
        raise EmptyEvidenceError(
            "there is nothing to search: no sources were given and the archive has nothing on this",
            do="give sources, or ingest some first",
        )
    report = check(selection.chosen, selection.evidence, language=selection.language)
    named = {e.source: e for e in selection.evidence}
    citations: list[Citation] = []
    notes: list[str] = []
    for claim in report.claims:
        found = list(_citations(claim, named))
        citations += found
        if not any(c.says == "supports" for c in found):
            key = "short_support" if found else "no_support"
            notes.append(say(key, selection.language, text=claim.text, why=claim.reason))
    return Proposal(selection.chosen, notes=tuple(notes), citations=tuple(citations), report=report)


def _citations(claim: Claim, named: Mapping[str, Evidence]) -> Iterator[Citation]:
    says = _SAYS.get(claim.verdict, "mentions")
    spans = [_sentence_of(s, named[s.source].text) for s in claim.evidence if s.source in named]
    for span in _whole(tuple(dict.fromkeys(spans)))[:_SHOWN]:
        e = named[span.source]
        yield Citation(span.source, span.text, span.start, span.end, e.title, e.outlet, e.url, says, claim.text)


def _sentence_of(span: Span, text: str) -> Span:
    """The sentence that a span lies in: a bare figure tells nobody what it is of."""
    first = max((text.rfind(mark, 0, span.start) for mark in "。！？\n"), default=-1)
    first = max(first, text.rfind(". ", 0, span.start)) + 1
    ends = [
        place
        for place in (text.find(mark, max(span.end - 1, 0)) for mark in ("。", "！", "？", "\n", ". "))
        if place >= 0
    ]
    last = min(min(ends, default=len(text)) + 1, len(text))
    start = first + len(text[first:last]) - len(text[first:last].lstrip())
    end = start + len(text[start:last].rstrip())
    return Span(span.source, start, end, text[start:end])


def _whole(spans: tuple[Span, ...]) -> list[Span]:
    """The spans without those that lie within another."""
    return [
        s
        for s in spans
        if not any(o is not s and o.source == s.source and o.start <= s.start and s.end <= o.end for o in spans)
    ]
