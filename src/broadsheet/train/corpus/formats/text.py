"""Plain text: a document is a file, a paragraph or a line."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.lines import Line, lines, opened, too_long
from broadsheet.train.corpus.wanted import Reading

SUFFIXES = (".txt", ".text", ".md", "")
# Characters: a longer file or paragraph comes in parts, cut between two lines, as a document has to fit into memory.
LONGEST = 1_000_000


def documents(path: Path, reading: Reading, *, name: str) -> Iterator[Document | InvalidInputError]:
    """The documents of the file."""
    with opened(path) as text:
        held: list[str] = []
        size, start = 0, 1
        for line in chain(lines(text), [Line(0, "")]):
            if line.text is None:
                yield too_long(f"{name}:{line.number}")
                continue
            blank = not line.text.strip()
            ends = line.number == 0 or reading.unit == "line" or (blank and reading.unit == "paragraph")
            if not blank:
                start = start if held else line.number
            if not blank or (held and not ends):
                held.append(line.text)
                size += len(line.text) + 1
            if held and (ends or size > LONGEST):
                yield Document("\n".join(held).strip("\n"), source=f"{name}:{start}" if start > 1 or not ends else name)
                held, size = [], 0
