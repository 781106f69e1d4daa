"""Tables: comma, tab, semicolon or bar separated; the first line names the columns."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.fields import document, found
from broadsheet.train.corpus.lines import LONGEST, Line, lines, opened, too_long
from broadsheet.train.corpus.wanted import Reading

SUFFIXES = (".csv", ".tsv")
_SEPARATORS = ",\t;|"


def documents(path: Path, reading: Reading, *, name: str) -> Iterator[Document | InvalidInputError]:
    """A document for each row. Raises `InvalidInputError` when no column holds a text."""
    with opened(path) as text:
        rows = lines(text)
        first = next((line.text for line in rows if line.text and line.text.strip()), "")
        separator = max(_SEPARATORS, key=re.sub(r'"[^"]*"', "", first).count)
        header = next(csv.reader([first], delimiter=separator), [])
        columns = found(header, reading.fields)
        if "text" not in columns and "tags" not in columns:
            raise InvalidInputError(
                "no column of this table holds a text",
                asked=name,
                choices=header[:20],
                do="name the column of the text",
            )
        yield from _rows(_Rows(rows, name), header, columns, separator)


class _Rows:
    """The lines for the CSV reader; one that is too long is told, and is empty to the reader."""

    def __init__(self, rows: Iterator[Line], name: str) -> None:
        self._rows, self._name, self.number = rows, name, 1
        self.problems: list[InvalidInputError] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._rows:
            self.number = line.number
            if line.text is None:
                self.problems.append(too_long(f"{self._name}:{line.number}"))
            yield (line.text or "").replace("\0", "") + "\n"


def _rows(
    rows: _Rows, header: list[str], columns: dict[str, str], separator: str
) -> Iterator[Document | InvalidInputError]:
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))  # the process has one limit: it is never lowered
    reader = csv.reader(rows, delimiter=separator)
    while True:
        source = f"{rows._name}:{rows.number + 1}"
        try:
            cells = next(reader)
            if any(cell.strip() for cell in cells):
                yield document(dict(zip(header, cells, strict=False)), columns, source=source)
        except StopIteration:
            break
        except csv.Error as error:
            yield InvalidInputError("the row can't be read", asked=source, found=str(error))
        except InvalidInputError as error:
            yield error
        yield from _told(rows)
    yield from _told(rows)


def _told(rows: _Rows) -> Iterator[InvalidInputError]:
    yield from rows.problems
    rows.problems.clear()
