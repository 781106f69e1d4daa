"""A kept check as a PDF of A4 pages, its text found and copied in both scripts; the fonts are the reader's own."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from broadsheet.core import Checked, Evidence, Finding, Stored
from broadsheet.publish.evidence_rows import (
    Row,
    cleared_words,
    counts,
    made_line,
    rows,
    source_name,
    standing_words,
    stray,
)
from broadsheet.publish.evidence_words import checks_named, say
from broadsheet.publish.paper import DOUBT, GOOD, VIEW, WRONG, paged, para
from broadsheet.publish.wording import date

MEDIA_TYPE = "application/pdf"
SUFFIX = "pdf"
_COLOURS = {"supported": GOOD, "contradicted": WRONG, "unsupported": DOUBT, "opinion": VIEW}
_STANDINGS = {"passed": GOOD, "cleared": DOUBT, "doubtful": DOUBT, "contradicted": WRONG}


def render(stored: Stored[Checked], language: str) -> bytes:
    """The pages; the same check gives the same bytes."""
    out = BytesIO()
    heading = say(language, "title")
    paged(list(_flow(stored, language)), out, title=f"{heading}: {stored.value.title}", language=language)
    return out.getvalue()


def _flow(stored: Stored[Checked], language: str) -> Iterator[Any]:
    checked = stored.value
    yield para(say(language, "title"), "small")
    yield para(checked.title, "title")
    yield para(standing_words(checked, language), "standing", colour=_STANDINGS[checked.standing])
    yield para(made_line(checked, date(stored.created, language), language), "small")
    counted = "   ".join(f"{say(language, verdict)} {n}" for verdict, n in counts(checked).items())
    yield para(counted, "small")
    if checked.report.notes:
        yield para(say(language, "notes"), "heading")
        yield from (para(note, "body") for note in checked.report.notes)
    yield para(say(language, "sentences"), "heading")
    for row in rows(checked, language):
        yield from _row(row, language)
    if loose := stray(checked):
        yield para(say(language, "findings"), "heading")
        yield from (para(_finding(f, language), "note") for f in loose)
    yield para(say(language, "sources"), "heading")
    for number, evidence in enumerate(checked.evidence, 1):
        yield para(_source(evidence, number, language), "note")
    yield from _method(checked, language)


def _row(row: Row, language: str) -> Iterator[Any]:
    claim = row.claim
    about = [say(language, f"kind.{claim.kind}"), say(language, f"by.{claim.decided_by}")]
    if claim.verdict != "opinion":
        about.insert(0, say(language, "chance", chance=f"{claim.score:.0%}"))
    verdict = f"{row.number}. {say(language, claim.verdict)}"
    yield para(verdict, "verdict", colour=_COLOURS[claim.verdict], after=f"  {' · '.join(about)}")
    yield para(claim.text, "said")
    if claim.reason:
        yield para(claim.reason, "note")
    for quoted in row.quoted:
        yield para(quoted.text, "quoted", after=f"  {quoted.source}")
    if not row.quoted and claim.verdict != "opinion":
        yield para(say(language, "no_span"), "note")
    yield from (para(said, "note") for said in row.witnesses)
    yield from (para(_finding(f, language), "note") for f in row.findings)
    if row.cleared:
        yield para(cleared_words(row.cleared, language), "note")


def _finding(finding: Finding, language: str) -> str:
    fix = say(language, "fix", fix=finding.fix) if finding.fix else ""
    return "  ·  ".join(filter(None, (say(language, finding.severity), finding.text, finding.message, fix)))


def _source(evidence: Evidence, number: int, language: str) -> str:
    when = date(evidence.published, language) if evidence.published else ""
    return "  ".join(filter(None, (source_name(evidence, number, language), when, evidence.url)))


def _method(checked: Checked, language: str) -> Iterator[Any]:
    asked = say(language, "no_model") if checked.model == "none" else say(language, "model", model=checked.model)
    told = checks_named(checked.checks, language)
    yield para(say(language, "how"), "heading")
    yield para(say(language, "method", checks=told, version=checked.version, model=asked), "body")
    yield para(say(language, "limits"), "body")
