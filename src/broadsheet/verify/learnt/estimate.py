"""The probability that the evidence says a sentence, told apart into parts that add up, each in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.core import Finding, Reason
from broadsheet.verify.learnt.features import Features, features
from broadsheet.verify.learnt.messages import say
from broadsheet.verify.learnt.model import Model, log_odds, probability, shipped
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record

TOGETHER = ("paired", "unpaired", "distance", "widest", "skipped", "spread", "company", "alone", "figure")
# What a reader is told of as one: the features of each part.
PARTS: Mapping[str, tuple[str, ...]] = {
    "words": ("share", "missing", "missing_share", "held", "novel", "novel_sum"),
    "passage": ("best", "second", "beside", "two", "verbatim", "run", "clause_best", "clause_two"),
    "together": ("joint", "linked", "adjoining", "clause", "apart", "breaks", *TOGETHER),
    "order": ("order", "subject"),
    "certainty": ("hedge_in", "hedge_out", "plan_in", "plan_out", "done_in", "done_out"),
    "scope": ("scope_in", "scope_out", "part_in", "part_out"),
    "cause": ("cause_in", "cause_out", "contrast_in", "contrast_out"),
    "denial": ("denial_in", "denial_out"),
    "speaker": ("saying_in", "saying_out"),
    "findings": ("errors", "warnings"),
    "length": ("few", "compression", "figures", "chinese"),
}
SHOWN = 4  # missing words named in a message
# Nothing is quite certain: a score stays between one in two hundred and its opposite.
LEAST = 0.005
# Where the rules have found an error the score may not say that the sentence stands, whatever its wording is like.
REFUTED = 0.2
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """`score` 0..1 that the evidence says the sentence; the weights of `parts` add up to its log-odds."""

    score: float
    parts: tuple[Reason, ...]
    enough: bool


def estimate(
    passage: Passage, draft: Reading, record: Record, *, findings: Sequence[Finding], model: Model | None = None
) -> Estimate:
    """What the learnt model makes of a sentence of `draft` with its findings; `model` is the shipped one by default."""
    model = model or shipped()
    found = features(passage, draft, record, findings=findings)
    weights = model.weights(found.values)
    parts = [Reason("base", model.base, say(draft.language, "base"))]
    for name, features_of in PARTS.items():
        weight = sum(weights.get(f, 0.0) for f in features_of)
        parts.append(Reason(name, weight, _message(name, weight, found, draft.language)))
    refuted = any(f.severity == "error" for f in findings)
    total = sum(p.weight for p in parts)
    bounded = min(max(total, log_odds(LEAST)), log_odds(REFUTED if refuted else 1 - LEAST))
    if bounded != total:
        parts.append(Reason("bound", bounded - total, say(draft.language, "refuted" if refuted else "bound")))
    score = probability(bounded)
    return Estimate(round(score, DIGITS), _telling(parts), score >= model.enough[_known(draft.language, model)])


def _known(language: str, model: Model) -> str:
    return language if language in model.enough else "en"


def _telling(parts: Sequence[Reason]) -> tuple[Reason, ...]:
    """The parts that weigh anything, heaviest first."""
    return tuple(sorted((p for p in parts if p.weight), key=lambda p: -abs(p.weight)))


def _message(name: str, weight: float, found: Features, language: str) -> str:
    way = "for" if weight >= 0 else "against"
    joint = "、" if language == "zh" else ", "
    missing = joint.join(found.missing[:SHOWN])
    if name == "words":
        key = f"words.{way}" if missing else "words.all"
        return say(language, key, share=f"{found.values['share']:.0%}", what=missing)
    if name == "passage":
        key = "passage.verbatim" if found.values["verbatim"] else f"passage.{way}"
        return say(language, key, share=f"{found.values['best']:.0%}")
    return say(language, f"{name}.{way}")
