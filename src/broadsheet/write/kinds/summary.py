"""A summary of one or several texts, in their own sentences or in a model's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.write.composing import fact_sentences, report_parts, require_points, several_outlets, shortened
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import EN_REPORTS, ZH_REPORTS
from broadsheet.write.planning import plan_points
from broadsheet.write.shapes import Ask, Example, Part, Plan


@dataclass(frozen=True, slots=True)
class Facts:
    """`topic` is what the reader of the summary asks about."""

    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(evidence=EN_REPORTS[:1]),
    "zh": Example(evidence=ZH_REPORTS[:1]),
}
# A paragraph: what a busy reader takes in at a glance.
LENGTH: Mapping[str, int] = {"en": 80, "zh": 140}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that matter most, within the length asked for."""
    return plan_points(ask, target=ask.length or LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The summary by extraction; there is one. The outlets are said when there are several."""
    if variant:
        return []
    require_points(plan, ask)
    facts = fact_sentences([p for p in plan.points if p.source.startswith("fact:")], ask)
    points = [p for p in plan.points if not p.source.startswith("fact:")]
    body = report_parts(points, ask, say_outlets=several_outlets(points))
    blank = "" if ask.language == "zh" else " "
    one = [Part(p.text, p.spans, blank if i else "") for i, p in enumerate([*facts, *body])]
    return shortened(one, most=int((ask.length or LENGTH[ask.language]) * 1.33), language=ask.language)
