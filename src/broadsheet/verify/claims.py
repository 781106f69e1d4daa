"""From sentences and findings to claims: a verdict, a score, the spans that bear on it, the reason in plain words."""

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.core import Claim, Finding, Span
from broadsheet.core.evidence import Verdict
from broadsheet.verify.claim_kinds import kind_of
from broadsheet.verify.inside import inside
from broadsheet.verify.judgement import Standing, standing
from broadsheet.verify.matching import agreements
from broadsheet.verify.meaning import ALIKE, Meaning
from broadsheet.verify.messages import say
from broadsheet.verify.naming import known_names
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record, span_of

# Findings that say the evidence has it otherwise, against those that say it has nothing of it.
_AGAINST = frozenset(
    {
        "contradicted",
        "bound",
        "bound_elsewhere",
        "unit",
        "spelling",
        "reversed",
        "exchanged",
        "swapped",
        "altered",
        "speaker",
        "negation",
        "direction",
        "denied",
        "open",
        "other",
        "turned",
        "unknown",
    }
)
# Wording that can't be compared is worth less than wording that was: agreeing values alone reach this score.
CROSS_SCORE = 0.6
CLOSE = 0.2  # a sentence that has less of the draft's is about something else, and is not shown as its evidence
_SHOWN = 4  # missing words named in a reason; more than that nobody reads


def claims_of(
    draft: Reading, record: Record, findings: Sequence[Finding], *, meaning: Meaning | None = None
) -> tuple[Claim, ...]:
    """A claim for each sentence of the draft, in order."""
    claims = (_claim(p, draft, record, _inside(p, findings), meaning) for p in draft.passages)
    return tuple(replace(claim, kind=kind_of(claim.text)) for claim in claims)


def _inside(passage: Passage, findings: Sequence[Finding]) -> list[Finding]:
    return list(inside(findings, passage))


def _claim(passage: Passage, draft: Reading, record: Record, findings: list[Finding], meaning: Meaning | None) -> Claim:
    stands = standing(passage, draft, record)
    spans = _spans(passage, draft, record, cross=stands.cross)
    wrong = [f for f in findings if f.severity == "error"]
    if wrong:
        verdict: Verdict = "contradicted" if any(f.rule in _AGAINST for f in wrong) else "unsupported"
        score = min(stands.coverage.share, 0.5) / (1 + len(wrong))
        reason = say(draft.language, "reason.values", what=_joint(draft).join(f.message for f in wrong[:_SHOWN]))
        return Claim(passage.text, passage.start, passage.end, verdict, round(score, 4), spans, reason)
    others = record.languages - {draft.language}
    if stands.verdict == "unsupported" and others:
        across = _across(passage, draft, record, spans, meaning)
        if stands.cross or across.verdict == "supported":
            return across
    return Claim(
        passage.text, passage.start, passage.end, stands.verdict, round(stands.coverage.share, 4),
        spans if stands.verdict == "supported" or stands.coverage.share else (),
        _reason(stands, draft.language, len(spans)),
    )  # fmt: skip


def _joint(draft: Reading) -> str:
    return "；" if draft.language == "zh" else "; "


def _spans(passage: Passage, draft: Reading, record: Record, *, cross: bool) -> tuple[Span, ...]:
    """The evidence's closest sentences, then the stretches that give its values; each once."""
    close = [] if cross else [a for a in record.align(passage, n=2) if a.share >= CLOSE]
    spans = [span_of(a.reading, a.passage) for a in close if a.reading.cited]
    spans += [a.span for a in agreements(draft, passage, record) if a.span]
    return tuple(dict.fromkeys(spans))


def _reason(stands: Standing, language: str, values: int) -> str:
    share = f"{stands.coverage.share:.0%}"
    if stands.verdict == "opinion":
        return say(language, "reason.opinion")
    if stands.verdict == "supported":
        key = "reason.supported_values" if values > 2 else "reason.supported"
        return say(language, key, share=share, n=values)
    if stands.coverage.share < 0.1:
        return say(language, "reason.nothing")
    joint = "、" if language == "zh" else ", "
    return say(language, "reason.partly", share=share, what=joint.join(stands.coverage.missing[:_SHOWN]))


def _across(
    passage: Passage, draft: Reading, record: Record, spans: tuple[Span, ...], meaning: Meaning | None
) -> Claim:
    """The claim of a sentence whose evidence is all in other languages, from values, names and likeness of meaning."""
    values = [a for a in agreements(draft, passage, record) if a.language != draft.language]
    agree = len(values) + len(known_names(draft, passage, record))
    place = passage.text, passage.start, passage.end
    # With reports in the draft's own language at hand, one figure that happens to agree is no proof.
    if agree >= (2 if draft.language in record.languages else 1) and (values or draft.language not in record.languages):
        score = min(CROSS_SCORE + 0.1 * (agree - 1), 0.9)
        return Claim(*place, "supported", score, spans, say(draft.language, "reason.cross", n=agree))
    if meaning is not None:
        likeness, span = meaning.closest(passage)
        if likeness >= ALIKE:
            reason = say(draft.language, "reason.cross_meaning", share=f"{likeness:.2f}")
            return Claim(*place, "supported", round(likeness, 4), (span,), reason)
    return Claim(*place, "unsupported", 0.0, spans, say(draft.language, "reason.cross_nothing"))
