"""Articles to be read together, and the reading of them: all that a process of a crew needs, and no newsroom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet import nlp
from broadsheet.core import Article, Stored

Notes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles, and for each the analyses it lacks."""

    articles: tuple[Stored[Article], ...]
    lacking: tuple[tuple[str, ...], ...]

    def singly(self) -> Iterator["Batch"]:
        """The same articles, each a batch of its own."""
        return (Batch((a,), (names,)) for a, names in zip(self.articles, self.lacking, strict=True))


def read(own: Mapping[str, nlp.Analysis], batch: Batch) -> list[Notes]:
    """The annotations that each article of `batch` lacks; those that failed are left out."""
    done = [
        nlp.analyse(stored.value, only=names, own=own).annotations
        for stored, names in zip(batch.articles, batch.lacking, strict=True)
    ]
    return [{n: found[n] for n in names if n in found} for found, names in zip(done, batch.lacking, strict=True)]
