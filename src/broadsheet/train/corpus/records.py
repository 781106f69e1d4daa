"""Documents as lines of JSON, between the steps of a preparation."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet.train.corpus.document import Document


def packed(document: Document) -> bytes:
    """A line with its end."""
    row = {name: value for name in Document.__slots__ if (value := getattr(document, name))}
    # Escaped, so that a lone surrogate, which JSON may hold and UTF-8 not, comes through to be cleaned.
    return json.dumps(row).encode() + b"\n"


def unpacked(line: bytes) -> Document:
    """What `packed` made the line of."""
    row: dict[str, Any] = json.loads(line)
    return Document(**{"text": "", **row, "tags": tuple((word, tag) for word, tag in row.get("tags", ()))})


def blocks(path: Path, *, start: int, count: int, size: int) -> Iterator[tuple[int, list[Document]]]:
    """The documents from byte `start` on, in blocks of `count` or `size` bytes; and the byte each block ends at."""
    with path.open("rb") as file:
        file.seek(start)
        held: list[Document] = []
        begun = start
        while line := file.readline():
            held.append(unpacked(line))
            if len(held) >= count or file.tell() - begun > size:
                yield file.tell(), held
                held, begun = [], file.tell()
        if held:
            yield file.tell(), held
