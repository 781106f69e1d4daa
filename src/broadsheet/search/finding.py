"""Finding: candidates by words and by meaning, ranked together, and shown. It reads the index and never writes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.search import matching, ranking, spelling
from broadsheet.search.engine import Engine
from broadsheet.search.hits import Filters, Hit
from broadsheet.search.query import Query
from broadsheet.search.snippet import places, snippet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadsheet.models.embedding import Embedder
    from broadsheet.search.contents import Contents
    from broadsheet.store import Store
    from broadsheet.store.articles import Head

_DEPTH = 50
"""Candidates by words and by meaning, each: with 30 or 200 the measured nDCG of the first ten is the same."""
_LEAST_COSINE = 0.2
"""Under this an article is not about the query at all: a query of random words then finds nothing by vector."""
_READ = 2_000
"""Characters of a text that a snippet is cut from: news says early what it is about."""
_WEIGHTS = ranking.Weights()
FACETS = ("language", "outlet", "topic", "sentiment")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query read, its vector if there is an embedder, what narrows it, how many hits are wanted.

    `typed` is given where advice on the spelling is wanted. The article `without` is left out. With `among` only those
    articles are looked at, each scored as if it were alone.
    """

    query: Query
    vector: "NDArray[np.float32] | None"
    filters: Filters
    n: int
    without: int = 0
    among: tuple[int, ...] | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    `candidates` are all that were looked at, best first; `remark` is `symbols` when there
    was nothing to look for, `common` when the query has only words that every article has, else empty; `instead` is the
    query with its misspelt words as they are spelt in the archive, else empty.
    """

    hits: tuple[Hit, ...] = ()
    candidates: tuple[int, ...] = ()
    remark: str = ""
    instead: str = ""


class Searcher:
    """What searches one index."""

    def __init__(self, folder: Path, *, engine: Engine, store: "Store", embedder: "Embedder | None") -> None:
        from broadsheet.search.contents import Reader

        self._reader = Reader(folder, engine=engine, store=store, embedder=embedder)
        self._engine = engine
        self._store = store

    def forget(self) -> None:
        """Let go of what is held in memory."""
        self._reader.forget()

    def contents(self, *, lost: Callable[[], None]) -> "Contents":
        """What is held in memory, brought up to date."""
        return self._reader.contents(lost=lost)

    def keep(self, *, lost: Callable[[], None]) -> None:
        """Keep what was written in the form that searches read quickest."""
        self._reader.keep(lost=lost)

    def search(self, asked: Asked, *, lost: Callable[[], None]) -> Found:
        """What there is for a query; `lost` makes an index that was lost."""
        contents = self.contents(lost=lost)
        evidence = self.evidence(asked, contents).without(asked.without)
        ranked = ranking.rank(evidence, weights=_WEIGHTS)
        hits = self._shown(ranked, n=asked.n, terms=asked.query.highlights)
        better = spelling.instead(asked.typed, asked.query, engine=self._engine, written=self._written)
        remark = "common" if asked.query.common else ""
        return Found(tuple(hits), tuple(a for a, _ in ranked), remark=remark, instead=better)

    def _written(self, stemmed: str) -> str:
        """A word with that stem as a title has it."""
        query = matching.in_title(stemmed, engine=self._engine)
        for head in self._store.articles.heads(list(self._engine.search(query, n=1)), characters=1):
            for start, end in places(head.title, frozenset((stemmed,))):
                return head.title[start:end]
        return ""

    def counts(self, articles: Sequence[int]) -> Mapping[str, Mapping[str, int]]:
        """For each of `FACETS`, how many of `articles` have which value."""
        return self._engine.counts(articles, FACETS) if articles else {}

    def evidence(self, asked: Asked, contents: "Contents") -> ranking.Evidence:
        """What is known of every candidate: each is scored by words and by meaning, whichever way it was found."""
        depth = max(asked.n, _DEPTH)
        wanted = matching.wanted(asked.query, engine=self._engine)
        limits = matching.required(asked.query, asked.filters, engine=self._engine)
        if asked.among is None:
            scores = self._engine.search(matching.ranked(wanted, limits), n=depth)
        else:
            scores = dict.fromkeys(self._engine.among(wanted, asked.among, limits=limits), 1.0)
        cosines: dict[int, float] = {}
        if asked.vector is not None:
            mask = self._mask(asked, contents)
            cosines = contents.nearest(asked.vector, n=depth, least=_LEAST_COSINE, mask=mask)
            cosines |= contents.cosines(asked.vector, [a for a in scores if a not in cosines])
        if asked.among is None and len(scores) == depth:
            scores |= self._engine.among(wanted, [a for a in cosines if a not in scores])
        shares = self._shares(asked.query, list(scores))
        return ranking.Evidence(scores, shares, cosines)

    def _shares(self, query: Query, articles: Sequence[int]) -> dict[int, float]:
        """The share of the query's words that each of some articles has, by their weight."""
        groups, weights = matching.covering(query, engine=self._engine)
        whole = sum(weights) or 1.0
        told = self._engine.present(groups, articles)
        shares = {bits: sum(w for n, w in enumerate(weights) if bits >> n & 1) / whole for bits in set(told.values())}
        return {article: shares[bits] for article, bits in told.items()}

    def _mask(self, asked: Asked, contents: "Contents") -> Any:
        """The rows of the columns that a query and its filters leave; None for all."""
        mask = contents.columns.mask(asked.filters)
        textual = matching.textual(asked.query, asked.filters, engine=self._engine)
        if textual is not None:
            fit = contents.rows(self._engine.matching(textual))
            mask = fit if mask is None else mask & fit
        if asked.among is not None:
            chosen = contents.rows(asked.among)
            mask = chosen if mask is None else mask & chosen
        excluded = matching.excluded(asked.query, engine=self._engine)
        if excluded is not None:
            left = ~contents.rows(self._engine.matching(excluded))
            mask = left if mask is None else mask & left
        return mask

    def _shown(self, ranked: ranking.Ranked, *, n: int, terms: frozenset[str]) -> list[Hit]:
        """The first `n` of the ranked articles that the store still has."""
        found: list[Hit] = []
        for start in range(0, len(ranked), n):
            parts = dict(ranked[start : start + n])
            heads = self._store.articles.heads(list(parts), characters=_READ)
            found += [_hit(head, parts=parts[head.id], terms=terms) for head in heads]
            if len(found) >= n:
                break
        return found[:n]


def _hit(head: "Head", *, parts: Mapping[str, float], terms: frozenset[str]) -> Hit:
    cut, marks = snippet(head.text, terms, language=head.language)
    return Hit(head.id, sum(parts.values()), parts, marks, cut, head.title, places(head.title, terms))
