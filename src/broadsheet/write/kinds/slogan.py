"""Slogans, a candidate a line: the product and what is true of it, nothing that advertising law forbids."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet import verify
from broadsheet.core import Evidence, Finding, InvalidInputError, Span
from broadsheet.write.derived import account_evidence, planned
from broadsheet.write.facts import SETTING
from broadsheet.write.figures import Account, Derived
from broadsheet.write.lawful import forbidden, law_findings
from broadsheet.write.products import inline, items, sentence
from broadsheet.write.shapes import Ask, Example, Part, Plan

_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "en": ("{one}: {product}", "{product}: {one}", "{one}, {two}: {product}", "{product}. {One}."),
    "zh": ("{one}，{product}", "{product}，{one}", "{one}，{two}，{product}", "{product}：{one}"),
}
# What is said in one breath and remembered: characters.
_LONGEST = {"en": 64, "zh": 24}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the slogan is for; `features` is a list (parted by semicolons). `count` is how many candidates."""

    product: str = ""
    brand: str = ""
    features: str = ""
    sector: str = field(default="", metadata=SETTING)
    count: int = field(default=5, metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example({"product": "Larke Kettle", "features": "boils a litre in three minutes; switches itself off"}),
    "zh": Example({"product": "澄江电水壶", "features": "三分钟烧开一升水；无水自动断电"}),
}
CHOICES: Mapping[str, Sequence[str]] = {"sector": verify.SECTORS[1:]}
EACH_LINE = True
LENGTH: Mapping[str, int] = {"en": 60, "zh": 90}


def derive(ask: Ask) -> Sequence[Evidence]:
    """The claims that may be printed; raises `InvalidInputError` when there is nothing to make a slogan of."""
    features = [f for f in items(ask.facts.features) if not forbidden(f, ask)]
    if not ask.facts.product:
        raise InvalidInputError("a slogan needs a product", do="give product=NAME, and features")
    if not features:
        raise InvalidInputError(
            "a slogan needs something true of the product that advertising law lets it say",
            found=ask.facts.features or "no features",
            do="give features=...; parted by semicolons",
        )
    colon = "：" if ask.language == "zh" else ": "
    told = [
        Derived(f"feature.{i}", ask.facts.product + colon + sentence(f, ask.language)) for i, f in enumerate(features)
    ]
    return account_evidence(Account(ask.facts.product, told), language=ask.language)


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The claims; those that the law forbids are named to the editor."""
    made = planned(ask, target=LENGTH[ask.language], foreign=foreign)
    left = [f"{f}: {w[0].message}" for f in items(ask.facts.features) if (w := forbidden(f, ask))]
    points = (p for p in made.points if p.source.startswith("fact:derived.") or not forbidden(p.text, ask))
    return replace(made, points=tuple(points), notices=(*left, *made.notices))


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The candidate numbered `variant`, in an order drawn with the seed; nothing when there is no further one."""
    return _candidates(plan, ask)[variant : variant + 1]


def _candidates(plan: Plan, ask: Ask) -> list[Part]:
    features = [(inline(f), p.spans) for f, p in _features(plan, ask)]
    product = (
        f"{ask.facts.brand} {ask.facts.product}".strip()
        if ask.language == "en"
        else ask.facts.brand + ask.facts.product
    )
    made: dict[str, tuple[Span, ...]] = {}
    for pattern in _PATTERNS[ask.language]:
        for i, (one, spans) in enumerate(features):
            two, more = features[(i + 1) % len(features)]
            if "{two}" in pattern and len(features) == 1:
                continue
            line = pattern.format(one=one, two=two, product=product, One=one[0].upper() + one[1:])
            line = line[0].upper() + line[1:]
            if len(line) <= _LONGEST[ask.language]:
                made.setdefault(line, (*spans, *more) if "{two}" in pattern else spans)
    if not made:
        shortest, spans = min(features, key=lambda f: len(f[0]))
        made[f"{shortest[0].upper()}{shortest[1:]}"] = spans
    rows = [Part(line, spans) for line, spans in made.items()]
    random.Random(ask.seed).shuffle(rows)
    return rows


def _features(plan: Plan, ask: Ask) -> list[tuple[str, Part]]:
    """The features with the spans of the points that say them."""
    kept = [f for f in items(ask.facts.features) if not forbidden(f, ask)]
    points = [p for p in plan.points if p.source.startswith("fact:derived.feature")]
    return [(f, Part(p.text, p.spans)) for f, p in zip(kept, points, strict=False)]


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """What advertising law has to say of the slogan."""
    return law_findings(text, ask)
