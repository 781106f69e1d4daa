"""What code works out from given figures: a sentence each with its formula, kept as evidence so that it can be checked.

The sentences are the points that a template prints and a model phrases. They live in the evidence alone (as
`fact:derived.NAME`, the formula on a line of its own), so a plan and a check see the same, and so does a reader.
"""

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.core import Evidence, Span
from broadsheet.write.composing import report_parts, shortened
from broadsheet.write.figures import Account, Derived, smooth
from broadsheet.write.measures import allowed
from broadsheet.write.planning import plan_points, reports
from broadsheet.write.shapes import Ask, Part, Plan, Point

_FACT = "fact:derived."
_HEADLINE = f"{_FACT}headline"
_CAUTION = f"{_FACT}caution"
_FORMULA = {"en": "Formula: ", "zh": "算式："}
# Sentences in a paragraph of a text from data.
_PARAGRAPH = {"en": 2, "zh": 3}


def account_evidence(account: Account, *, language: str) -> tuple[Evidence, ...]:
    """What was derived, as evidence in order: the headline, the statements, the cautions."""
    cautions = [Derived(f"caution.{i}", text) for i, text in enumerate(account.cautions, start=1)]
    rows = [Derived("headline", account.headline), *account.told, *cautions]
    return tuple(_evidence(row, language) for row in rows)


def _evidence(row: Derived, language: str) -> Evidence:
    formula = f"\n{_FORMULA[language]}{row.formula}" if row.formula else ""
    # A fact may run over lines; a statement is one, as its formula stands on the next.
    text = " ".join(row.text.split())
    text = smooth(text) if language == "zh" else text
    return Evidence(f"{_FACT}{row.name}", text + formula, language=language)


def planned(ask: Ask, *, target: int, foreign: bool = False) -> Plan:
    """A plan of what was derived, then of what reports say beside it; cautions are notices too."""
    rows = [e for e in ask.evidence if e.source.startswith(_FACT) and e.source != _HEADLINE]
    points = tuple(_point(e) for e in rows)
    notices = tuple(p.text for p in points if p.source.startswith(_CAUTION))
    told = reports(ask)
    if not told:
        return Plan(points, notices=notices)
    beside = plan_points(replace(ask, evidence=tuple(told)), target=target, most=4, foreign=foreign)
    return replace(beside, points=(*points, *beside.points), notices=(*notices, *beside.notices))


def _point(evidence: Evidence) -> Point:
    text = evidence.text.split("\n", 1)[0]
    return Point(text, (Span(evidence.source, 0, len(text), text),))


def set_out(plan: Plan, ask: Ask, *, length: int) -> list[Part]:
    """The derived headline, then the plan's points in paragraphs, within the length asked for."""
    parts = _in_paragraphs([p for p in plan.points if p.source.startswith(_FACT)], ask.language)
    beside = report_parts([p for p in plan.points if not p.source.startswith(_FACT)], ask, say_outlets=True)
    if beside:
        beside[0] = replace(beside[0], joint="\n\n")
    body = shortened([*parts, *beside], most=allowed(ask.length or length), language=ask.language)
    title = [Part(p.text, p.spans) for p in map(_point, ask.evidence) if p.source == _HEADLINE]
    return [*title, *(replace(p, joint="\n\n") if not i else p for i, p in enumerate(body))]


def _in_paragraphs(points: Sequence[Point], language: str) -> list[Part]:
    blank = "" if language == "zh" else " "
    size = _PARAGRAPH[language]
    return [Part(p.text, p.spans, blank if i % size else "\n\n") for i, p in enumerate(points)]
