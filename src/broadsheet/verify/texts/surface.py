"""A text as it is compared, and a report given back as the texts were written.

Traditional characters become simplified ones, and left-over HTML becomes blanks; every character keeps its place.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.core import Claim, Evidence, Finding, Report, Span
from broadsheet.search.script import simplified

_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,300}>|&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_MARKS = {"&quot;": '"', "&ldquo;": "“", "&rdquo;": "”", "&lsquo;": "‘", "&rsquo;": "’", "&#39;": "'", "&amp;": "&"}


def compared(text: str) -> str:
    """`text`, of the same length, in simplified characters and without tags and entities."""
    return _MARKUP.sub(_blank, simplified(text))


def _blank(found: re.Match[str]) -> str:
    return _MARKS.get(found.group(), "").ljust(len(found.group()))


def is_traditional(text: str) -> bool:
    """Whether a text has characters that simplified script writes otherwise."""
    return simplified(text) != text


def as_compared(evidence: Evidence) -> Evidence:
    """The evidence with its text, title and outlet as they are compared."""
    title, outlet = compared(evidence.title), compared(evidence.outlet)
    return replace(evidence, text=compared(evidence.text), title=title, outlet=outlet)


def restored(report: Report, text: str, evidence: Sequence[Evidence]) -> Report:
    """The report with every quoted stretch as the draft `text` and the evidence have it."""
    if compared(text) == text and all(compared(e.text) == e.text for e in evidence):
        return report
    findings = tuple(_finding(f, text, evidence) for f in report.findings)
    return replace(report, claims=tuple(_claim(c, text, evidence) for c in report.claims), findings=findings)


def _finding(finding: Finding, text: str, evidence: Sequence[Evidence]) -> Finding:
    fix = next((e.text[at : at + len(finding.fix)] for e in evidence
                if finding.fix and (at := compared(e.text).find(finding.fix)) >= 0), finding.fix)  # fmt: skip
    return replace(finding, text=text[finding.start : finding.end], fix=fix)


def _claim(claim: Claim, text: str, evidence: Sequence[Evidence]) -> Claim:
    witnesses = tuple(replace(w, span=_span(w.span, evidence) if w.span else None) for w in claim.witnesses)
    spans = tuple(_span(s, evidence) for s in claim.evidence)
    return replace(claim, text=text[claim.start : claim.end], evidence=spans, witnesses=witnesses)


def _span(span: Span, evidence: Sequence[Evidence]) -> Span:
    written = (e.text[span.start : span.end] for e in evidence if e.source == span.source)
    return replace(span, text=next((w for w in written if compared(w) == span.text), span.text))
