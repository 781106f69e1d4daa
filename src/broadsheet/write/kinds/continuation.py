"""The continuation of a news text that is under way: what its sources tell and it has not told yet, never more.

An invented text is continued by the kind fiction, with the text as `before`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from broadsheet.core import InvalidInputError
from broadsheet.write.composing import report_parts, require_points
from broadsheet.write.facts import SETTING
from broadsheet.write.injection import as_data
from broadsheet.write.kinds._samples import EN_REPORTS, ZH_REPORTS
from broadsheet.write.planning import plan_points
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point


@dataclass(frozen=True, slots=True)
class Facts:
    """`text` is what is to be continued; it is kept as it is and not part of the answer."""

    text: str = field(default="", metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(
        facts={
            "text": "Larkford's footbridge was closed on Wednesday after engineers found cracks in two of its cables."
        },
        evidence=EN_REPORTS,
    ),
    "zh": Example(facts={"text": "澄江人行索桥18日晚8时起封闭检修，原因是两根钢缆发现裂纹。"}, evidence=ZH_REPORTS),
}
LENGTH: Mapping[str, int] = {"en": 110, "zh": 180}
# A point of which this share of words stands in the text already has been told.
_TOLD = 0.45
_UNITS = {"en": re.compile(r"[a-z]{4,}|\d[\d.,]*"), "zh": re.compile(r"\d[\d.,]*|[\u3400-\u9fff]")}
# The last words of the text are enough to go on from.
_SHOWN = 240


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The points that the text has not told; raises `InvalidInputError` when there is no text to continue."""
    if not ask.facts.text:
        raise InvalidInputError("there is no text to continue", asked="text", do="give it as text=...")
    # Twice the length, as much of it may be told already.
    whole = plan_points(ask, target=2 * (ask.length or LENGTH[ask.language]), foreign=foreign)
    untold = [p for p in whole.points if not _is_told(p.text, ask)]
    return replace(whole, points=_within(untold, ask), dateline=None)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The untold points in their sources' words; there is one way to do so."""
    require_points(plan, ask)
    return report_parts(plan.points, ask, say_outlets=True) if not variant else []


def values(ask: Ask) -> Mapping[str, object]:
    """What the brief is filled with: where the text stands."""
    return {"end": as_data(ask.facts.text)[-_SHOWN:]}


def _within(points: list[Point], ask: Ask) -> tuple[Point, ...]:
    """As many points as there is room for, one at least."""
    room = ask.length or LENGTH[ask.language]
    kept: list[Point] = []
    for point in points:
        size = len(point.text) if ask.language == "zh" else len(point.text.split())
        if kept and room < size:
            break
        kept.append(point)
        room -= size
    return tuple(kept)


def _is_told(point: str, ask: Ask) -> bool:
    have, own = _units(ask.facts.text, ask.language), _units(point, ask.language)
    return bool(own) and len(own & have) / len(own) >= _TOLD


def _units(text: str, language: str) -> frozenset[str]:
    """Words and figures; in Chinese pairs of characters."""
    found = _UNITS[language].findall(text.lower())
    if language == "en":
        return frozenset(word[:6] for word in found)
    return frozenset(a + b for a, b in pairwise(found))
