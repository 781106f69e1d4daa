"""A dot for each label on a scale of ratios, with the lines between which it is as it should be.

The scale is logarithmic, as twice and half as much are equally far from even; `low` and `high` are the interval.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.media import svg
from broadsheet.media.axes import SMALL, as_number
from broadsheet.media.look import Look, breadth, shortened
from broadsheet.media.sheet import Sheet

COLUMNS = ("label", "value")
EVEN = (0.8, 1.0, 1.25)  # the "four-fifths rule" and its inverse
_STEP = 24.0
_TOP = 34.0
_NAMES = 200.0
_LEAST, _MOST = 1 / 8, 8.0  # beyond these a dot stands at the edge, and its number says where it belongs


@dataclass(frozen=True, slots=True)
class _Scale:
    left: float
    right: float

    def x(self, value: float) -> float:
        held = min(max(value, _LEAST), _MOST)
        return self.left + (self.right - self.left) * math.log(held / _LEAST) / math.log(_MOST / _LEAST)


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """Names on the left, the ratio at the right; a dot outside the lines has the second colour."""
    names = [str(cell or "") for cell in sheet.column("label")]
    room = 110.0 if look.is_narrow else _NAMES
    left = min(max((breadth(n, 13) for n in names), default=0.0) + 16, room)
    scale = _Scale(left + 8, look.width - 48.0)
    foot = _TOP - 10 + _STEP * len(names)
    parts = [*_lines(scale, foot, look=look)]
    ends = zip(*(sheet.column(name) for name in ("value", "low", "high")), strict=True)
    for place, (name, cells) in enumerate(zip(names, ends, strict=True)):
        y = _TOP + _STEP * place
        told = {"anchor": "end", "font_size": 13, "fill": look.ink("ink"), "class_": "ch-ink"}
        parts.append(svg.text(shortened(name, size=13, room=left - 12), left - 10, y + 4.5, **told))
        value, low, high = (as_number(cell) for cell in cells)
        if value is not None:
            parts += _dot(name, (value, low, high), y, scale=scale, look=look)
    return "".join(parts), foot + 6


def _lines(scale: _Scale, foot: float, *, look: Look) -> Iterator[str]:
    for mark in EVEN:
        line = svg.line([(scale.x(mark), 18.0), (scale.x(mark), foot)])
        kind, dashes = ("axis", None) if mark == 1.0 else ("grid", "4 3")
        told: dict[str, object] = {
            "stroke": look.ink("soft"),
            "stroke_dasharray": dashes,
            "fill": "none",
            "class_": f"ch-{kind}",
        }
        yield svg.element("path", d=line, **told)
    for mark, anchor, shift in ((EVEN[0], "end", -4.0), (EVEN[2], "start", 4.0)):
        told = {"anchor": anchor, "font_size": SMALL, "fill": look.ink("soft"), "class_": "ch-soft"}
        yield svg.text(f"{mark:g}", scale.x(mark) + shift, 12.0, **told)


def _dot(
    name: str, ends: tuple[float, float | None, float | None], y: float, *, scale: _Scale, look: Look
) -> Iterator[str]:
    value, low, high = ends
    if low is not None and high is not None:
        bar = svg.line([(scale.x(low), y), (scale.x(high), y)])
        yield svg.element("path", d=bar, stroke=look.ink("ink"), stroke_width=1.5, fill="none", class_="ch-whisker")
    series = 0 if EVEN[0] <= value <= EVEN[2] else 1
    drawn = {"fill": look.series(series), "class_": f"ch-f{series}"}
    yield svg.element("circle", svg.told(f"{name}: {value:.2f}"), cx=scale.x(value), cy=y, r=5, **drawn)
    told = {"anchor": "end", "font_size": SMALL, "fill": look.ink("ink"), "class_": "ch-ink"}
    yield svg.text(f"{value:.2f}", look.width - 2.0, y + 4.5, **told)
