"""Lines and table records of a text file, none of them longer than a limit, whatever the file holds."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TextIO

LONGEST = 1 << 20
"""Characters of a record: the longest known of click logs, an impression of MIND with its history, has 40,000."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A record that can't be read: the number of its last line, from 1, and what is wrong."""

    number: int
    problem: str


class Rows:
    """The lines of a file; `number` is that of the last one read, from 1.

    A record may take several lines (a quotation in a table goes over line ends). One with more than `LONGEST`
    characters raises `csv.Error`, having taken no more memory than that; the next line is the one after it.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._left = LONGEST
        self.number = 0

    def begin(self) -> None:
        """A new record begins with the next line."""
        self._left = LONGEST

    def __iter__(self) -> "Rows":
        return self

    def __next__(self) -> str:
        """The next line with its end."""
        row = self._file.readline(self._left + 1)
        if not row:
            raise StopIteration
        self.number += 1
        if len(row) > self._left:
            while row and not row.endswith(("\n", "\r")):
                row = self._file.readline(LONGEST)
            raise csv.Error(f"it has more than {LONGEST:,} characters")
        self._left -= len(row)
        return row


def lines(rows: Rows) -> Iterator[tuple[int, str] | Bad]:
    """The lines that are not empty with their numbers, and in its place each that is too long."""
    while True:
        rows.begin()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Bad(rows.number, str(error))
        else:
            if row.strip():
                yield rows.number, row


def records(rows: Rows, *, delimiter: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Iterator[Sequence[str] | Bad]:
    """The cells of each record of a table (RFC 4180), and in its place each that can't be read."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))  # the process has one limit: it is never lowered
    reader = csv.reader(rows, delimiter=delimiter, quoting=quoting)
    while True:
        rows.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Bad(rows.number, str(error))
        else:
            yield cells
