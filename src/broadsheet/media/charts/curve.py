"""A line over a number for each series, with the band or whiskers of its interval, and a line of what it should be.

A sheet's `should` column, where it has one, is drawn as a dashed line: the diagonal of a calibration, an even share.
"""

from collections.abc import Iterator

from broadsheet.media import svg
from broadsheet.media.axes import SMALL, Ground, as_number, by_series, legend, value_lines
from broadsheet.media.look import Look, breadth
from broadsheet.media.scales import rounds, said
from broadsheet.media.sheet import Sheet

COLUMNS = ("series", "x", "value")
Mark = tuple[float, float, float | None, float | None, float | None]


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """Points joined in the order of their x; both axes begin at 0 or at the least value below it."""
    series = {name: _marks(sheet, name) for name in by_series(sheet)}
    parts, top = legend(list(series), look=look) if len(series) > 1 else ([], 4.0)
    told = [mark for marks in series.values() for mark in marks]
    across = _spanned([mark[0] for mark in told], least=1.0 if _is_counted(sheet) else 0.0)
    up = _spanned([end for mark in told for end in mark[1:] if end is not None])
    height = 190.0 if look.is_narrow else 240.0
    ground = Ground(48.0, look.width - 10.0, top + 8, top + height)
    parts += value_lines(ground, up, look=look, measure=sheet.measure)
    parts += _below(ground, across, sheet=sheet, look=look)
    for place, (name, marks) in enumerate(series.items()):
        at = [_at(ground, mark[0], mark[1], across=across, up=up) for mark in marks]
        parts += _should(marks, ground, across=across, up=up, look=look)
        for mark, (x, y) in zip(marks, at, strict=True):
            parts += _whisker(mark, x, ground, up=up, look=look, place=place)
            parts.append(_point(_told(name, mark, sheet=sheet), x, y, look=look, place=place))
        drawn = {"stroke": look.series(place), "stroke_width": 2, "stroke_linejoin": "round", "fill": "none"}
        if len(at) > 1:
            parts.append(svg.element("path", d=svg.line(at), class_=f"ch-s{place % 8}", **drawn))
    return "".join(parts), ground.bottom + 26


def _is_counted(sheet: Sheet) -> bool:
    return all(isinstance(cell, int) for cell in sheet.column("x"))


def _marks(sheet: Sheet, name: str) -> list[Mark]:
    """(x, value, low, high, should) of the rows of a series that have both numbers, by x."""
    names = ("series", "x", "value", "low", "high", "should")
    rows = zip(*(sheet.column(column) for column in names), strict=True)
    found = []
    for of, *cells in rows:
        x, value, low, high, should = (as_number(cell) for cell in cells)
        if str(of or "") == name and x is not None and value is not None:
            found.append((x, value, low, high, should))
    return sorted(found, key=lambda mark: mark[0])


def _spanned(values: list[float], *, least: float = 0.0) -> list[float]:
    low, high = min([0.0, *values]), max([0.0, *values])
    return rounds(low, high if high > low else low + (least or 0.1), least=least)


def _at(ground: Ground, x: float, value: float, *, across: list[float], up: list[float]) -> svg.Point:
    wide = (ground.right - ground.left) * (x - across[0]) / ((across[-1] - across[0]) or 1.0)
    return ground.left + wide, ground.y(value, up[0], up[-1])


def _below(ground: Ground, across: list[float], *, sheet: Sheet, look: Look) -> Iterator[str]:
    """The numbers below."""
    measure = "count" if _is_counted(sheet) else sheet.measure
    for value in across:
        x, _ = _at(ground, value, 0.0, across=across, up=[0.0, 1.0])
        words = said(value, measure)
        half = breadth(words, SMALL) / 2
        told = {"anchor": "middle", "class_": "ch-soft", "fill": look.ink("soft"), "font_size": SMALL}
        yield svg.text(words, min(x, look.width - half - 1), ground.bottom + 18, **told)


def _should(marks: list[Mark], ground: Ground, *, across: list[float], up: list[float], look: Look) -> Iterator[str]:
    points = [_at(ground, x, should, across=across, up=up) for x, *_, should in marks if should is not None]
    if len(points) > 1:
        drawn = {"stroke": look.ink("soft"), "stroke_dasharray": "4 4", "fill": "none", "class_": "ch-axis"}
        yield svg.element("path", d=svg.line(points), **drawn)


def _whisker(mark: Mark, x: float, ground: Ground, *, up: list[float], look: Look, place: int) -> Iterator[str]:
    _, _, low, high, _ = mark
    if low is not None and high is not None:
        d = svg.line([(x, ground.y(low, up[0], up[-1])), (x, ground.y(high, up[0], up[-1]))])
        drawn = {"stroke": look.series(place), "stroke_opacity": 0.45, "stroke_width": 3, "fill": "none"}
        yield svg.element("path", d=d, class_=f"ch-s{place % 8}", **drawn)


def _told(name: str, mark: Mark, *, sheet: Sheet) -> str:
    at, value, low, high, _ = mark
    words = f"{name} · " if name else ""
    words += f"{said(at, 'count' if _is_counted(sheet) else sheet.measure)}: {said(value, sheet.measure)}"
    if low is not None and high is not None:
        words += f" ({said(low, sheet.measure)} – {said(high, sheet.measure)})"
    return words


def _point(words: str, x: float, y: float, *, look: Look, place: int) -> str:
    return svg.element("circle", svg.told(words), cx=x, cy=y, r=3, fill=look.series(place), class_=f"ch-f{place % 8}")
