"""A row of squares for each subject, a column for each bin: the darker the more."""

from datetime import datetime

from broadsheet.media import svg
from broadsheet.media.axes import SMALL, Ground, as_number, by_series, peaks, starts_of, time_labels
from broadsheet.media.look import Look, breadth, shortened
from broadsheet.media.scales import said, time_said
from broadsheet.media.sheet import Sheet

COLUMNS = ("row", "start", "value")
_TALL = 20.0
_STEPS = 5
_NAMES = 250.0  # the most that names take from the squares


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """Names stand on the left, or over their row on a telephone; the ink goes with the root: few is seen too."""
    rows, starts = by_series(sheet, key="row"), starts_of(sheet)
    most = peaks([as_number(cell) for cell in sheet.column("value")]) or 1.0
    left = 0.0 if look.is_narrow else min(max((breadth(n, 13) for n in rows), default=0.0) + 14, _NAMES)
    step = _TALL + 19 if look.is_narrow else _TALL + 2
    key, top = _key(most, sheet=sheet, look=look)
    ground = Ground(left, look.width - 40.0, top, top + step * len(rows))
    parts = [key]
    wide = (ground.right - ground.left) / max(len(starts), 1)
    when, what = sheet.columns.index("start"), sheet.columns.index("value")
    for place, (name, cells) in enumerate(rows.items()):
        y = ground.top + step * place + (17 if look.is_narrow else 0)
        parts.append(_name(name, y, ground, look=look))
        total = 0.0
        for row in cells:
            value, start = as_number(row[what]) or 0.0, row[when]
            if not value or not isinstance(start, datetime):
                continue
            total += value
            words = f"{name} · {time_said(start, sheet.unit, sheet.language)}: {said(value, sheet.measure)}"
            x = ground.left + wide * starts.index(start)
            parts.append(_square(x, y, max(wide - 1, 1.0), share=value / most, words=words, look=look))
        sum_told = {"anchor": "end", "font_size": SMALL, "fill": look.ink("soft"), "class_": "ch-soft"}
        parts.append(svg.text(said(total, sheet.measure), look.width - 2.0, y + 14.5, **sum_told))
    parts += time_labels(ground, starts, look=look, sheet=sheet)
    return "".join(parts), ground.bottom + 26


def _square(x: float, y: float, wide: float, *, share: float, words: str, look: Look) -> str:
    shade = round(0.08 + 0.92 * share**0.5, 2)
    inked = {"fill": look.series(0), "fill_opacity": shade, "class_": "ch-f0"}
    return svg.element("rect", svg.told(words), x=x, y=y, width=wide, height=_TALL, **inked)


def _name(name: str, y: float, ground: Ground, *, look: Look) -> str:
    told = {"font_size": 13, "fill": look.ink("ink"), "class_": "ch-ink"}
    if look.is_narrow:
        return svg.text(shortened(name, size=13, room=look.width - 8), 0.0, y - 4, **told)
    return svg.text(shortened(name, size=13, room=ground.left - 12), ground.left - 10, y + 14.5, anchor="end", **told)


def _key(most: float, *, sheet: Sheet, look: Look) -> tuple[str, float]:
    """What the inks mean: some steps from one to the most."""
    parts, x = [], 0.0
    values = sorted({max(round(most * (i / (_STEPS - 1)) ** 2), 1) for i in range(_STEPS)})
    for value in values:
        parts.append(_square(x, 2.0, 20.0, share=value / most, words="", look=look))
        label = said(float(value), sheet.measure)
        parts.append(svg.text(label, x + 25, 16.0, font_size=SMALL, fill=look.ink("soft"), class_="ch-soft"))
        x += 36 + 7.5 * len(label)
    return svg.group(parts), 38.0
