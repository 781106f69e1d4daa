"""Series stacked over time about a middle line: a stream whose breadth is the count, and each current one series.

The middle line as in ThemeRiver (Havre and others, 2002): half of all on either side.
"""

from collections.abc import Mapping, Sequence

from broadsheet.media import svg
from broadsheet.media.axes import SMALL, Ground, as_number, by_series, legend, starts_of, time_labels
from broadsheet.media.look import Look, breadth
from broadsheet.media.scales import said
from broadsheet.media.sheet import Cell, Sheet

COLUMNS = ("series", "start", "value")
_LINE = 17.0  # units a line of a name needs


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """The first series lies on top; the name stands in a current where it is broad enough."""
    series, starts = by_series(sheet), starts_of(sheet)
    parts, top = legend(list(series), look=look)
    height = 200.0 if look.is_narrow else 260.0
    ground = Ground(4.0, look.width - 4.0, top + 8, top + height)
    counts = _counts(sheet, series, n=len(starts))
    tallest = max((sum(column) for column in zip(*counts, strict=True)), default=0.0) or 1.0
    edges = _edges(counts, ground, scale=(ground.bottom - ground.top) / tallest)
    for place, name in enumerate(series):
        upper, lower = edges[place], edges[place + 1]
        under = svg.smooth(lower[::-1])
        d = svg.smooth(upper) + "L" + under.removeprefix("M") + "Z"
        total = said(sum(counts[place]), sheet.measure)
        current = {"fill": look.series(place), "class_": f"ch-f{place % 8} ch-current", "stroke": look.ink("paper")}
        parts.append(svg.element("path", svg.told(f"{name}: {total}"), d=d, stroke_width=0.7, **current))
    parts += [_named(name, edges[i], edges[i + 1], look=look) for i, name in enumerate(series)]
    parts += time_labels(ground, starts, look=look, sheet=sheet)
    return "".join(parts), ground.bottom + 26


def _counts(sheet: Sheet, series: Mapping[str, list[tuple[Cell, ...]]], *, n: int) -> list[list[float]]:
    at = {start: place for place, start in enumerate(starts_of(sheet))}
    when, what = sheet.columns.index("start"), sheet.columns.index("value")
    counts = []
    for rows in series.values():
        column = [0.0] * n
        for row in rows:
            column[at[row[when]]] += as_number(row[what]) or 0.0  # type: ignore[index]
        counts.append(column)
    return counts


def _edges(counts: Sequence[Sequence[float]], ground: Ground, *, scale: float) -> list[list[svg.Point]]:
    """The lines between the currents, from the upper bank to the lower."""
    n, middle = len(counts[0]) if counts else 0, (ground.top + ground.bottom) / 2
    levels = [middle - scale * sum(column[i] for column in counts) / 2 for i in range(n)]
    edges = [[(ground.x(i, n), levels[i]) for i in range(n)]]
    for column in counts:
        levels = [level + scale * value for level, value in zip(levels, column, strict=True)]
        edges.append([(ground.x(i, n), levels[i]) for i in range(n)])
    return edges


def _named(name: str, upper: Sequence[svg.Point], lower: Sequence[svg.Point], *, look: Look) -> str:
    """The name where the current holds it with most room; nowhere where it does not fit."""
    half = breadth(name, SMALL) / 2 + 4
    best, at = _LINE, None
    for x, _ in upper:
        spot = [i for i in range(len(upper)) if abs(upper[i][0] - x) <= half]
        top, foot = max(upper[i][1] for i in spot), min(lower[i][1] for i in spot)
        if foot - top > best and upper[0][0] + half < x < upper[-1][0] - half:
            best, at = foot - top, (x, (top + foot) / 2 + 4)
    if at is None:
        return ""
    return svg.text(
        name, *at, anchor="middle", font_size=SMALL, font_weight=600, fill=look.ink("paper"), class_="ch-on"
    )
