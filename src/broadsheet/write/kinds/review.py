"""A review or a comment from product information: what is stated, what is not, and that nobody tested anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Evidence, Finding
from broadsheet.write.assessing import UNTESTED_HEADING, product_account
from broadsheet.write.composing import shortened
from broadsheet.write.derived import account_evidence, planned, set_out
from broadsheet.write.facts import SETTING
from broadsheet.write.measures import allowed
from broadsheet.write.products import first_hand
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point

_APART = ("fact:derived.untested", "fact:derived.unknown")
# Whose eyes a comment sees with: which statements it puts first.
_PERSONAS: tuple[tuple[str, ...], ...] = (
    ("feature", "need", "price"),
    ("price", "comparison", "feature"),
    ("against", "unknown", "rating", "feature"),
)
# Statements in a comment before the one that nothing was tested.
_COMMENT = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """A product as its maker tells it. Lists are parted by semicolons; `pros` and `cons` are printed only as given.

    `rating` is somebody's (4.2/5), `reviewers` how many gave it. A comparison needs `other` with its price or features.
    `need` is what a reader wants it for. `form` is review or comment.
    """

    product: str = ""
    maker: str = ""
    price: str = ""
    features: str = ""
    spec: str = ""
    pros: str = ""
    cons: str = ""
    rating: str = ""
    reviewers: str = ""
    other: str = ""
    other_price: str = ""
    other_features: str = ""
    need: str = ""
    form: str = field(default="review", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(
        {
            "product": "Larke Kettle",
            "maker": "Larke Works",
            "price": "$39",
            "features": "boils a litre in three minutes; a steel body of 1.2 litres; switches itself off when empty",
            "cons": "the lid is not hinged",
            "rating": "4.2/5",
            "reviewers": "318",
            "other": "Brack Kettle",
            "other_price": "$45",
            "need": "boiling water quickly",
        }
    ),
    "zh": Example(
        {
            "product": "澄江电水壶",
            "maker": "澄江电器厂",
            "price": "199元",
            "features": "三分钟烧开一升水；1.2升不锈钢壶身；无水自动断电",
            "cons": "壶盖不能翻开",
            "rating": "4.2/5",
            "reviewers": "318",
            "other": "北川电水壶",
            "other_price": "239元",
            "need": "快速烧开水",
        }
    ),
}
CHOICES: Mapping[str, Sequence[str]] = {"form": ("review", "comment")}
HEADED = True
LABEL: Mapping[str, str] = {
    "en": "Compiled from product information. Nobody tested the product for this text.",
    "zh": "本文根据产品信息编写，未经试用。",
}
FRAME: Mapping[str, Sequence[str]] = {language: (f"^{heading}$",) for language, heading in UNTESTED_HEADING.items()}
LENGTH: Mapping[str, int] = {"en": 170, "zh": 280}


def derive(ask: Ask) -> Sequence[Evidence]:
    """What the information says and does not say; raises `InvalidInputError` for figures that can't be read."""
    texts = [*ask.given.values(), *(e.text for e in ask.evidence if not e.source.startswith("fact:"))]
    return account_evidence(
        product_account(ask.facts, known="\n".join(texts), language=ask.language), language=ask.language
    )


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """What is known, in order; what nobody tested stands at the end of every text and is no point."""
    made = planned(ask, target=LENGTH[ask.language], foreign=foreign)
    points = [p for p in made.points if p.source not in _APART]
    kept = tuple(p for p in points if not list(first_hand(p.text, language=ask.language)))
    return replace(made, points=kept, dateline=None, day=None)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The review from the facts; a comment is seen with other eyes in each `variant`."""
    if ask.facts.form == "comment":
        return _comment(plan, ask, variant) if variant < len(_PERSONAS) else []
    return [] if variant else finish(set_out(plan, ask, length=LENGTH[ask.language]), plan, ask)


def finish(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The parts within the length, and the section on what was not tested; a comment ends with that sentence."""
    if ask.facts.form == "comment":
        return _comment(plan, ask, 0)
    body = shortened(parts[1:], most=allowed(ask.length or LENGTH[ask.language]), language=ask.language)
    blank = "" if ask.language == "zh" else " "
    apart = [Part(p.text, p.spans, blank if i else "\n") for i, p in enumerate(_untested(ask))]
    return [*parts[:1], *body, Part(UNTESTED_HEADING[ask.language], (), "\n\n"), *apart]


def _untested(ask: Ask) -> list[Point]:
    return [p for p in planned(ask, target=1).points if p.source in _APART]


def _comment(plan: Plan, ask: Ask, variant: int) -> list[Part]:
    """A line or two: what matters to one kind of buyer, and that it was not tested."""
    rank = _PERSONAS[variant]
    named = {p.source.removeprefix("fact:derived.").split(".")[0]: p for p in reversed((*plan.points, *_untested(ask)))}
    first = [named[name] for name in rank if name in named][:_COMMENT]
    chosen = first or list(plan.points[:_COMMENT])
    untested = [p for p in _untested(ask) if p.source == _APART[0]]
    blank = "" if ask.language == "zh" else " "
    return [Part(p.text, p.spans, blank if i else "") for i, p in enumerate([*chosen, *untested])]


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """An error for each claim to have used the product."""
    return tuple(first_hand(text, language=ask.language))
