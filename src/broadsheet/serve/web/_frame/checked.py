"""What a check is shown with: its sentences, what each stands on, what to look at, and the sum of it."""

from typing import Any

from broadsheet.core import Checked, Draft, Finding, Variant
from broadsheet.publish.evidence_rows import VERDICTS
from broadsheet.serve.web._frame.excerpts import excerpts
from broadsheet.serve.web._frame.passages import Passage, paragraphs, passages
from broadsheet.serve.web._frame.submitted import Fix, fix_field

_GRAVITY = ("error", "warning", "advice")


def checked_values(checked: Checked) -> dict[str, Any]:
    """The template's values of a check."""
    cut = passages(Variant(checked.text, report=checked.report))
    told = [p for p in cut if p.number]
    return {
        "checked": checked,
        "draft": checked,  # the cards and findings are the studio's own; all they ask of a draft is its language
        "passages": told,
        "paragraphs": paragraphs(cut),
        "excerpts": {p.number: excerpts(p.spans, checked.evidence) for p in told},
        "known_sources": {e.source: e for e in checked.evidence},
        "cleared": {p.number for p in told if p.claim and checked.clearing(p.claim)},
        "findings": _findings(checked, told),
        "fixes": {f: fix_field(Fix(f.start, f.text, f.fix)) for f in checked.report.findings if f.fix},
        "tally": [(v, n) for v in VERDICTS if (n := sum(1 for c in checked.report.claims if c.verdict == v))],
    }


def cleared_by(draft: Draft, checked: Checked) -> tuple[Any, ...]:
    """What editors cleared of the draft, where the checked text is the draft's as it stands."""
    if draft.variants[draft.chosen].text.strip() != checked.text.strip():
        return ()
    return tuple(d for d in draft.history if d.action == "clear" and d.note in draft.cleared)


def _findings(checked: Checked, told: list[Passage]) -> list[tuple[Finding, int]]:
    """Each finding with the number of its sentence (0: none), the gravest first; what only repeats a verdict not."""
    placed = [(f, next((p for p in told if p.start <= f.start < p.end), None)) for f in checked.report.findings]
    rows = [(f, p.number if p else 0) for f, p in placed if not (p and (f.start, f.end) == (p.start, p.end))]
    return sorted(rows, key=lambda pair: (_GRAVITY.index(pair[0].severity), pair[0].start))
