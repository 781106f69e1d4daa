"""Two shares side by side for each label, before and after: what has none after is hatched, as it was cut."""

import hashlib

from broadsheet.media import svg
from broadsheet.media.axes import SMALL, as_number
from broadsheet.media.look import Look, breadth, shortened
from broadsheet.media.scales import said
from broadsheet.media.sheet import Sheet

COLUMNS = ("label", "value", "after")
_TALL = 9.0
_STEP = 27.0
_NAMES = 150.0  # the most that names take from the bars
_HEAD = 26.0
_NUMBERS = 104.0
_CUT = {"en": "cut", "zh": "截去"}


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """The label on the left, `value` over `after`, both numbers at the right; a legend on top."""
    names = [str(cell or "") for cell in sheet.column("label")]
    pairs = [
        (as_number(value) or 0.0, as_number(after))
        for value, after in zip(sheet.column("value"), sheet.column("after"), strict=True)
    ]
    most = max([max(before, after or 0.0) for before, after in pairs] or [0.0]) or 1.0
    left = min(max(breadth(name, 13) for name in names) + 16, _NAMES)
    room = look.width - _NUMBERS - left
    hatch = "h" + hashlib.blake2b(f"{look.width}{look.theme}{pairs}".encode(), digest_size=4).hexdigest()
    parts = [_pattern(hatch, look), _legend(sheet, look, hatch=hatch)]
    for place, (name, (before, after)) in enumerate(zip(names, pairs, strict=True)):
        y = _HEAD + _STEP * place + 4
        told = {"anchor": "end", "font_size": 13, "fill": look.ink("ink"), "class_": "ch-ink"}
        parts.append(svg.text(shortened(name, size=13, room=left - 12), left - 10, y + _TALL + 4.5, **told))
        parts.append(_bar(left, y, room * before / most, look=look, hatch="" if after else hatch))
        if after:
            parts.append(_bar(left, y + _TALL + 1, room * after / most, look=look, series=1))
        parts.append(_numbers(before, after, y=y, sheet=sheet, look=look))
    return "".join(parts), _HEAD + _STEP * len(names) + 6


def _bar(x: float, y: float, width: float, *, look: Look, series: int = 6, hatch: str = "") -> str:
    shape = {"x": x, "y": y, "width": max(width, 1.0), "height": _TALL}
    if hatch:
        return svg.element("rect", **shape, fill=f"url(#{hatch})", stroke=look.series(series), class_=f"ch-s{series}")
    return svg.element("rect", **shape, fill=look.series(series), class_=f"ch-f{series}")


def _numbers(before: float, after: float | None, *, y: float, sheet: Sheet, look: Look) -> str:
    """`46% → 61%`, or that it was cut."""
    then = said(after, sheet.measure) if after else _CUT[sheet.language]
    kind = "ink" if after else "soft"
    told = {"anchor": "end", "font_size": SMALL, "fill": look.ink(kind), "class_": f"ch-{kind}"}
    return svg.text(f"{said(before, sheet.measure)} → {then}", look.width - 2.0, y + _TALL + 4.5, **told)


def _pattern(name: str, look: Look) -> str:
    line = svg.element("path", d="M0 0V5", stroke=look.series(6), stroke_width=2, class_="ch-s6", fill="none")
    return svg.element(
        "pattern", line, id=name, width=5, height=5, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )


def _legend(sheet: Sheet, look: Look, *, hatch: str) -> str:
    """What the three looks of a bar mean, in the words of the sheet's heads."""
    heads = sheet.heads or COLUMNS
    parts, x = [], 0.0
    for label, series, pattern in ((heads[1], 6, ""), (heads[2], 1, ""), (_CUT[sheet.language], 6, hatch)):
        parts.append(_bar(x, 1.0, 12.0, look=look, series=series, hatch=pattern))
        parts.append(svg.text(label, x + 17, 10.0, font_size=SMALL, fill=look.ink("ink"), class_="ch-ink"))
        x += 17 + breadth(label, SMALL) + 18
    return "".join(parts)
