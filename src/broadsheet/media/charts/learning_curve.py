"""How a training goes, step by step: a line for each series over the steps, both axes named by the sheet's heads.

Unlike a `curve` the ground is fitted to what is drawn: a loss that falls from 7.6 to 6.2 is no flat line below an empty
sky. It begins at 0 only where the values come near it.
"""

from collections.abc import Iterator, Sequence

from broadsheet.media import svg
from broadsheet.media.axes import SMALL, Ground, as_number, by_series, legend, value_lines
from broadsheet.media.look import Look, breadth
from broadsheet.media.scales import rounds, said
from broadsheet.media.sheet import Sheet

COLUMNS = ("series", "x", "value")
Mark = tuple[float, float]
# Values of which the least is within this share of the greatest are drawn from 0.
_NEAR_ZERO = 0.35
# More points than this run into each other: only the line is drawn, and they show where a pointer meets them.
_DOTS = 24


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """A dot for each point of a short series, a line through all; each says its step and value to a pointer."""
    series = {name: _marks(sheet, name) for name in by_series(sheet)}
    parts, top = legend(list(series), look=look) if len(series) > 1 else ([], 2.0)
    marks = [mark for some in series.values() for mark in some]
    across, up = _fitted([x for x, _ in marks], least=1.0), _fitted([value for _, value in marks])
    height = 190.0 if look.is_narrow else 240.0
    room = max(breadth(said(value, sheet.measure), SMALL) for value in up) + 14
    ground = Ground(room, look.width - 10.0, top + 26, top + height)
    parts += _named(ground, sheet, look=look, top=top + 12)
    parts += value_lines(ground, up, look=look, measure=sheet.measure)
    parts += _steps(ground, across, look=look)
    for place, (name, some) in enumerate(series.items()):
        at = [(_at(ground, step, across), ground.y(value, up[0], up[-1])) for step, value in some]
        parts += _line(at, look=look, place=place)
        parts += _points(at, [_told(name, mark, sheet=sheet) for mark in some], look=look, place=place)
    return "".join(parts), ground.bottom + 42


def _marks(sheet: Sheet, name: str) -> list[Mark]:
    """(step, value) of the rows of a series that have both numbers, by step."""
    columns = (sheet.column(column) for column in ("series", "x", "value"))
    rows = ((str(of or ""), as_number(x), as_number(value)) for of, x, value in zip(*columns, strict=True))
    return sorted((x, value) for of, x, value in rows if of == name and x is not None and value is not None)


def _fitted(values: Sequence[float], *, least: float = 0.0) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    if 0 <= low <= high * _NEAR_ZERO:
        low = 0.0
    return rounds(low, high if high > low else low + (least or abs(low) * 0.1 or 0.1), least=least)


def _named(ground: Ground, sheet: Sheet, *, look: Look, top: float) -> Iterator[str]:
    """What the axes count."""
    told = {"class_": "ch-soft", "fill": look.ink("soft"), "font_size": SMALL}
    _, x, y = sheet.heads if len(sheet.heads) == 3 else ("", "", "")
    yield svg.text(y, 0.0, top, **told)
    yield svg.text(x, ground.right, ground.bottom + 36, anchor="end", **told)


def _steps(ground: Ground, across: Sequence[float], *, look: Look) -> Iterator[str]:
    """The numbers below."""
    for value in across:
        words, x = said(value, "count"), _at(ground, value, across)
        half = breadth(words, SMALL) / 2
        told = {"anchor": "middle", "class_": "ch-soft", "fill": look.ink("soft"), "font_size": SMALL}
        yield svg.text(words, min(x, look.width - half - 1), ground.bottom + 18, **told)


def _line(at: Sequence[svg.Point], *, look: Look, place: int) -> Iterator[str]:
    if len(at) > 1:
        drawn = {"stroke": look.series(place), "stroke_width": 2, "stroke_linejoin": "round", "fill": "none"}
        yield svg.element("path", d=svg.line(at), class_=f"ch-s{place % 8}", **drawn)


def _points(at: Sequence[svg.Point], words: Sequence[str], *, look: Look, place: int) -> Iterator[str]:
    dot = {"fill": look.series(place), "class_": f"ch-f{place % 8}", "r": 3.0}
    hit = {"fill": look.ink("ink"), "fill_opacity": 0, "class_": "ch-hit", "r": 5.0}
    for (x, y), said_of in zip(at, words, strict=True):
        yield svg.element("circle", svg.told(said_of), cx=x, cy=y, **(dot if len(at) <= _DOTS else hit))


def _told(name: str, mark: Mark, *, sheet: Sheet) -> str:
    step, value = mark
    return f"{name} · " * bool(name) + f"{said(step, 'count')}: {said(value, sheet.measure)}"


def _at(ground: Ground, step: float, across: Sequence[float]) -> float:
    return ground.left + (ground.right - ground.left) * (step - across[0]) / ((across[-1] - across[0]) or 1.0)
