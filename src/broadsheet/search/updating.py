"""Updating: what the index lacks of the store, and writing it a batch at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet import nlp
from broadsheet.core import Article, Stored
from broadsheet.models.leads import embed_leads
from broadsheet.search import schema
from broadsheet.search.engine import Engine

if TYPE_CHECKING:
    from broadsheet.models.embedding import Embedder
    from broadsheet.store import Store

_BATCH = 256
"""Articles between two commits: a crash repeats some seconds of work, and others wait no longer to write."""
_EVERY = 2**31
"""More articles than there are: the work list is ids alone."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done: articles to write (those in `bare` to embed as well), and documents to take out.

    `lacking` holds, for each analysis of `schema.ANALYSES`, the articles that are not analysed yet.
    """

    todo: tuple[int, ...]
    bare: frozenset[int]
    gone: tuple[int, ...]
    lacking: tuple[frozenset[int], ...]


def outstanding(store: "Store", *, engine: Engine, embedder: "Embedder | None") -> Work:
    """Compare ids: new articles, those analysed since they were written, those without a vector, those removed.

    A vector is kept last of all, so whatever a crash interrupts is still without one and is done again.
    """
    stamps, kept = engine.stamps(), store.articles.ids()
    lacking = tuple(
        frozenset(store.annotations.pending(name, nlp.version(name), limit=_EVERY)) for name in schema.ANALYSES
    )
    bare = frozenset(store.vectors.pending(embedder.name, limit=_EVERY)) if embedder else frozenset()
    stale = {id for id in kept if id not in stamps or _behind(id, stamps[id], lacking=lacking)}
    return Work(tuple(sorted(stale | bare)), bare, tuple(sorted(stamps.keys() - set(kept))), lacking)


def carry_out(work: Work, *, store: "Store", engine: Engine, embedder: "Embedder | None") -> Iterator[int]:
    """Do `work`, yielding how many articles are done after each batch."""
    if work.gone:
        engine.write((), gone=work.gone)
    for start in range(0, len(work.todo), _BATCH):
        batch = store.articles.get_many(work.todo[start : start + _BATCH])
        engine.write(_documents(batch, lacking=work.lacking))
        if embedder and not work.bare.isdisjoint(a.id for a in batch):
            bare = [a for a in batch if a.id in work.bare]
            matrix = embed_leads([(a.value.title, a.value.text) for a in bare], embedder=embedder)
            store.vectors.put(embedder.name, [a.id for a in bare], matrix)
        yield min(start + _BATCH, len(work.todo))


def _behind(id: int, stamp: int, *, lacking: Sequence[frozenset[int]]) -> bool:
    """Whether an analysis is there that its document does not have; one still to come is waited for."""
    had = schema.versions(stamp)
    return any(
        id not in missing and had[place] != nlp.version(schema.ANALYSES[place]) for place, missing in enumerate(lacking)
    )


def _documents(
    articles: Iterable[Stored[Article]], *, lacking: Sequence[frozenset[int]]
) -> Iterator[tuple[int, object]]:
    current = [nlp.version(name) for name in schema.ANALYSES]
    for article in articles:
        versions = [0 if article.id in missing else v for v, missing in zip(current, lacking, strict=True)]
        stamp = schema.stamp(article.value, versions)
        yield article.id, schema.document(article, stamp=stamp, parents=_parents())


@cache
def _parents() -> Mapping[str, str]:
    return MappingProxyType({topic.id: topic.parent for topic in nlp.topics()})
