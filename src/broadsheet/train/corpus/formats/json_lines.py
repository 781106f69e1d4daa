"""JSON lines: an object a line; or one JSON array of objects in a file that fits into memory."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus import suggestions
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.fields import document, found
from broadsheet.train.corpus.lines import lines, opened, too_long
from broadsheet.train.corpus.wanted import Reading

SUFFIXES = (".jsonl", ".ndjson", ".json")
# Characters of a file that is one array: it is read as a whole.
_ARRAY = 256_000_000


def documents(path: Path, reading: Reading, *, name: str) -> Iterator[Document | InvalidInputError]:
    """A document for each line's object."""
    with opened(path) as text:
        first = text.read(1)
        while first.isspace():
            first = text.read(1)
        text.seek(0)
        for source, row in _array(text, name) if first == "[" else _lines(text, name):
            try:
                if isinstance(row, InvalidInputError):
                    raise row
                found_row = _object(row, source)
                if suggestions.is_suggestion(found_row):
                    yield suggestions.document(found_row, source=source)
                else:
                    yield document(found_row, found(found_row, reading.fields), source=source)
            except InvalidInputError as error:
                yield error


def _lines(text: io.TextIOBase, name: str) -> Iterator[tuple[str, Any]]:
    for line in lines(text):
        source = f"{name}:{line.number}"
        if line.text is None:
            yield source, too_long(source)
        elif line.text.strip("\ufeff \t\r\0"):
            try:
                yield source, json.loads(line.text.lstrip("\ufeff"), strict=False)
            except (ValueError, RecursionError) as error:
                yield source, InvalidInputError("the line is not JSON", asked=source, found=str(error)[:120])


def _array(text: io.TextIOBase, name: str) -> Iterator[tuple[str, Any]]:
    whole = text.read(_ARRAY + 1)
    if len(whole) > _ARRAY:
        raise InvalidInputError(
            "the file is too large to be one array", asked=name, do="write it as JSON lines, an object a line"
        )
    try:
        rows = json.loads(whole.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("this is not JSON", asked=name, found=str(error)[:120]) from error
    for number, row in enumerate(rows, 1):
        yield f"{name}:{number}", row


def _object(row: Any, source: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise InvalidInputError("this is not a JSON object", asked=source, found=repr(row)[:60], do='{"text": ...}')
    return row
