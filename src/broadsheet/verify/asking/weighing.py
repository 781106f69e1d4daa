"""What a judge's opinion does to a claim: a yes lifts an open one that its sentences bear out, a no takes one back.

The judge is never alone: figures, dates, names and quotations of a lifted claim are checked once more, against nothing
but the sentences it named, and a claim in which the rules found an error is not the judge's to lift at all.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from broadsheet.core import Claim, Evidence, Reason, Span
from broadsheet.core.evidence import Verdict
from broadsheet.verify.asking.answering import Judged, Opinion
from broadsheet.verify.asking.settings import Asking
from broadsheet.verify.asking.wording import worded
from broadsheet.verify.checking import CHECKS, check

# These look at the sentence as a whole, or not at its truth.
_NOT_VALUES = ("support", "injection", "personal_data")
# Chances are kept off 0 and 1, whose log-odds have no end.
_EDGE = 0.001


def weighed(
    claim: Claim, opinion: Opinion, cited: Sequence[Span], *, asking: Asking, bears_out: bool
) -> tuple[Verdict, Judged] | None:
    """The verdict that the opinion gives the claim, and on whose chance; None where it changes nothing.

    `cited` are the sentences it names, `bears_out` whether they have the claim's values and names.
    """
    if claim.verdict != "supported":
        sure = opinion.chances["supported"] >= asking.lift
        return ("supported", "supported") if sure and cited and bears_out else None
    if opinion.chances["contradicted"] >= asking.lower and cited:
        return "contradicted", "contradicted"
    if opinion.chances["not_stated"] + opinion.chances["contradicted"] >= asking.lower:
        return "unsupported", "not_stated"
    return None


def bears_out(claim: Claim, evidence: Sequence[Evidence], cited: Sequence[Span], *, dateline: datetime | None) -> bool:
    """Whether no figure, date, name or quotation of the claim is missing from the cited sentences, or differs."""
    kept = [_only(e, [s for s in cited if s.source == e.source]) for e in evidence]
    given = [e for e in kept if e.text.strip()]
    if not given:
        return False
    values = [name for name in CHECKS.names() if name not in _NOT_VALUES]
    report = check(claim.text, given, dateline=dateline, only=values)
    return not any(f.severity == "error" for f in report.findings)


def _only(evidence: Evidence, spans: Sequence[Span]) -> Evidence:
    """The evidence with nothing but `spans` left of its text."""
    return replace(evidence, text="\n".join(evidence.text[s.start : s.end] for s in spans))


def changed(claim: Claim, verdict: Verdict, *, opinion: Opinion, cited: Sequence[Span], reason: str) -> Claim:
    """The claim with the judge's verdict, its chance as the score, and the sentences it named in front."""
    gained = _log_odds(opinion.chances["supported"]) - _log_odds(claim.score)
    parts = (*claim.parts, Reason("model", round(gained, 4), reason)) if claim.parts else ()
    score = round(min(max(opinion.chances["supported"], _EDGE), 1 - _EDGE), 4)
    evidence = tuple(dict.fromkeys((*cited, *claim.evidence)))
    return replace(
        claim, verdict=verdict, score=score, evidence=evidence, reason=reason, decided_by="model", parts=parts
    )


def reason_of(ground: Judged, opinion: Opinion, *, model: str, language: str) -> str:
    """The reason of a verdict in plain words, with the chance that `model` gives it."""
    chance = opinion.chances[ground] if ground != "not_stated" else 1 - opinion.chances["supported"]
    return worded(f"reason.{ground}", language, model=model, chance=f"{chance:.0%}")


def _log_odds(chance: float) -> float:
    kept = min(max(chance, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))
