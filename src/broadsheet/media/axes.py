"""What charts over time have in common: the ground with its lines and labels, the legend, bins from rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadsheet.media import svg
from broadsheet.media.look import Look, breadth, shortened
from broadsheet.media.scales import marks, said
from broadsheet.media.sheet import Cell, Sheet

SMALL = 12.0
_ROW = 20.0


@dataclass(frozen=True, slots=True)
class Ground:
    """Where values are drawn: `left` to `right`, `top` to `bottom`, in units."""

    left: float
    right: float
    top: float
    bottom: float

    def x(self, place: float, n: int) -> float:
        """The middle of bin `place` of `n`."""
        return self.left + (self.right - self.left) * (place + 0.5) / max(n, 1)

    def y(self, value: float, low: float, high: float) -> float:
        """The height of `value` where the ground spans `low` to `high`."""
        return self.bottom - (self.bottom - self.top) * (value - low) / ((high - low) or 1.0)


def starts_of(sheet: Sheet) -> list[datetime]:
    """The distinct beginnings of bins, in order."""
    return sorted({cell for cell in sheet.column("start") if isinstance(cell, datetime)})


def by_series(sheet: Sheet, *, key: str = "series") -> Mapping[str, list[tuple[Cell, ...]]]:
    """The rows of each series, in the order they first come."""
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for name, row in zip(sheet.column(key), sheet.rows, strict=True):
        found.setdefault(str(name or ""), []).append(row)
    return found


def as_number(cell: Cell) -> float | None:
    """The cell where it is a number."""
    return float(cell) if isinstance(cell, int | float) else None


def value_lines(ground: Ground, values: Sequence[float], *, look: Look, measure: str) -> list[str]:
    """A hair line for each round value with its label on the left; the one at zero is stronger."""
    parts = []
    for value in values:
        y = ground.y(value, values[0], values[-1])
        kind = "axis" if value == 0 else "grid"
        colour = look.ink("soft" if value == 0 else "hair")
        ends = svg.line([(ground.left, y), (ground.right, y)])
        parts.append(svg.element("path", d=ends, class_=f"ch-{kind}", stroke=colour, fill="none"))
        label = {"anchor": "end", "class_": "ch-soft", "fill": look.ink("soft"), "font_size": SMALL}
        parts.append(svg.text(said(value, measure), ground.left - 7, y + 4, **label))
    return parts


def time_labels(ground: Ground, starts: Sequence[datetime], *, look: Look, sheet: Sheet) -> list[str]:
    """The times below, with a tick each, as many as there is room for."""
    most = int((ground.right - ground.left) // 76)
    parts = []
    for place, label in marks(starts, unit=sheet.unit, language=sheet.language, most=most):
        x = ground.x(place, len(starts))
        tick = svg.line([(x, ground.bottom), (x, ground.bottom + 4)])
        parts.append(svg.element("path", d=tick, class_="ch-grid", stroke=look.ink("soft"), fill="none"))
        half = breadth(label, SMALL) / 2
        at = min(max(x, ground.left - 30 + half), look.width - half - 1)
        told = {"anchor": "middle", "class_": "ch-soft", "fill": look.ink("soft"), "font_size": SMALL}
        parts.append(svg.text(label, at, ground.bottom + 18, **told))
    return parts


def legend(names: Sequence[str], *, look: Look) -> tuple[list[str], float]:
    """A swatch and a name for each series in rows as wide as the chart; the elements and their height."""
    parts, x, y = [], 0.0, 12.0
    for place, name in enumerate(names):
        shown = shortened(name, size=13, room=look.width - 20)
        wide = 18 + breadth(shown, 13) + 18
        if x and x + wide > look.width + 18:
            x, y = 0.0, y + _ROW
        colour = look.series(place)
        parts.append(
            svg.element("rect", x=x, y=y - 9.0, width=11, height=11, rx=2, fill=colour, class_=f"ch-f{place % 8}")
        )
        parts.append(svg.text(shown, x + 17, y + 1, font_size=13, class_="ch-ink", fill=look.ink("ink")))
        x += wide
    return parts, y + 12


def peaks(values: Sequence[float | None]) -> float:
    """The greatest of the values there are; 0 of none."""
    return max((value for value in values if value is not None), default=0.0)
