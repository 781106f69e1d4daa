"""Pages and papers of a newsroom's folder: HTML, Word and PDF, read as articles are; the title is the target."""

from collections.abc import Iterator
from pathlib import Path

from broadsheet.core import Article, InvalidInputError
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.wanted import Reading

SUFFIXES = (".html", ".htm", ".docx", ".pdf")


def documents(path: Path, reading: Reading, *, name: str) -> Iterator[Document | InvalidInputError]:
    """The articles in the file."""
    from broadsheet.ingest import read

    del reading  # a page has no columns and is one document
    for found in read(str(path), http=None):
        if isinstance(found, Article):
            yield Document(found.text, target=found.title, language=found.language, source=name)
        else:
            yield InvalidInputError("the file can't be read", asked=name, found=str(found.error)[:200])
