"""Models of the lab side by side at the command line: numbers as people write them, the best of each row marked."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app.lab.comparing import Comparison, Row


def compared(out: "Console", found: "Comparison") -> None:
    """The table; figures stand on the right, `*` marks the best, and the last column says by how much."""
    from rich import box
    from rich.table import Table

    from broadsheet.app.lab.report_figures import margin_said
    from broadsheet.app.lab.report_words import figure_name

    if not found.same_text:
        out.print("These models were measured on different texts: only sizes and costs are compared.", style="yellow")
    table = Table("", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in found.names:
        table.add_column(name, justify="right")
    table.add_column("best by", justify="right")
    for row in found.rows:
        cells = (_cell(row, place) for place in range(len(found.names)))
        table.add_row(figure_name("en", row.figure), *cells, margin_said(row, "en"))
    out.print(table)


def _cell(row: "Row", place: int) -> str:
    from broadsheet.app.lab.report_figures import cell_said

    return cell_said(row, place, "en") + (" *" if row.best == place else "  ")
