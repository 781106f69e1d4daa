"""A line no larger than a word: how a count went, without numbers."""

from broadsheet.media import svg
from broadsheet.media.axes import as_number, peaks
from broadsheet.media.look import Look
from broadsheet.media.sheet import Sheet

COLUMNS = ("start", "value")
_TALL = 24.0


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """As wide as the look says; the last value has a dot."""
    values = [as_number(cell) or 0.0 for cell in sheet.column("value")]
    most, n = peaks(list(values)) or 1.0, len(values)
    right = look.width - 4.0
    points = [(1 + (right - 1) * i / max(n - 1, 1), _TALL - 3 - (_TALL - 6) * v / most) for i, v in enumerate(values)]
    if not points:
        return "", _TALL
    drawn = {"stroke": look.series(0), "stroke_width": 1.5, "stroke_linejoin": "round", "fill": "none"}
    x, y = points[-1]
    dot = svg.element("circle", cx=x, cy=y, r=2.5, fill=look.series(1), class_="ch-f1")
    return svg.element("path", d=svg.line(points), class_="ch-s0", **drawn) + dot, _TALL
