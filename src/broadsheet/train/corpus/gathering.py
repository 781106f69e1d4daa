"""The first step: every document is taken in as it is, and what can't be read is counted."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus.boilerplate import Lines
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.preparing import Progress
from broadsheet.train.corpus.records import packed

# Problems told in full, each with so many characters of where it was; the rest are counted.
EXAMPLES = 5
_LONGEST = 200
# How far it is told after so many documents, or so much of them: some tens of milliseconds, for whoever wants to stop.
_EVERY, _EVERY_BYTES = 50, 2_000_000


@dataclass(slots=True)
class Gathered:
    """What came in: `digest` is over every document in order, `lines` over the texts."""

    documents: int = 0
    unreadable: int = 0
    examples: list[dict[str, str]] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    digest: str = ""

    def as_json(self) -> dict[str, Any]:
        """The counts."""
        return {"documents": self.documents, "unreadable": self.unreadable, "unreadable_examples": self.examples}


def gather(documents: Iterable[Document | InvalidInputError], into: Path) -> Iterator[Progress | Gathered]:
    """Write the documents to the file `into`; the last thing yielded is what came in."""
    gathered, running = Gathered(), hashlib.sha256()
    into.parent.mkdir(parents=True, exist_ok=True)
    with into.open("wb") as file:
        told = 0
        for number, document in enumerate(documents, start=1):
            if isinstance(document, InvalidInputError):
                _note(gathered, document)
            else:
                line = packed(document)
                running.update(line)
                file.write(line)
                gathered.documents += 1
                gathered.lines.add(document.text)
            if number % _EVERY == 0 or file.tell() - told > _EVERY_BYTES:
                told = file.tell()
                yield Progress("read", gathered.documents)
    gathered.digest = running.hexdigest()
    yield Progress("read", gathered.documents, gathered.documents)
    yield gathered


def _note(gathered: Gathered, problem: InvalidInputError) -> None:
    gathered.unreadable += 1
    if len(gathered.examples) < EXAMPLES:
        gathered.examples.append({"what": problem.message, "where": _where(problem.asked)})


def _where(asked: str) -> str:
    """The file by its name alone: a card goes further than the folders of this machine."""
    path = Path(asked)
    return (path.name if path.is_absolute() else asked)[:_LONGEST]
