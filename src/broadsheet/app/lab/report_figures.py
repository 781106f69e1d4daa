"""A figure by its name as people write it: 1.37 M parameters, 14.2 MB, 5 min, 1.3 kJ, 2.926."""

from broadsheet.app.lab.comparing import Row
from broadsheet.app.lab.report_values import duration, said, size

_LARGE = ((1e12, "T"), (1e9, "G"), (1e6, "M"))


def figure_said(figure: str, value: float | None, language: str) -> str:
    """The value of `figure` (`parameters`, `bytes.model.gguf`, `likelihood.bits_per_byte`), a dash for none."""
    if value is None:
        return "–"
    parts = figure.split(".")
    if parts[0] == "bytes":
        return size(value)
    if parts[-1] == "seconds":
        return duration(value, language)
    if parts[-1] == "joules":
        return f"{value / 1000:.3g} kJ" if value >= 1000 else f"{value:.3g} J"
    return large(value)


def large(value: float) -> str:
    """A count in millions where it has them, another number to four digits."""
    for step, unit in _LARGE:
        if value >= step:
            return f"{value / step:.3g} {unit}"
    return said(value)


def cell_said(row: Row, place: int, language: str) -> str:
    """A model's value in its row, with its interval where it has one, and by how much it is ahead where it is."""
    words = figure_said(row.figure, row.values[place], language)
    if row.intervals and (ends := row.intervals[place]) and row.values[place] is not None:
        words += f" ({said(ends[0])}–{said(ends[1])})"
    return words


def margin_said(row: Row, language: str) -> str:
    """By how much the best of a row is ahead; empty where none is."""
    return figure_said(row.figure, row.margin, language) if row.best is not None else ""
