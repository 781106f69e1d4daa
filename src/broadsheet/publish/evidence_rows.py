"""A kept check laid out for a report: each sentence with what it stands on, ready for any format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.core import Checked, Claim, Decision, Evidence, Finding
from broadsheet.publish.evidence_words import say
from broadsheet.publish.wording import date

QUOTED = 3  # stretches of evidence under one sentence; more than that nobody reads on paper
# Where a sentence ends: a Chinese stop with what closes behind it, a Latin one before a blank, a line's end.
_STOP = re.compile(r"[。！？][”’」』）]*|[.!?][”’\"')]*(?=\s)|\n")
_LONGEST = 300  # characters looked at on either side of a span: a sentence in a table may have no end
VERDICTS = ("supported", "contradicted", "unsupported", "opinion")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of evidence under a sentence: which source it is of, and its words."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of the text with all that is said of it."""

    number: int
    claim: Claim
    quoted: tuple[Quoted, ...]
    witnesses: tuple[str, ...]
    findings: tuple[Finding, ...]
    cleared: Decision | None


def rows(checked: Checked, language: str) -> list[Row]:
    """The sentences in order."""
    names = source_names(checked, language)
    return [_row(n, claim, checked, names, language) for n, claim in enumerate(checked.report.claims, 1)]


def stray(checked: Checked) -> list[Finding]:
    """The findings that are in no sentence."""
    claims = checked.report.claims
    return [f for f in checked.report.findings if not any(c.start <= f.start < c.end for c in claims)]


def counts(checked: Checked) -> dict[str, int]:
    """How many sentences have each verdict, those that no sentence has left out."""
    counted = {v: sum(1 for c in checked.report.claims if c.verdict == v) for v in VERDICTS}
    return {verdict: n for verdict, n in counted.items() if n}


def standing_words(checked: Checked, language: str) -> str:
    """How the check stands, in a sentence."""
    nothing = not checked.report.claims and checked.standing == "passed"
    return say(language, f"standing.{'nothing' if nothing else checked.standing}")


def source_names(checked: Checked, language: str) -> dict[str, str]:
    """What each source is called, by the name that spans know it by."""
    return {e.source: source_name(e, n, language) for n, e in enumerate(checked.evidence, 1)}


def source_name(evidence: Evidence, number: int, language: str) -> str:
    """The number and, where there are any, the outlet and title of a source; a plain text is called by its number."""
    joint = "，" if language.startswith("zh") else ", "
    told = joint.join(filter(None, (evidence.outlet, evidence.title)))
    plain = not evidence.source or evidence.source.startswith("evidence:")
    return f"[{number}] {told or (say(language, 'own_source', n=number) if plain else evidence.source)}"


def made_line(checked: Checked, when: str, language: str) -> str:
    """When it was checked, for whom, and which day its dates are read from."""
    said = say(language, "made", when=when)
    if checked.by:
        said += say(language, "made_by", who=checked.by)
    if checked.dateline:
        said += ("。" if language.startswith("zh") else ". ") + say(
            language, "dateline", when=date(checked.dateline, language)
        )
    return said


def cleared_words(decision: Decision, language: str) -> str:
    """Who let a sentence stand, and when."""
    return say(language, "cleared", who=decision.by, when=date(decision.at, language))


def _row(number: int, claim: Claim, checked: Checked, names: dict[str, str], language: str) -> Row:
    inside = (f for f in checked.report.findings if claim.start <= f.start < claim.end)
    return Row(
        number,
        claim,
        tuple(_quoted(claim, checked, names))[:QUOTED],
        tuple(_witnesses(claim, names, language)),
        tuple(f for f in inside if f.fix or f.message not in claim.reason),
        checked.clearing(claim),
    )


def _quoted(claim: Claim, checked: Checked, names: dict[str, str]) -> Iterator[Quoted]:
    """The sentences of the evidence that the claim's spans stand in, each once, in the order of the spans."""
    texts = {e.source: e.text for e in checked.evidence}
    seen: set[tuple[str, int]] = set()
    for span in claim.evidence:
        text = texts.get(span.source, "")
        start, end = _sentence_around(text, span.start, span.end) if text else (span.start, span.end)
        if (span.source, start) not in seen:
            seen.add((span.source, start))
            yield Quoted(names.get(span.source, span.source), text[start:end].strip() or span.text)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences that hold `text[start:end]`, by their full stops and line ends."""
    before = [m.end() for m in _STOP.finditer(text, max(0, start - _LONGEST), start)]
    after = _STOP.search(text, max(start, end - 1), end + _LONGEST)
    return (before[-1] if before else max(0, start - _LONGEST)), (
        after.end() if after else min(len(text), end + _LONGEST)
    )


def _witnesses(claim: Claim, names: dict[str, str], language: str) -> Iterator[str]:
    """What each source says of the sentence; only where there is more than one to compare, and one speaks."""
    speaking = [w for w in claim.witnesses if w.stance != "silent"]
    if len(claim.witnesses) < 2 or not speaking:
        return
    for witness in speaking:
        said = f"{names.get(witness.source, witness.source)}: {say(language, witness.stance)}"
        if witness.copies:
            said += f" ({say(language, 'copies', source=names.get(witness.copies, witness.copies))})"
        yield said
    if len(speaking) < len(claim.witnesses):
        yield say(language, "silent", n=len(claim.witnesses) - len(speaking))
