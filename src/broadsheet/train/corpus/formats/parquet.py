"""Parquet tables, read a batch of rows at a time by `pyarrow` where it is installed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError, MissingExtraError
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.fields import document, found
from broadsheet.train.corpus.wanted import Reading

SUFFIXES = (".parquet", ".pq")
# Rows in memory at once.
_ROWS = 1024


def documents(path: Path, reading: Reading, *, name: str) -> Iterator[Document | InvalidInputError]:
    """A document for each row. Raises `InvalidInputError`, and `MissingExtraError` without `pyarrow`."""
    library = _library()
    try:
        with library.parquet.ParquetFile(path) as file:
            header = list(file.schema_arrow.names)
            columns = found(header, reading.fields)
            if "text" not in columns and "tags" not in columns:
                raise InvalidInputError("no column of this table holds a text", asked=name, choices=header[:20])
            wanted = sorted({part for column in columns.values() for part in column.split(",")})
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield _document(row, columns, f"{name}:{number}")
    except (OSError, library.ArrowException) as error:
        raise InvalidInputError("this is no whole Parquet file", asked=name, found=str(error)[:120]) from error


def _document(row: dict[str, Any], columns: dict[str, str], source: str) -> Document | InvalidInputError:
    try:
        return document(row, columns, source=source)
    except InvalidInputError as error:
        return error


def _library() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError(
            "reading Parquet needs the library `pyarrow`", asked=str(error.name), do="pip install pyarrow"
        ) from error
    return pyarrow
