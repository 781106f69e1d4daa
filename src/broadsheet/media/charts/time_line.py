"""A line over time for each series, with the band of its interval where the sheet has `low` and `high`."""

from collections.abc import Iterable, Iterator, Sequence

from broadsheet.media import svg
from broadsheet.media.axes import (
    Ground,
    as_number,
    by_series,
    legend,
    starts_of,
    time_labels,
    value_lines,
)
from broadsheet.media.look import Look
from broadsheet.media.scales import rounds, said, time_said
from broadsheet.media.sheet import Cell, Sheet

COLUMNS = ("series", "start", "value")
Mark = tuple[int, float, float | None, float | None]


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """Lines break where a value is missing; a value between two gaps is a dot."""
    series = by_series(sheet)
    parts, top = legend(list(series), look=look) if len(series) > 1 else ([], 4.0)
    starts = starts_of(sheet)
    height = 190.0 if look.is_narrow else 240.0
    ground = Ground(44.0, look.width - 6.0, top + 8, top + height)
    marks = {name: _marks(sheet, rows) for name, rows in series.items()}
    values = _spanned(sheet, marks.values())
    parts += value_lines(ground, values, look=look, measure=sheet.measure)
    parts += time_labels(ground, starts, look=look, sheet=sheet)
    for place, (name, told) in enumerate(marks.items()):
        at = [(ground.x(i, len(starts)), ground.y(v, values[0], values[-1])) for i, v, _, _ in told]
        parts += _band(told, ground, n=len(starts), values=values, look=look, place=place)
        if len(marks) == 1 and sheet.measure == "count":
            parts += _area(told, at, ground, look=look)
        parts += _line(told, at, look=look, place=place)
        parts += _pointed(name, told, at, sheet=sheet)
    return "".join(parts), ground.bottom + 26


def _marks(sheet: Sheet, rows: Sequence[tuple[Cell, ...]]) -> list[Mark]:
    """(bin, value, low, high) of the rows that have a value, in order."""
    starts = {start: place for place, start in enumerate(starts_of(sheet))}
    at = {name: sheet.columns.index(name) for name in sheet.columns}
    found = []
    for row in rows:
        value, start = as_number(row[at["value"]]), row[at["start"]]
        if value is not None and start in starts:
            low, high = (as_number(row[at[end]]) if end in at else None for end in ("low", "high"))
            found.append((starts[start], value, low, high))  # type: ignore[index]
    return sorted(found)


def _spanned(sheet: Sheet, marks: Iterable[list[Mark]]) -> list[float]:
    """Round values that hold every value and interval, and zero."""
    told = [m for one in marks for m in one]
    ends = [end for _, value, low, high in told for end in (value, low, high) if end is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    least = 1.0 if sheet.measure == "count" else 0.0
    return rounds(low, high if high > low else low + (least or 0.1), least=least)


def _runs(told: Sequence[Mark]) -> Iterator[range]:
    """The stretches of marks whose bins follow each other."""
    first = 0
    for i in range(1, len(told) + 1):
        if i == len(told) or told[i][0] != told[i - 1][0] + 1:
            yield range(first, i)
            first = i


def _band(
    told: Sequence[Mark], ground: Ground, *, n: int, values: list[float], look: Look, place: int
) -> Iterator[str]:
    for run in _runs(told):
        kept = [told[i] for i in run if told[i][2] is not None and told[i][3] is not None]
        if len(kept) < 2:
            for i, _, low, high in kept:
                x, ends = ground.x(i, n), [ground.y(end or 0.0, values[0], values[-1]) for end in (low, high)]
                d = svg.line([(x, ends[0]), (x, ends[1])])
                yield svg.element("path", d=d, stroke=look.series(place), class_=f"ch-s{place % 8}", fill="none")
            continue
        upper = [(ground.x(i, n), ground.y(high or 0.0, values[0], values[-1])) for i, _, _, high in kept]
        lower = [(ground.x(i, n), ground.y(low or 0.0, values[0], values[-1])) for i, _, low, _ in kept]
        d = svg.line([*upper, *reversed(lower)]) + "Z"
        yield svg.element("path", d=d, fill=look.series(place), fill_opacity=0.18, class_=f"ch-f{place % 8}")


def _area(told: Sequence[Mark], at: Sequence[svg.Point], ground: Ground, *, look: Look) -> Iterator[str]:
    for run in _runs(told):
        points = [at[i] for i in run]
        foot = [(points[-1][0], ground.bottom), (points[0][0], ground.bottom)]
        yield svg.element(
            "path", d=svg.line([*points, *foot]) + "Z", fill=look.series(0), fill_opacity=0.14, class_="ch-f0"
        )


def _line(told: Sequence[Mark], at: Sequence[svg.Point], *, look: Look, place: int) -> Iterator[str]:
    colour, kind = look.series(place), place % 8
    for run in _runs(told):
        points = [at[i] for i in run]
        if len(points) == 1:
            x, y = points[0]
            yield svg.element("circle", cx=x, cy=y, r=3, fill=colour, class_=f"ch-f{kind}")
        else:
            drawn = {"stroke": colour, "stroke_width": 2, "stroke_linejoin": "round", "fill": "none"}
            yield svg.element("path", d=svg.line(points), class_=f"ch-s{kind}", **drawn)


def _pointed(name: str, told: Sequence[Mark], at: Sequence[svg.Point], *, sheet: Sheet) -> Iterator[str]:
    """What is under the pointer: nothing is seen, but each value can be read."""
    starts = starts_of(sheet)
    for (i, value, low, high), (x, y) in zip(told, at, strict=True):
        words = f"{name} · " if name else ""
        words += f"{time_said(starts[i], sheet.unit, sheet.language)}: {said(value, sheet.measure)}"
        if low is not None and high is not None:
            words += f" ({said(low, sheet.measure)} – {said(high, sheet.measure)})"
        yield svg.element("circle", svg.told(words), cx=x, cy=y, r=7, fill="#000", fill_opacity=0, class_="ch-hit")
