"""Calling every source on every sentence of a draft, and what follows for its findings and claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.core import Claim, Evidence, Finding, Witness
from broadsheet.core.evidence import Stance
from broadsheet.verify.inside import inside
from broadsheet.verify.messages import say
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.terms import script_of
from broadsheet.verify.witnesses.copying import is_copied, origins
from broadsheet.verify.witnesses.differing import differing
from broadsheet.verify.witnesses.hearing import Checking, Source, Testimony, heard

# Of more sources only so many are called, those given first: a report that names forty is read by nobody.
MOST = 40
# These errors may come of reading two reports that differ as one; what no report has stays an error.
_CHANGED = {"supports", "contradicts"}
_OF_ANOTHER = frozenset({"bound_elsewhere", "contradicted", "swapped", "negation", "direction", "speaker", "altered"})


@dataclass(frozen=True)
class Hearing:
    """The testimonies of a draft's sentences by the sentences' numbers."""

    sources: Sequence[Source]
    testimonies: Mapping[int, Sequence[Testimony]]

    def settled(self, draft: Reading, findings: Sequence[Finding]) -> list[Finding]:
        """The findings, where sources differ with that said in place of the errors it caused."""
        kept = list(findings)
        for passage in draft.passages:
            told = self.testimonies.get(passage.number, ())
            if any(t.stance == "supports" for t in told):
                caused = {f for f in inside(findings, passage) if f.severity == "error" and f.rule in _OF_ANOTHER}
                kept = [f for f in kept if f not in caused] if caused else kept
            if (differ := differing(draft, passage, told, self.sources)) is not None:
                kept.append(differ)
        return sorted(kept, key=lambda f: (f.start, f.end, f.check))

    def attested(self, draft: Reading, claims: Sequence[Claim], findings: Sequence[Finding]) -> tuple[Claim, ...]:
        """The claims with their witnesses, and in the reason how many of them speak for themselves."""
        return tuple(self._attested(draft, *pair, findings) for pair in zip(draft.passages, claims, strict=True))

    def _attested(self, draft: Reading, passage: Passage, claim: Claim, findings: Sequence[Finding]) -> Claim:
        if len(self.sources) == 1:
            return replace(claim, witnesses=(_only(claim, self.sources[0]),))
        told = self.testimonies.get(passage.number, ())
        witnesses = tuple(_witness(t, told, self.sources) for t in told)
        for_ = [w for w in witnesses if w.stance == "supports"]
        reasons = [claim.reason]
        if claim.verdict == "supported" and len(for_) > 1:
            own = sum(not w.copies for w in for_)
            key = "reason.sources" if own == len(for_) else "reason.sources_copied"
            reasons.append(say(draft.language, key, n=len(for_), own=own))
        if claim.verdict == "supported":
            reasons += [f.message for f in inside(findings, passage) if f.check == "sources"]
        joint = "；" if draft.language == "zh" else "; "
        return replace(claim, witnesses=witnesses, reason=joint.join(filter(None, reasons)))


def call(
    draft: Reading,
    evidence: Sequence[Evidence],
    records: Sequence[Record],
    checks: Sequence[Checking],
) -> Hearing:
    """Every source heard alone on every sentence; `records` has one record for each piece of evidence.

    One source alone says what the claim says, and is not heard again.
    """
    some = list(evidence)[:MOST]
    sources = [Source(e, r, o) for e, r, o in zip(some, records, origins(some), strict=False)]
    if len(sources) == 1:
        return Hearing(sources, {})
    sentences = ((p, Reading(p.text, _spoken(p, draft), anchor=draft.anchor)) for p in draft.passages)
    return Hearing(sources, {p.number: heard(one, sources, checks) for p, one in sentences if len(one.passages) == 1})


def _spoken(passage: Passage, draft: Reading) -> str:
    """The language of a sentence, which in a text of two need not be the text's."""
    return script_of(passage.text) if draft.language in ("zh", "en") else draft.language


def _only(claim: Claim, source: Source) -> Witness:
    stances: Mapping[str, Stance] = {"supported": "supports", "contradicted": "contradicts"}
    stance = stances.get(claim.verdict, "silent")
    span = next((s for s in claim.evidence if s.source == source.evidence.source), None)
    return Witness(source.evidence.source, stance, None if stance == "silent" else span)


def _witness(testimony: Testimony, told: Sequence[Testimony], sources: Sequence[Source]) -> Witness:
    source = sources[testimony.at]
    origin = source.origin if source.origin != testimony.at else _passage_origin(testimony, told, sources)
    # One that took a text over and changed what it says of this speaks for itself here.
    origin = None if origin is not None and {told[origin].stance, testimony.stance} >= _CHANGED else origin
    copies = sources[origin].evidence.source if origin is not None else ""
    return Witness(source.evidence.source, testimony.stance, testimony.span, copies)


def _passage_origin(testimony: Testimony, told: Sequence[Testimony], sources: Sequence[Source]) -> int | None:
    """The earlier source that has this one's sentence in nearly the same words."""
    mine = sources[testimony.at].evidence.published
    for other in told:
        theirs = sources[other.at].evidence.published
        earlier = (theirs < mine) if mine and theirs and mine != theirs else other.at < testimony.at
        same_words = bool(
            testimony.span and other.span and other.stance == testimony.stance
            and is_copied(testimony.span.text, other.span.text)
        )  # fmt: skip
        if other.at != testimony.at and earlier and same_words:
            return other.at
    return None
