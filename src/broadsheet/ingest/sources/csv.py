"""Comma, semicolon or tab separated tables of articles; the columns are recognised by their names in zh or en."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from broadsheet.core import BroadsheetError, ParseError
from broadsheet.ingest import mend
from broadsheet.ingest.decode import decode
from broadsheet.ingest.fields import NAMES, article, columns
from broadsheet.ingest.item import Item, filled
from broadsheet.ingest.problem import Problem

_CELL = 16_000_000  # characters; Python's own limit of 131,072 is under a long report's length
_SEPARATORS = ",\t;|"


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """By its name or type, or a first line that names a text column."""
    if url.lower().endswith((".csv", ".tsv")) or "csv" in content_type.lower():
        return 0.9
    first = re.split("[\r\n]", decode(payload[:2048]))[0] if payload[:1].isalnum() else ""
    return 0.5 if first and "text" in columns(_cells(first)) and len(_cells(first)) > 1 else 0.0


def _separator(line: str) -> str:
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_SEPARATORS, key=bare.count)


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], delimiter=_separator(line)), [])


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Item]:
    """An article for each row; a bad row is a `Problem` with its line number."""
    text = decode(filled(payload, what="table"), content_type=content_type).replace("\x00", "")
    text = re.sub("\r\n?", "\n", text).lstrip("\n")
    first = text.split("\n", 1)[0]
    named = columns(_cells(first))
    if "text" not in named and "summary" not in named:
        raise ParseError(
            "no column of this table holds the text of articles",
            asked=url,
            found=first.strip()[:120],
            do="name one of the columns text, body, content or 正文",
            choices=NAMES["text"],
        )
    csv.field_size_limit(max(csv.field_size_limit(), _CELL))  # the process has one limit: it is never lowered
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=_separator(first))
    yield from _rows(reader, named, url)


def _rows(reader: "csv.DictReader[str]", named: dict[str, str], url: str) -> Iterator[Item]:
    where = url or "table"
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
            cells = {key: mend.quotes(cell) for key, cell in row.items() if key and isinstance(cell, str)}
            yield article(cells, named=named)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(f"{where} line {start}", ParseError("the row can't be read", found=str(error)))
        except BroadsheetError as error:
            yield Problem(f"{where} line {start}", error)
