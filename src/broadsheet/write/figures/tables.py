"""A table read as figures: its columns with types and units, what is missing, what is text where numbers should be."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from broadsheet.core import InvalidInputError
from broadsheet.write.figures.amounts import CURRENCIES, Amount, read_amount

_SEPARATORS = ",\t;|"
# Cells that are read: a hundred thousand rows of five columns take seconds, and nobody waits longer for a paragraph.
MOST_CELLS = 500_000
_MOST_COLUMNS = 200
# The share of a column's filled cells that must be amounts for the rest to be slips of the pen.
_NUMERIC = 0.7
_MISSING = frozenset({"", "-", "--", "—", "–", "n/a", "na", "null", "none", "nan", "..", "无", "缺", "暂无"})
_UNIT = re.compile(r"^(?P<name>.+?)\s*[(（\[【](?P<unit>[^)）\]】]{1,30})[)）\]】]$")
_PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,12})?")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d{2}")
# A unit in a heading that scales its column: (million yuan), 万元, 亿吨.
_SCALED = re.compile(r"(?P<scale>万亿|亿|百万|万|thousand|million|billion|trillion)\s*(?P<unit>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `cells` as they stand, `values` where it holds amounts (None for a missing or unreadable one).

    `unit` is one unit for all values; `mixed` are the units where they differ, and then nothing may be added.
    """

    name: str
    cells: tuple[str, ...]
    values: tuple[Decimal | None, ...] = ()
    unit: str = ""
    mixed: tuple[str, ...] = ()
    strange: int = 0

    @property
    def numeric(self) -> bool:
        """Whether it holds amounts."""
        return bool(self.values)

    @property
    def missing(self) -> int:
        """How many cells give nothing."""
        return sum(is_missing(c) for c in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns over the `read` rows looked at, of `rows` in all; `ragged` had too many or too few cells."""

    columns: tuple[Column, ...]
    read: int
    rows: int
    ragged: int = 0

    @property
    def bare(self) -> bool:
        """Whether a heading is a figure and no year: the first line may be no headings at all."""
        return any(_PLAIN.fullmatch(c.name) and not _YEAR.fullmatch(c.name) for c in self.columns)

    def column(self, *names: str) -> Column | None:
        """The first column of one of these names, in any case; None when there is none."""
        wanted = [n.casefold() for n in names]
        return next((c for c in self.columns if c.name.casefold() in wanted), None)


def is_table(text: str) -> bool:
    """Whether a text reads as a table: a first line of several headings, and a second of as many cells."""
    lines = [line for line in text.lstrip("\ufeff\n").split("\n", 3)[:3] if line.strip()]
    if len(lines) < 2 or len(lines[0]) > 2000:
        return False
    counts = [len(_cells(line, _separator(lines[0]))) for line in lines[:2]]
    return counts[0] > 1 and counts[0] == counts[1] and not lines[0].rstrip().endswith((".", "。"))


def read_table(text: str) -> Table:
    """The table in `text`, its first line the headings; cells are data, whatever they look like.

    Raises `InvalidInputError` when there are no headings, no rows, or only one column.
    """
    plain = text.lstrip("\ufeff").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    separator = _separator(plain.split("\n", 1)[0])
    rows = [r for r in csv.reader(StringIO(plain, newline=""), delimiter=separator) if any(c.strip() for c in r)]
    if len(rows) < 2 or len(rows[0]) < 2:
        raise InvalidInputError(
            "this is no table",
            found=f"{len(rows)} lines" if len(rows) < 2 else "one column",
            do="give headings in the first line, and at least two columns and one row, parted by commas or tabs",
        )
    names = _headings(rows[0][:_MOST_COLUMNS])
    body = rows[1:]
    kept = body[: max(1, MOST_CELLS // len(names))]
    ragged = sum(len(r) != len(rows[0]) for r in kept)
    filled = [[*(c.strip() for c in r), *[""] * len(names)][: len(names)] for r in kept]
    columns = tuple(read_column(n, [r[i] for r in filled]) for i, n in enumerate(names))
    return Table(columns, len(kept), len(body), ragged)


def is_missing(cell: str) -> bool:
    """Whether a cell gives nothing."""
    return cell.strip().casefold() in _MISSING


def read_column(heading: str, cells: Sequence[str]) -> Column:
    """A column under its heading; one whose filled cells are mostly amounts has values."""
    name, unit, factor = _heading_unit(heading)
    amounts = [None if is_missing(c) else _amount(c) for c in cells]
    filled = sum(not is_missing(c) for c in cells)
    known = [a for a in amounts if a is not None]
    if not known or len(known) < _NUMERIC * filled:
        return Column(name, tuple(cells))
    units = Counter(a.unit for a in known if a.unit)
    mixed = tuple(sorted(units)) if len(units) > 1 else ()
    values = tuple(a.value * factor if a is not None else None for a in amounts)
    return Column(name, tuple(cells), values, unit or next(iter(units), ""), mixed, filled - len(known))


def _amount(cell: str) -> Amount | None:
    if _PLAIN.fullmatch(cell):
        return Amount(Decimal(cell))
    try:
        return read_amount(cell, name="a cell")
    except InvalidInputError:
        return None


def _heading_unit(heading: str) -> tuple[str, str, Decimal]:
    """A heading without its unit, the unit, and what its values are multiplied by."""
    match = _UNIT.match(heading.strip())
    if match is None:
        return heading.strip(), "", Decimal(1)
    given = match["unit"].strip()
    scaled = _SCALED.fullmatch(given)
    amount = (
        read_amount(f"1 {given}", name=heading)
        if scaled or not any(c.isdigit() for c in given)
        else Amount(Decimal(1), given)
    )
    unit = amount.unit if amount.unit in CURRENCIES or scaled else given
    return match["name"].strip(), "%" if amount.unit == "%" else unit, amount.value


def _headings(cells: Sequence[str]) -> list[str]:
    """Headings, each different and none empty."""
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:60] or f"#{number}"
        names.append(f"{name} #{number}" if name in names else name)
    return names


def _separator(line: str) -> str:
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_SEPARATORS, key=bare.count)


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])
