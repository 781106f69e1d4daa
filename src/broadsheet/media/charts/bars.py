"""A bar for each label, with the whisker of its interval; to either side of zero where values fall below it."""

from broadsheet.media import svg
from broadsheet.media.axes import SMALL, as_number
from broadsheet.media.look import Look, breadth, shortened
from broadsheet.media.scales import said
from broadsheet.media.sheet import Sheet

COLUMNS = ("label", "value")
_TALL = 14.0
_NAMES = 250.0  # the most that names take from the bars


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """The label on the left, or over its bar on a telephone; the value at the right."""
    values = [as_number(cell) or 0.0 for cell in sheet.column("value")]
    lows, highs = ([as_number(cell) for cell in sheet.column(end)] for end in ("low", "high"))
    ends = [end for end in (*values, *lows, *highs) if end is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends]) or 1.0
    names = [str(cell or "") for cell in sheet.column("label")]
    left = 0.0 if look.is_narrow else min(max(breadth(name, 13) for name in names) + 16, _NAMES)
    step = _TALL + 23 if look.is_narrow else _TALL + 11
    right = look.width - 62.0
    parts = []

    def x(value: float) -> float:
        return left + (right - left) * (value - low) / ((high - low) or 1.0)

    for place, (label, value) in enumerate(zip(names, values, strict=True)):
        y = step * place + (19.0 if look.is_narrow else 4.0)
        parts.append(_label(label, y, left=left, look=look))
        shown = f"{label}: {said(value, sheet.measure)}"
        series = 1 if value < 0 else 0
        bar = {"x": min(x(0.0), x(value)), "y": y, "width": max(abs(x(value) - x(0.0)), 1.0), "height": _TALL}
        parts.append(svg.element("rect", svg.told(shown), **bar, fill=look.series(series), class_=f"ch-f{series}"))
        if lows[place] is not None and highs[place] is not None:
            whisker = svg.line([(x(lows[place] or 0.0), y + _TALL / 2), (x(highs[place] or 0.0), y + _TALL / 2)])
            drawn = {"stroke": look.ink("ink"), "stroke_width": 1.5, "fill": "none", "class_": "ch-whisker"}
            parts.append(svg.element("path", d=whisker, **drawn))
        told = {"anchor": "end", "font_size": SMALL, "fill": look.ink("ink"), "class_": "ch-ink"}
        parts.append(svg.text(said(value, sheet.measure), look.width - 2.0, y + 11.5, **told))
    foot = step * len(values) + 4
    if look.is_narrow and low >= 0:
        return "".join(parts), foot + 6
    zero = svg.line([(x(0.0), 0.0), (x(0.0), foot)])
    parts.append(svg.element("path", d=zero, stroke=look.ink("soft"), fill="none", class_="ch-axis"))
    return "".join(parts), foot + 6


def _label(name: str, y: float, *, left: float, look: Look) -> str:
    told = {"font_size": 13, "fill": look.ink("ink"), "class_": "ch-ink"}
    if look.is_narrow:
        return svg.text(shortened(name, size=13, room=look.width - 8), 0.0, y - 5, **told)
    return svg.text(shortened(name, size=13, room=left - 12), left - 10, y + 11.5, anchor="end", **told)
