"""A news story by extraction: a headline, a dateline, a lead and a body, from chosen sources or from facts."""

from dataclasses import replace

from broadsheet.write.composing import (
    fact_sentences,
    headlines,
    report_parts,
    require_points,
    shortened,
    with_dateline,
)
from broadsheet.write.lead import lead_from_facts
from broadsheet.write.shapes import Ask, Part, Plan


def story(plan: Plan, ask: Ask, *, most: int, variant: int = 0) -> list[Part]:
    """The story in at most `most` words or characters; `variant` picks another headline.

    Raises `RequestError` when the sources hold nothing that can be printed.
    """
    require_points(plan, ask)
    facts = [p for p in plan.points if p.source.startswith("fact:") and p.source != "fact:headline"]
    points = [p for p in plan.points if not p.source.startswith("fact:")]
    lead, rest = lead_from_facts(facts, ask)
    body = report_parts(points, ask, say_outlets=True)
    told = [*lead, *fact_sentences(rest, ask)]
    if told and body:
        body[0] = replace(body[0], joint="\n\n")
    text = shortened(_spaced(told, ask.language) + body, most=most, language=ask.language)
    return under_headline(text if told else with_dateline(text, plan, ask), plan, ask, variant=variant)


def under_headline(text: list[Part], plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The text below the headline numbered `variant`: the given one if there is one, else one that the plan bears."""
    given = [p for p in plan.points if p.source == "fact:headline"]
    candidates = [Part(p.text, p.spans) for p in given] or headlines(plan, ask)
    if not candidates:
        return text
    return [candidates[variant % len(candidates)], replace(text[0], joint="\n\n" + text[0].joint.lstrip()), *text[1:]]


def _spaced(parts: list[Part], language: str) -> list[Part]:
    blank = "" if language == "zh" else " "
    return [Part(p.text, p.spans, blank if i else "") for i, p in enumerate(parts)]
