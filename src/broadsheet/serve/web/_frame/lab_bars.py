"""A comparison of models for its page: its figures in words, and the ones that decide as bars with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.app.lab.comparing import Comparison, Row, direction
from broadsheet.app.lab.report_figures import cell_said, margin_said
from broadsheet.app.lab.report_words import figure_name
from broadsheet.media import Cell, Sheet
from broadsheet.serve.web._frame.charts import Shown, drawn
from broadsheet.serve.web._frame.strings import say

# Drawings on one page: those of the first decisive figures; all stand in the table.
MOST = 6
_NOT_DRAWN = ("seconds", "joules")


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of the table: its name, a cell for each model, who is best (or None) and by how much."""

    name: str
    cells: Sequence[str]
    best: int | None
    margin: str


def rows(found: Comparison, language: str) -> list[RowShown]:
    """The table."""
    return [
        RowShown(
            figure_name(language, row.figure),
            [cell_said(row, place, language) for place in range(len(found.names))],
            row.best,
            margin_said(row, language),
        )
        for row in found.rows
    ]


def bars(found: Comparison, language: str) -> list[Shown]:
    """A drawing for each figure in which one model can be better than another, where two of them have it.

    None of models that were measured on different texts: the longer bar would say nothing.
    """
    if not found.same_text:
        return []
    decisive = [row for row in found.rows if _decides(row)]
    return [_drawn(row, found.names, language, number) for number, row in enumerate(decisive[:MOST])]


def _decides(row: Row) -> bool:
    there = [value for value in row.values if value is not None]
    is_measure = "." in row.figure and not row.figure.startswith("bytes.") and row.figure not in _NOT_DRAWN
    return is_measure and len(there) > 1 and direction(row.figure) != 0


def _drawn(row: Row, names: Sequence[str], language: str, number: int) -> Shown:
    ends = row.intervals or (None,) * len(names)
    told: list[tuple[Cell, ...]] = [
        (f"lab:{name}", value, *(end or (None, None)))
        for name, value, end in zip(names, row.values, ends, strict=True)
        if value is not None
    ]
    way = say(language, "lab.less_is_better" if direction(row.figure) < 0 else "lab.more_is_better")
    sheet = Sheet(
        title=figure_name(language, row.figure),
        note=f"{way}{say(language, 'lab.with_intervals') if any(ends) else ''}",
        columns=("label", "value", "low", "high"),
        rows=tuple(told),
        heads=tuple(say(language, f"lab.{head}") for head in ("model", "value", "low", "high")),
        language=language,
        measure="real",
    )
    return drawn(f"compared-{number}", sheet, chart="bars", links={})
