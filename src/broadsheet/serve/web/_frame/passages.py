"""A draft's text cut into passages, each with who wrote it, what was found of it and what to look at in it.

It knows drafts and reports, and nothing of pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.core import Claim, Finding, Sentence, Span, Variant


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text: `number` counts the ones that say something from 1; the gaps between them have 0."""

    number: int
    text: str
    start: int
    end: int
    sentence: Sentence | None = None
    claim: Claim | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> str:
        """The claim's verdict, or `unchecked`."""
        return self.claim.verdict if self.claim else "unchecked"

    @property
    def spans(self) -> tuple[Span, ...]:
        """What it stands on: as the check found it, else as the writer gave it."""
        if self.claim and self.claim.evidence:
            return self.claim.evidence
        return self.sentence.evidence if self.sentence else ()

    @property
    def pieces(self) -> tuple[tuple[str, Finding | None], ...]:
        """The passage's text in pieces, those that a finding is about together with it."""
        return tuple(_pieces(self.text, self.start, self.findings))


def passages(variant: Variant) -> list[Passage]:
    """The passages of `variant` in order; their texts joined are the variant's text."""
    places = _sentence_places(variant) or [(c.start, c.end, None) for c in _claims(variant)]
    cut: list[Passage] = []
    at = 0
    for start, end, sentence in places:
        if start > at:
            cut.append(Passage(0, variant.text[at:start], at, start))
        number = sum(1 for p in cut if p.number) + 1
        claim = _claim_over(variant, start, end)
        inside = tuple(f for f in _findings(variant) if f.start < end and f.end > start)
        cut.append(Passage(number, variant.text[start:end], start, end, sentence, claim, inside))
        at = end
    if at < len(variant.text):
        cut.append(Passage(0, variant.text[at:], at, len(variant.text)))
    return cut


def paragraphs(cut: Sequence[Passage]) -> list[list[Passage]]:
    """The passages gathered into paragraphs: a gap with a line break in it parts two."""
    gathered: list[list[Passage]] = [[]]
    for passage in cut:
        if passage.number == 0 and "\n" in passage.text:
            before, _, after = passage.text.rpartition("\n")
            gathered[-1].extend(_gap(before.strip("\n")))
            gathered.append(_gap(after))
        else:
            gathered[-1].append(passage)
    return [paragraph for paragraph in gathered if paragraph]


def shares(variant: Variant) -> dict[str, float]:
    """What part of the characters each writer wrote, biggest first; empty for a draft without sentences."""
    counted: dict[str, int] = {}
    for sentence in variant.sentences:
        counted[sentence.written_by] = counted.get(sentence.written_by, 0) + len(sentence.text)
    total = sum(counted.values())
    return {who: n / total for who, n in sorted(counted.items(), key=lambda pair: -pair[1]) if total}


def _gap(text: str) -> list[Passage]:
    return [Passage(0, text, 0, 0)] if text.strip() else []


def _sentence_places(variant: Variant) -> list[tuple[int, int, Sentence | None]]:
    places: list[tuple[int, int, Sentence | None]] = []
    at = 0
    for sentence in variant.sentences:
        start = variant.text.find(sentence.text, at) if sentence.text else -1
        if start >= 0:
            at = start + len(sentence.text)
            places.append((start, at, sentence))
    return places


def _claims(variant: Variant) -> tuple[Claim, ...]:
    """The claims in order, without those that overlap an earlier one or lie outside the text."""
    kept: list[Claim] = []
    for claim in sorted(variant.report.claims if variant.report else (), key=lambda c: c.start):
        if claim.start < claim.end <= len(variant.text) and (not kept or claim.start >= kept[-1].end):
            kept.append(claim)
    return tuple(kept)


def _findings(variant: Variant) -> tuple[Finding, ...]:
    return variant.report.findings if variant.report else ()


def _claim_over(variant: Variant, start: int, end: int) -> Claim | None:
    """The worst of the claims inside the stretch: one sentence may hold several."""
    gravity = ("supported", "opinion", "unsupported", "contradicted")
    inside = [c for c in _claims(variant) if c.start < end and c.end > start]
    return max(inside, key=lambda c: gravity.index(c.verdict), default=None)


def _pieces(text: str, offset: int, findings: Sequence[Finding]) -> Iterator[tuple[str, Finding | None]]:
    at = 0
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        start, end = max(finding.start - offset, 0), min(finding.end - offset, len(text))
        if start < at or end <= start or (start, end) == (0, len(text)):
            continue
        if start > at:
            yield text[at:start], None
        yield text[start:end], finding
        at = end
    if at < len(text):
        yield text[at:], None
