"""A check as lines for the terminal: a sign, plain words and a colour each, in the language of the text."""

from collections.abc import Iterator

from broadsheet.core import Checked, Claim, Finding, Reason

Line = tuple[str, str]  # what is said, and rich's style for it
SIGNS = {"supported": "✓", "contradicted": "✕", "unsupported": "?", "opinion": "“"}
STYLES = {"supported": "green", "contradicted": "bold red", "unsupported": "yellow", "opinion": "blue"}
SEVERITIES = {"error": "red", "warning": "yellow", "advice": "dim"}
PARTS = 3  # the heaviest reasons under one sentence


def told(checked: Checked) -> Iterator[Line]:
    """The sentences with what each stands on, what to look at, and how the whole stands."""
    from broadsheet.publish.evidence_rows import counts, rows, standing_words, stray
    from broadsheet.publish.evidence_words import say

    language = checked.language
    for note in checked.report.notes:
        yield note, "dim"
    for row in rows(checked, language):
        claim = row.claim
        yield f"{SIGNS[claim.verdict]} {' '.join(claim.text.split())}", STYLES[claim.verdict]
        yield f"    {say(language, claim.verdict)}: {claim.reason}", ""
        yield from _weighed(claim)
        for quoted in row.quoted[:1]:
            yield f"    {quoted.source}: {' '.join(quoted.text.split())}", "dim"
        yield from ((f"    {said}", "dim") for said in row.witnesses)
        yield from (_finding(f, say(language, f.severity)) for f in row.findings)
    yield from (_finding(f, say(language, f.severity)) for f in stray(checked))
    summed = "  ".join(f"{SIGNS[v]} {say(language, v)} {n}" for v, n in counts(checked).items())
    yield summed, "bold"
    yield standing_words(checked, language), "green" if checked.report.passed else "red"


def _weighed(claim: Claim) -> Iterator[Line]:
    heaviest: list[Reason] = sorted((p for p in claim.parts if p.message), key=lambda p: -abs(p.weight))
    if heaviest:
        said = "; ".join(f"{p.message} ({p.weight:+.1f})" for p in heaviest[:PARTS])
        yield f"    {claim.score:.0%}: {said}", "dim"


def _finding(finding: Finding, severity: str) -> Line:
    fix = f" → {finding.fix}" if finding.fix else ""
    exact = f" {' '.join(finding.text.split())}" if len(finding.text) <= 80 else ""
    return f"    {severity}:{exact}{fix} ({finding.message})", SEVERITIES[finding.severity]
