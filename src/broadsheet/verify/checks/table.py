"""Every figure in a table of the draft against the cell of the evidence that has the same heads."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.inside import inside
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.texts.tabular import Cell, tables_of
from broadsheet.verify.values import Quantity, compare


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """An error for each cell whose figure the evidence's cell of that row and column has otherwise.

    Rows and columns may stand in another order, or the other way about. Where the evidence has no such cell the other
    checks judge the figure as they do in prose.
    """
    mine = tables_of(draft)
    if not mine:
        return
    theirs: dict[frozenset[str], list[tuple[Reading, Cell]]] = {}
    for reading in record.readings:
        for cell in tables_of(reading):
            theirs.setdefault(frozenset((cell.row, cell.column)), []).append((reading, cell))
    for cell in mine:
        given = [(r, c, q) for r, c in theirs.get(frozenset((cell.row, cell.column)), ()) for q in _figures(r, c)]
        for figure in _figures(draft, cell):
            if given and all(compare(figure, q) == "different" for _, _, q in given):
                reading, other, _ = given[0]
                yield finding(draft, figure, "table.cell", found=reading.text[other.start : other.end])


def _figures(reading: Reading, cell: Cell) -> list[Quantity]:
    return [q for q in inside(reading.quantities, cell) if q.digits]
