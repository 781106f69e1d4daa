"""Advertising copy: a headline, a body and a call, each claim a product's fact, checked against advertising law."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet import verify
from broadsheet.core import Evidence, Finding, InvalidInputError, UnknownNameError
from broadsheet.write.derived import account_evidence, planned, set_out
from broadsheet.write.facts import SETTING
from broadsheet.write.figures import Account, Derived
from broadsheet.write.lawful import forbidden, law_findings
from broadsheet.write.products import inline, items, sentence
from broadsheet.write.shapes import Ask, Example, Part, Plan
from broadsheet.write.wording import require_language

# Where it runs: words in English, characters in Chinese. A radio spot is half a minute at the speed of speech.
_CHANNELS: Mapping[str, Mapping[str, int]] = {
    "search": {"en": 25, "zh": 45},
    "feed": {"en": 45, "zh": 90},
    "print": {"en": 80, "zh": 160},
    "radio": {"en": 75, "zh": 130},
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "headline": "{product}: {feature}",
        "price": "The price of {product} is {price}.",
        "call": "Find out more",
        "left_out": "Left out because of advertising law: {text} ({why}).",
    },
    "zh": {
        "headline": "{product}：{feature}",
        "price": "{product}售价{price}。",
        "call": "欢迎了解详情",
        "left_out": "因广告法略去：{text}（{why}）。",
    },
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is advertised. `features` is a list (parted by semicolons), `offer` and `call` are printed as they are.

    `channel` is search, feed, print or radio; `sector` medical, food, finance, education or property where it is one.
    """

    product: str = ""
    brand: str = ""
    features: str = ""
    price: str = ""
    offer: str = ""
    call: str = ""
    link: str = field(default="", metadata=SETTING)
    channel: str = field(default="feed", metadata=SETTING)
    sector: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(
        {
            "product": "Larke Kettle",
            "features": "boils a litre in three minutes; a steel body of 1.2 litres; switches itself off when empty",
            "price": "$39",
            "offer": "Delivery within Larkford costs nothing until 31 December.",
        }
    ),
    "zh": Example(
        {
            "product": "澄江电水壶",
            "features": "三分钟烧开一升水；1.2升不锈钢壶身；无水自动断电",
            "price": "199元",
            "offer": "12月31日前，澄江市内运费由商家承担。",
        }
    ),
}
CHOICES: Mapping[str, Sequence[str]] = {"channel": tuple(_CHANNELS), "sector": verify.SECTORS[1:]}
HEADED = True
LABEL: Mapping[str, str] = {"en": "Advertisement", "zh": "广告"}
LENGTH: Mapping[str, int] = _CHANNELS["feed"]


def room(ask: Ask) -> int:
    """The length its channel has room for; raises `UnknownNameError` listing the channels there are."""
    name = ask.facts.channel.lower()
    if name not in _CHANNELS:
        raise UnknownNameError(f"there is no channel {name!r}", asked=name, choices=sorted(_CHANNELS))
    return _CHANNELS[name][ask.language]


def derive(ask: Ask) -> Sequence[Evidence]:
    """The claims that may be printed, each a sentence; raises `InvalidInputError` when nothing is advertised."""
    facts, words = ask.facts, _WORDS[require_language(ask.language)]
    room(ask)
    if not facts.product:
        raise InvalidInputError("an advertisement needs a product", do="give product=NAME, and features")
    kept = [f for f in items(facts.features) if not forbidden(f, ask)]
    name = f"{facts.brand} {facts.product}".strip() if ask.language == "en" else facts.brand + facts.product
    headline = words["headline"].format(product=name, feature=inline(kept[0])) if kept else name
    told = [Derived(f"feature.{i}", sentence(f, ask.language)) for i, f in enumerate(kept, start=1)]
    if facts.price:
        told.append(Derived("price", words["price"].format(product=name, price=inline(facts.price))))
    if facts.offer and not forbidden(facts.offer, ask):
        told.append(Derived("offer", sentence(facts.offer, ask.language)))
    call = facts.call if facts.call and not forbidden(facts.call, ask) else words["call"]
    link = f"{'：' if ask.language == 'zh' else ': '}{facts.link}" if facts.link else ""
    told.append(Derived("call", f"{inline(call)}{link}" if link else sentence(call, ask.language)))
    return account_evidence(Account(headline, told), language=ask.language)


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The claims in order, the call last, and what was left out because the law does not allow it."""
    made = planned(ask, target=room(ask), foreign=foreign)
    points = [p for p in made.points if not forbidden(p.text, ask)]
    calls = [p for p in points if p.source == "fact:derived.call"]
    facts = ask.facts
    given = [*items(facts.features), *(t for t in (facts.offer, facts.call) if t)]
    left_out = [
        _WORDS[ask.language]["left_out"].format(text=text, why=wrong[0].message)
        for text in given
        if (wrong := forbidden(text, ask))
    ]
    ordered = (*(p for p in points if p not in calls), *calls)
    return replace(made, points=ordered, notices=(*left_out, *made.notices), dateline=None, day=None)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The copy from the facts; `variant` leads with another claim."""
    features = [p for p in plan.points if p.source.startswith("fact:derived.feature")]
    if variant >= max(1, len(features)):
        return []
    lead = features[variant : variant + 1]
    turned = replace(plan, points=(*lead, *(p for p in plan.points if p not in lead)))
    parts = set_out(turned, ask, length=room(ask))
    if variant and lead:
        title = _WORDS[ask.language]["headline"].format(product=ask.facts.product, feature=inline(lead[0].text))
        parts[0] = Part(title, lead[0].spans)
    return parts


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """What advertising law has to say of the copy."""
    return law_findings(text, ask)
