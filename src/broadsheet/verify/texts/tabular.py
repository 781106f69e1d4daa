"""The tables in a text, Markdown, tabs or commas: every cell with the head of its row and of its column."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.verify.reading import Reading
from broadsheet.verify.values.quotations import fold

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
# Fewer rows (with the heads) or columns are a line with a mark in it.
_ROWS, _COLUMNS = 2, 2
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is no head, with its place in the text; `row` and `column` are its heads, folded."""

    start: int
    end: int
    row: str
    column: str


def tables_of(reading: Reading) -> tuple[Cell, ...]:
    """The cells of every table of a text, in order."""
    return tuple(cell for block in _blocks(reading.plain) for cell in _cells(reading.plain, block))


_Row = list[tuple[int, int]]


def _blocks(text: str) -> Iterator[list[_Row]]:
    """The runs of lines that part into the same number of cells by the same mark."""
    block: list[_Row] = []
    mark, at = "", 0
    for line in text.splitlines(keepends=True):
        found = _mark_of(line)
        row = _row(line, found, at) if found else []
        fits = block and found == mark and len(row) == len(block[0])
        if not fits and not (found == "|" and _RULE.match(line)):
            yield from [block] if len(block) >= _ROWS else []
            block = []
        if found and len(row) >= _COLUMNS and not _RULE.match(line):
            block.append(row)
            mark = found
        at += len(line)
    yield from [block] if len(block) >= _ROWS else []


def _mark_of(line: str) -> str:
    if line.count("|") >= _COLUMNS - 1 and line.strip().strip("|"):
        return "|"
    if "\t" in line.strip():
        return "\t"
    # A sentence has commas too: a row of a file has no space behind them and no sentence mark at its end.
    is_row = line.count(",") >= _COLUMNS - 1 and not re.search(r", |[.!?。！？;；]\s*\Z", line)
    return "," if is_row and len(line) < 400 else ""


def _row(line: str, mark: str, at: int) -> _Row:
    body = line.rstrip("\r\n")
    if mark == "," and '"' in body:
        return _quoted(body, at)
    first = len(body) - len(body.lstrip(" |")) if mark == "|" else 0
    last = len(body.rstrip(" |")) if mark == "|" else len(body)
    places, start = [], first
    for end in [*(m.start() for m in re.finditer(re.escape(mark), body[:last]) if m.start() >= first), last]:
        cell = body[start:end]
        left = start + len(cell) - len(cell.lstrip())
        places.append((at + left, at + max(left, start + len(cell.rstrip()))))
        start = end + 1
    return places


def _quoted(body: str, at: int) -> _Row:
    places, position = [], 0
    for cell in next(csv.reader([body]), []):
        start = body.find(cell, position)
        if start < 0:
            return []
        places.append((at + start, at + start + len(cell)))
        position = start + len(cell)
    return places


def _cells(text: str, block: Sequence[_Row]) -> Iterator[Cell]:
    heads = [fold(text[a:b]) for a, b in block[0]]
    if any(_FIGURE.search(h) and not _is_year(h) for h in heads[1:]):
        return
    for row in block[1:]:
        name = fold(text[slice(*row[0])])
        for (start, end), column in zip(row[1:], heads[1:], strict=True):
            if name and column and start < end:
                yield Cell(start, end, name, column)


def _is_year(head: str) -> bool:
    return bool(re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}月|q[1-4]|第.季", head))
