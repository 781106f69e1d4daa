"""A sheet: the table that a chart is drawn from, that its CSV says, and that is read where no picture is seen."""

from dataclasses import dataclass
from datetime import datetime

Cell = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under `columns`, whose names are what a chart looks for (`start`, `value`, `low`, `high`, ...).

    `title` says what is shown and `note` how it was counted; `heads` are the columns' names in the sheet's `language`.
    `unit` is what one bin of time is (hour, day, week, month, year); `measure` is what values are: `count`, `share`
    (0 to 1), `score` (-1 to 1), `change` (of the odds, as a logarithm) or `real` (any number, three digits of it).
    `empty` is what is said when there is nothing to draw, where it is not that the window is empty.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: tuple[str, ...] = ()
    note: str = ""
    language: str = "en"
    unit: str = "day"
    measure: str = "count"
    empty: str = ""

    def column(self, name: str) -> list[Cell]:
        """The cells under `name`; None for each row where there is no such column."""
        if name not in self.columns:
            return [None] * len(self.rows)
        place = self.columns.index(name)
        return [row[place] for row in self.rows]
