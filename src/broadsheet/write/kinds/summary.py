"""A summary of one or several texts: in their own sentences, in a model's, or as points at a glance."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Piece, UnknownNameError
from broadsheet.write.arranging import write_text
from broadsheet.write.composing import fact_sentences, report_parts, require_points, several_outlets, shortened
from broadsheet.write.facts import SETTING
from broadsheet.write.kind import kind
from broadsheet.write.kinds._samples import EN_REPORTS, ZH_REPORTS
from broadsheet.write.making import Made, Making
from broadsheet.write.measures import allowed
from broadsheet.write.mending import Writing
from broadsheet.write.planning import plan_points
from broadsheet.write.prompting import PHRASING
from broadsheet.write.shapes import Ask, Example, Part, Plan
from broadsheet.write.wording import say

_STYLES = ("", "abstractive", "extractive", "points")
# Points at a glance are short: more, and they would be a list to study.
_MOST_GLANCE, _MOST = 6, 14


@dataclass(frozen=True, slots=True)
class Facts:
    """`style` is extractive, abstractive or points; without it a model's words where there is a model.

    `topic` is what the reader of the summary asks about.
    """

    style: str = field(default="", metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(evidence=EN_REPORTS[:1]),
    "zh": Example(evidence=ZH_REPORTS[:1]),
}
CHOICES: Mapping[str, Sequence[str]] = {"style": _STYLES[1:]}
# A paragraph: what a busy reader takes in at a glance.
LENGTH: Mapping[str, int] = {"en": 80, "zh": 140}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that matter most, within the length asked for; raises `UnknownNameError` for an unknown style."""
    if ask.facts.style not in _STYLES:
        raise UnknownNameError("there is no such style of summary", asked=ask.facts.style, choices=_STYLES[1:])
    most = _MOST_GLANCE if ask.facts.style == "points" else _MOST
    found = plan_points(ask, target=ask.length or LENGTH[ask.language], most=most, foreign=foreign)
    if ask.facts.style == "points":
        found = replace(found, points=tuple(p for p in found.points if not p.joined) or found.points)
    if ask.facts.style == "abstractive" and not foreign:
        return replace(found, notices=(*found.notices, say("needs_model", ask.language)))
    return found


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The summary by extraction; there is one. The outlets are said when there are several."""
    if variant:
        return []
    require_points(plan, ask)
    facts = fact_sentences([p for p in plan.points if p.source.startswith("fact:")], ask)
    points = [p for p in plan.points if not p.source.startswith("fact:")]
    return finish([*facts, *report_parts(points, ask, say_outlets=several_outlets(points))], plan, ask)


def finish(parts: list[Part], _plan: Plan, ask: Ask) -> list[Part]:
    """The sentences that fit, in one paragraph or each on a line of its own."""
    kept = shortened(parts, most=allowed(ask.length or LENGTH[ask.language]), language=ask.language)
    if ask.facts.style == "points":
        return [replace(p, joint="\n- " if i else "- ") for i, p in enumerate(kept)]
    blank = "" if ask.language == "zh" else " "
    return [replace(p, joint=blank if i else "") for i, p in enumerate(kept)]


def make(making: Making) -> Generator[Piece, None, Made]:
    """In the sources' own sentences where that was asked for; else a model's, checked one by one."""
    if making.ask.facts.style == "extractive" or not isinstance(making, Writing):
        parts = plain(kind("summary").plan(making.ask), making.ask)
        for part in parts:
            yield making.sentence(part)
        return Made(parts)
    parts, usages = yield from write_text(making)
    return Made(parts, usages, (*PHRASING, making.kind.brief.label))
