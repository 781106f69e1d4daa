"""What a text stands on, and what was found when it was checked. All offsets count Unicode code points."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["supported", "contradicted", "unsupported", "opinion"]
Severity = Literal["error", "warning", "advice"]
ClaimKind = Literal["factual", "opinion", "question", "attribution"]
Decider = Literal["rules", "learnt", "model"]
Stance = Literal["supports", "contradicts", "silent"]
InfluenceMethod = Literal["likelihood", "fitted", "extraction"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One text that may be relied on. `source` names it in every span: `article:42`, a file's name, `fact:venue`.

    `published` (aware) is the date that relative dates in the text (昨日, Wednesday) are resolved against.
    """

    source: str
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    language: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an evidence text: `evidence.text[start:end] == text`."""

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what it looks at, its share in log-odds (above 0 speaks for support), the same in words."""

    name: str
    weight: float
    message: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """What one source says of a claim, and where. `copies` names the source it took this from, empty for its own."""

    source: str
    stance: Stance
    span: Span | None = None
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the checked text with its verdict, the spans that bear on it and the reason in plain words.

    `score` is the probability, 0..1, that the evidence supports it; the weights of `parts` add up to its log-odds, or
    there are none. `decided_by` says whose verdict it is: the rules', the learnt model's or the language model's.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    score: float
    evidence: tuple[Span, ...] = ()
    reason: str = ""
    kind: ClaimKind = "factual"
    decided_by: Decider = "rules"
    parts: tuple[Reason, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should look at, with its exact place; `fix` is a replacement text, or empty."""

    check: str
    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    fix: str = ""


def _json_name(name: str) -> str:
    return "pass" if name == "passed" else name


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check: `passed` (in JSON `pass`) is true when no finding is an error and no claim fell short.

    `notes` say what holds for the whole text: nothing to check in it, evidence in another language.
    """

    passed: bool
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    __pydantic_config__ = {"alias_generator": _json_name, "populate_by_name": True}  # noqa: RUF012 - pydantic reads it


@dataclass(frozen=True, slots=True)
class Influence:
    """How much a sentence hangs on one source: `drop` is what it loses when the source is left out.

    With a language model (`method` likelihood, or fitted where there are too many sources to leave out each) the drop
    is in nats of the sentence's log-probability, without one (extraction) in the share of it that is there, 0..1.
    `share` is its part of all drops above 0, so that shares add up to 1, or are all 0. `span` is the place of a source
    that is itself one sentence of a text.
    """

    source: str
    drop: float
    share: float
    method: InfluenceMethod
    span: Span | None = None
