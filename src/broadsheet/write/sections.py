"""Texts in sections: headings and bullets before the sentences, and behind them who tells what.

What is set around the sentences stands in their joints, so that a draft's sentences are still sentences alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from broadsheet.write.shapes import Ask, Part, Plan, Point

# The point of these belongs to them.
_ABBREVIATED = re.compile(r"(?:\b[ap]\.m|[A-Z]\.[A-Z]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr))\.$")


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading, which may be empty; `bullets` sets each on a line of its own."""

    heading: str
    parts: tuple[Part, ...]
    bullets: bool = False


def parts_of(points: Iterable[Point], ask: Ask) -> list[Part]:
    """Points as sentences of their own: with a capital and a stop."""
    stop = "。" if ask.language == "zh" else "."
    return [
        Part(p.text[0].upper() + p.text[1:] + ("" if p.text.endswith(tuple('。！？.!?”"')) else stop), p.spans)
        for p in points
    ]


def point_of(part: Part, plan: Plan) -> Point | None:
    """The point that a sentence tells: the one whose place in the evidence it stands on."""
    for span in part.spans:
        for point in plan.points:
            if any(s.source == span.source and s.start < span.end and span.start < s.end for s in point.spans):
                return point
    sources = {span.source for span in part.spans}
    return next((p for p in plan.points if p.source in sources), None)


def with_bylines(parts: Sequence[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The parts of a section with their outlets in brackets where the outlet changes, and wherever reports differ."""
    points = [point_of(part, plan) for part in parts]
    told: list[Part] = []
    for number, (part, point) in enumerate(zip(parts, points, strict=True)):
        after = points[number + 1] if number + 1 < len(points) else None
        ends = point is not None and (after is None or after.outlet != point.outlet or bool(point.disputed))
        outlets = (point.outlet, *point.also) if point and ends else ()
        told.append(replace(part, text=with_byline(part.text, outlets, language=ask.language)))
    return told


def with_byline(text: str, outlets: Sequence[str], *, language: str) -> str:
    """`text` with its outlets in brackets before its stop."""
    named = [o for o in dict.fromkeys(outlets) if o and o not in text]
    if not named:
        return text
    said = f"（{'、'.join(named)}）" if language == "zh" else f" ({', '.join(named)})"
    inside = text.endswith(("。", ".")) and not _ABBREVIATED.search(text)
    return f"{text[:-1]}{said}{text[-1]}" if inside else f"{text}{said}"


def set_out(sections: Sequence[Section], ask: Ask) -> list[Part]:
    """The sections one below the other, empty ones left out."""
    blank = "" if ask.language == "zh" else " "
    found: list[Part] = []
    for section in sections:
        opening = f"{section.heading}\n\n" if section.heading else ""
        for number, part in enumerate(section.parts):
            if number:
                joint = "\n- " if section.bullets else blank
            else:
                joint = ("\n\n" if found else "") + opening + ("- " if section.bullets else "")
            found.append(replace(part, joint=joint))
    return found
