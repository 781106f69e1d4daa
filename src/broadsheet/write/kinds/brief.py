"""A news story: a headline, a dateline, a lead and a body, from chosen sources or from facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.write.composing import (
    fact_sentences,
    headlines,
    report_parts,
    require_points,
    shortened,
    with_dateline,
)
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import EN_REPORTS, ZH_REPORTS
from broadsheet.write.lead import lead_from_facts
from broadsheet.write.planning import plan_points
from broadsheet.write.shapes import Ask, Example, Part, Plan


@dataclass(frozen=True, slots=True)
class Facts:
    """What a story may be told from when there are no sources, or beside them; every one may be left out."""

    headline: str = ""
    who: str = ""
    what: str = ""
    when: str = ""
    where: str = ""
    why: str = ""
    how: str = ""
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(evidence=EN_REPORTS),
    "zh": Example(evidence=ZH_REPORTS),
}
HEADED = True
# A news in brief: two paragraphs in a column.
LENGTH: Mapping[str, int] = {"en": 180, "zh": 320}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that matter, within the length asked for."""
    return plan_points(ask, target=ask.length or LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The story by extraction; `variant` picks another headline."""
    require_points(plan, ask)
    facts = [p for p in plan.points if p.source.startswith("fact:") and p.source != "fact:headline"]
    points = [p for p in plan.points if not p.source.startswith("fact:")]
    lead, rest = lead_from_facts(facts, ask)
    body = report_parts(points, ask, say_outlets=True)
    told = [*lead, *fact_sentences(rest, ask)]
    if told and body:
        body[0] = Part(body[0].text, body[0].spans, "\n\n")
    story = _spaced(told, ask.language) + body
    story = shortened(story, most=_most(ask), language=ask.language)
    story = story if told else with_dateline(story, plan, ask)
    return _under_headline(story, plan, ask, variant)


def _most(ask: Ask) -> int:
    """A third over the length asked for: a whole last sentence is worth it."""
    return int((ask.length or LENGTH[ask.language]) * 1.33)


def _spaced(parts: list[Part], language: str) -> list[Part]:
    blank = "" if language == "zh" else " "
    return [Part(p.text, p.spans, blank if i else "") for i, p in enumerate(parts)]


def _under_headline(story: list[Part], plan: Plan, ask: Ask, variant: int) -> list[Part]:
    given = [p for p in plan.points if p.source == "fact:headline"]
    candidates = [Part(p.text, p.spans) for p in given] or headlines(plan, ask)
    if not candidates:
        return story
    title = candidates[variant % len(candidates)]
    return [title, Part(story[0].text, story[0].spans, "\n\n"), *story[1:]]
