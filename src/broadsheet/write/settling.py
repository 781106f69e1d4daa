"""The last look at a model's text: a sentence that the whole check does not bear out gives way to its source's words.

Each sentence was judged alone as it came. Set in their places, under a headline and beside each other, they are checked
once more, and what falls short then is not left to the editor's eye.
"""

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.core import Report
from broadsheet.write.kind import Kind
from broadsheet.write.mending import in_language, replacement
from broadsheet.write.revising.repairing import falls_short
from broadsheet.write.shapes import Ask, Part, Plan, Point, text_of


def settled(parts: Sequence[Part], report: Report, *, kind: Kind, plan: Plan, ask: Ask) -> tuple[list[Part], list[str]]:
    """The parts with a model's failing sentences replaced or left out, and the texts that gave way.

    What a template wrote is not touched, nor a kind that brings its own report. The parts are the same where nothing
    failed.
    """
    failing = _failing(parts, report) if kind.report is None else set()
    if not failing:
        return list(parts), []
    told = {p.text for i, p in enumerate(parts) if i not in failing}
    kept: list[Part] = []
    for number, part in enumerate(parts):
        if number not in failing:
            stands: Part | None = part
        elif number == 0 and (kind.headed or kind.each_line):
            stands = _own_first(kind, plan, ask)
        else:
            stands = _instead(part, plan, ask, told)
        if stands is not None:
            kept.append(stands)
            told.add(stands.text)
    return _joined(kept, parts), [parts[i].text for i in sorted(failing)]


def _failing(parts: Sequence[Part], report: Report) -> set[int]:
    """The numbers of the model's parts that hold a sentence which falls short."""
    short = [c.start for c in report.claims if falls_short(c, report.findings)]
    found: set[int] = set()
    at = 0
    whole = "".join(p.joint + p.text for p in parts)
    lead = len(whole) - len(whole.lstrip())
    for number, part in enumerate(parts):
        start = at + len(part.joint) - lead
        end = start + len(part.text)
        at += len(part.joint) + len(part.text)
        if part.written_by == "model" and any(start <= place < end for place in short):
            found.add(number)
    return found


def _own_first(kind: Kind, plan: Plan, ask: Ask) -> Part | None:
    """The headline that the kind makes itself; none where the plan is in another language."""
    if not all(in_language(p, ask) for p in plan.points):
        return None
    return next(iter(kind.plain(plan, ask, variant=0)), None)


def _instead(part: Part, plan: Plan, ask: Ask, told: set[str]) -> Part | None:
    """The point that a part was made from, in its source's words; nothing where that is told or in another language."""
    point = next((p for p in plan.points if _shares(p, part)), None)
    if point is None or not in_language(point, ask):
        return None
    new = replacement(point, ask)
    said = point.text.rstrip("。.")
    return None if any(said in text for text in told) else replace(new, joint=part.joint)


def _shares(point: Point, part: Part) -> bool:
    return any(a.source == b.source and a.start < b.end and b.start < a.end for a in point.spans for b in part.spans)


def _joined(kept: list[Part], before: Sequence[Part]) -> list[Part]:
    """The parts that are left, the first of them where the first stood."""
    if kept and kept[0].joint != before[0].joint:
        kept[0] = replace(kept[0], joint=before[0].joint)
    return kept


def is_left(parts: Sequence[Part]) -> bool:
    """Whether there is a text still."""
    return bool(text_of(list(parts)).strip())
