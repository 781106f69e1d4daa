"""How surely the draft says things: no plan as done, no suspicion as a fact, nothing denied or open as settled."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.core.evidence import Severity
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.certainty import Surer, surer
from broadsheet.verify.statements.counterparts import is_heading, place_in
from broadsheet.verify.statements.cues import FACT
from broadsheet.verify.statements.sayings import sayings

_SETTLED = 3


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each stretch that the evidence says less surely, denies or leaves open."""
    for passage in draft.passages:
        for found in surer(draft, passage, record):
            if named := _judged(found, passage):
                rule, severity = named
                place = place_in(passage, found.start, found.end)
                shown = _shown(found)
                yield finding(draft, place, f"certainty.{rule}", severity=severity, found=shown)


def _judged(found: Surer, passage: Passage) -> tuple[str, Severity] | None:
    family, level, heading = found.cue.family, found.level, is_heading(passage)
    if family == "charged" and sayings(passage.text):
        return None  # who says it is told, and is the check of attribution's
    mild: Severity = "warning" if heading else "error"
    if family == "denied":
        return ("denied", "error")
    if family in {"open", "unsettled"}:
        return ("open", mild) if level >= _SETTLED else None
    if family == "planned":
        return (
            ("plan", mild if found.done else "warning") if level == FACT and not (heading and not found.done) else None
        )
    if family == "conditional":
        return ("condition", mild) if level >= _SETTLED else None
    # What is expected and what is due are one to most writers; only as a fact it is told too surely.
    return ("hedge", mild) if level >= (FACT if family == "likely" else _SETTLED) else None


def _shown(found: Surer) -> str:
    text = found.aligned.passage.text
    cue = found.cue
    start = min(cue.start, cue.parts[0][0]) if cue.parts else cue.start
    end = max(cue.end, cue.parts[-1][1]) if cue.parts else cue.end
    cut = text[start:end].strip()
    return cut if len(cut) <= 60 else cut[:59] + "…"
