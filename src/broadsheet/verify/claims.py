"""From sentences and findings to claims: a verdict, a score, the spans that bear on it, the reason in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadsheet.core import Claim, Finding, Span
from broadsheet.core.evidence import Verdict
from broadsheet.verify.abroad import BASE, Abroad, Meaning, across
from broadsheet.verify.claim_kinds import kind_of
from broadsheet.verify.finding import finding
from broadsheet.verify.inside import inside
from broadsheet.verify.judgement import Standing, judged, standing
from broadsheet.verify.learnt import Estimate, estimate
from broadsheet.verify.matching import agreements
from broadsheet.verify.messages import say
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record, span_of

# Findings that say the evidence has it otherwise, against those that say it has nothing of it.
_AGAINST = frozenset(
    {
        "contradicted",
        "bound",
        "bound_elsewhere",
        "endpoint",
        "unit",
        "spelling",
        "reversed",
        "exchanged",
        "rank",
        "title",
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
CLOSE = 0.2  # a sentence that has less of the draft's is about something else, and is not shown as its evidence
_MOSTLY = 0.75  # of a sentence's words in the evidence: from there on it is not words that are missing
_GENERAL = frozenset({"base", "bound", "length", "words"})  # parts that tell no reader what to look at
# Below this a sentence that stands is as likely false as true. Of sentences written freely about real stories .76 of
# the true lie above (zh; en .74), and .77 (.71) of the false are refused or lie below; of a small model's own .83 (.59)
# and .70 (.81). At .65 a third of the true would be marked.
THIN = 0.6
_SHOWN = 4  # missing words named in a reason; more than that nobody reads


def claims_of(
    draft: Reading, record: Record, findings: Sequence[Finding], *, meaning: Meaning | None = None
) -> tuple[Claim, ...]:
    """A claim for each sentence of the draft, in order."""
    abroad = Abroad(draft, record, meaning)
    claims = (_claim(p, draft, record, _inside(p, findings), abroad) for p in draft.passages)
    return tuple(replace(claim, kind=kind_of(claim.text)) for claim in claims)


def _inside(passage: Passage, findings: Sequence[Finding]) -> list[Finding]:
    return list(inside(findings, passage))


def _claim(passage: Passage, draft: Reading, record: Record, findings: list[Finding], abroad: Abroad) -> Claim:
    stands = standing(passage, draft, record)
    spans = _spans(passage, draft, record, cross=stands.cross)
    place = passage.text, passage.start, passage.end
    wrong = [f for f in findings if f.severity == "error"]
    # Wording that can't be compared, the evidence being in another language, is nothing the learnt model knows of.
    guess = None if stands.cross else estimate(passage, draft, record, findings=findings)
    if wrong:
        verdict: Verdict = "contradicted" if any(f.rule in _AGAINST for f in wrong) else "unsupported"
        reason = say(draft.language, "reason.values", what=_joint(draft).join(f.message for f in wrong[:_SHOWN]))
        score = guess.score if guess else BASE / (1 + len(wrong))
        return Claim(*place, verdict, round(score, 4), spans, reason, parts=guess.parts if guess else ())
    if guess is None:
        return across(passage, abroad, spans)
    stands, decider = judged(stands, guess, passage, record)
    if stands.verdict == "unsupported" and record.languages - {draft.language}:
        foreign = across(passage, abroad, spans)
        if foreign.verdict == "supported":
            return foreign
    shown = spans if stands.verdict == "supported" or stands.coverage.share else ()
    return Claim(
        *place, stands.verdict, guess.score, shown, _reason(stands, guess, draft.language, len(spans)),
        decided_by=decider, parts=guess.parts,
    )  # fmt: skip


def unsaid(draft: Reading, record: Record, claims: Sequence[Claim], findings: Sequence[Finding]) -> Iterator[Finding]:
    """A warning at each sentence that nothing in the evidence says, where no error says what is wrong with it.

    One that stands, but thinly, is for an editor to compare. Where there is evidence in another language, values and
    meaning count too, and the claims alone tell.
    """
    for passage, claim in zip(draft.passages, claims, strict=True):
        named = any(f.severity == "error" for f in inside(findings, passage))
        if claim.verdict == "unsupported" and not named and record.languages == {draft.language}:
            yield finding(draft, passage, "support.unsupported", severity="warning")
        elif claim.verdict == "supported" and claim.decided_by == "learnt" and claim.score < THIN:
            yield finding(draft, passage, "support.thin", severity="warning", found=f"{claim.score:.0%}")


def _joint(draft: Reading) -> str:
    return "；" if draft.language == "zh" else "; "


def _spans(passage: Passage, draft: Reading, record: Record, *, cross: bool) -> tuple[Span, ...]:
    """The evidence's closest sentences, then the stretches that give its values; each once."""
    close = [] if cross else [a for a in record.align(passage, n=2) if a.share >= CLOSE]
    spans = [span_of(a.reading, a.passage) for a in close if a.reading.cited]
    spans += [a.span for a in agreements(draft, passage, record) if a.span]
    return tuple(dict.fromkeys(spans))


def _reason(stands: Standing, guess: Estimate, language: str, values: int) -> str:
    share = f"{stands.coverage.share:.0%}"
    if stands.verdict == "opinion":
        return say(language, "reason.opinion")
    if stands.verdict == "supported":
        key = "reason.supported_values" if values > 2 else "reason.supported"
        return say(language, key, share=share, n=values)
    if stands.coverage.share < 0.1:
        return say(language, "reason.nothing")
    against = [p for p in guess.parts if p.weight < 0 and p.name not in _GENERAL]
    if stands.coverage.share >= _MOSTLY and against:
        return say(language, "reason.learnt", what=against[0].message)
    joint = "、" if language == "zh" else ", "
    return say(language, "reason.partly", share=share, what=joint.join(stands.coverage.missing[:_SHOWN]))
