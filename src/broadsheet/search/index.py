"""The search index of a newsroom: derived from the store, and made again whenever it is lost, damaged or too old."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Self, TypeVar

from broadsheet.core import StoreError
from broadsheet.search import matching
from broadsheet.search.engine import DamagedError, Engine
from broadsheet.search.fusion import fuse
from broadsheet.search.hits import Filters, Hit
from broadsheet.search.query import Query, read
from broadsheet.search.snippet import snippet
from broadsheet.search.updating import carry_out, outstanding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadsheet.models.embedding import Embedder
    from broadsheet.search.vectors import Vectors
    from broadsheet.store import Store

T = TypeVar("T")
Progress = Callable[[int, int], None]

_DEPTH = 200
"""Of each ranking, how many are fused."""
_LEAST_COSINE = 0.2
"""Under this an article is not about the query at all: a query of random words then finds nothing by vector."""
_WEIGHTS = {"text": 1.0, "vector": 0.9}
"""Words a little before meaning: who types a name wants that name."""
_EVERYTHING = Filters()


class Index:
    """Full text and vectors over the store's articles, fused. Threads may share one; processes may share its folder."""

    def __init__(self, engine: Engine, store: "Store", embedder: "Embedder | None") -> None:
        self._engine = engine
        self._store = store
        self._embedder = embedder
        self._lock = RLock()
        self._vectors: Vectors | None = None
        self._stamps: dict[int, int] = {}

    @classmethod
    def open(
        cls, folder: Path, store: "Store", embedder: "Embedder | None", *, sleep: Callable[[float], None] = time.sleep
    ) -> Self:
        """Open the index kept in `folder`, making the folder if need be. Without an embedder it searches text alone."""
        return cls(Engine(folder, sleep=sleep), store, embedder)

    def close(self) -> None:
        """Let go of what is held in memory; everything written is on disk already."""
        with self._lock:
            self._vectors, self._stamps = None, {}

    def update(self, *, progress: Progress = lambda _done, _all: None, limit: int | None = None) -> int:
        """Index and embed what the store has and the index has not, in batches; returns how many articles that were.

        What is missing is read off the index and the store each time, so an interrupted update is finished by the
        next. `progress` is told (done, to do) after each batch; at most `limit` articles are done when it is given.
        Raises `ConflictError` when another process keeps the writer.
        """
        return self._repairing(lambda: self._update(progress, limit=limit))

    def find(self, query: str, *, n: int = 20, filters: Filters = _EVERYTHING) -> list[Hit]:
        """The `n` best articles for words, "phrases", -exclusions and beginnings*, Chinese and English in one query.

        Raises `InvalidInputError` when the query is blank. A query of symbols alone finds nothing.
        """
        asked = read(query)
        if asked.empty or n < 1:
            return []
        vector = self._embedder.embed([asked.meaning])[0] if self._embedder and asked.meaning else None
        terms = asked.highlights
        return self._repairing(lambda: self._hits(self._rank(asked, vector, n=n, filters=filters), n=n, terms=terms))

    def related(self, article: int, n: int = 5) -> list[Hit]:
        """The `n` articles most like the one kept under `article`; raises `NotFoundError`."""
        title = self._store.articles.get(article).value.title
        asked = read(title) if title.strip() else Query()

        def find() -> list[Hit]:
            vector = self._loaded().of(article)
            ranked = [r for r in self._rank(asked, vector, n=n, filters=_EVERYTHING) if r[0] != article]
            return self._hits(ranked, n=n, terms=frozenset())

        return self._repairing(find)

    def _rank(
        self, asked: Query, vector: "NDArray[np.float32] | None", *, n: int, filters: Filters
    ) -> list[tuple[int, dict[str, float]]]:
        """The articles that fit, each with the parts of its score, best first."""
        loaded = self._loaded()
        depth = max(n, _DEPTH)
        limits = matching.required(asked, filters, engine=self._engine)
        wanted = matching.both(matching.wanted(asked, engine=self._engine), limits)
        rankings: dict[str, Sequence[int]] = {"text": self._engine.search(wanted, n=depth)}
        if vector is not None:
            among = None if limits is None else self._engine.matching(limits)
            rankings["vector"] = loaded.nearest(vector, n=depth, least=_LEAST_COSINE, among=among)
        return fuse(rankings, weights=_WEIGHTS)

    def _hits(self, ranked: Sequence[tuple[int, dict[str, float]]], *, n: int, terms: frozenset[str]) -> list[Hit]:
        """The first `n` of the ranked articles that the store still has."""
        parts = dict(ranked)
        kept = (a for i in range(0, len(ranked), n) for a in self._store.articles.get_many(list(parts)[i : i + n]))
        found = []
        for article in islice(kept, n):
            text, places = snippet(article.value.text, terms, language=article.value.language)
            score = sum(parts[article.id].values())
            found.append(Hit(article.id, score, parts[article.id], places, text))
        return found

    def _loaded(self) -> "Vectors":
        """The vectors in memory, brought up to date with what any process has written."""
        from broadsheet.search.vectors import Vectors

        held = Vectors() if self._vectors is None else self._vectors
        if self._engine.changed() or self._vectors is None:
            before, self._stamps = self._stamps, self._read_stamps()
            held = held.only([id for id in held.ids.tolist() if self._stamps.get(id) == before.get(id)])
        if self._embedder and (missing := sorted(self._stamps.keys() - set(held.ids.tolist()))):
            held = held.with_rows(*self._store.vectors.load(self._embedder.name, missing))
        self._vectors = held
        return held

    def _read_stamps(self) -> dict[int, int]:
        """What is indexed; an index that is empty while the store is not has been lost, and is made anew."""
        stamps = self._engine.stamps()
        if not stamps and self._store.articles.count():
            self._update(lambda _done, _all: None)
            stamps = self._engine.stamps()
        return stamps

    def _repairing(self, work: Callable[[], T]) -> T:
        """Do `work`; if the index turns out damaged or lost, make it anew from the store and do it again."""
        with self._lock:
            try:
                return work()
            except DamagedError:
                return self._anew(work)

    def _anew(self, work: Callable[[], T]) -> T:
        try:
            self._engine.clear()
            self._update(lambda _done, _all: None)
            return work()
        except DamagedError as error:
            raise StoreError(
                "the search index can't be made", found=str(error), do="remove the folder `search` of the newsroom"
            ) from error

    def _update(self, progress: Progress, *, limit: int | None = None) -> int:
        work = outstanding(self._store, engine=self._engine, embedder=self._embedder)
        work = replace(work, todo=work.todo[:limit])
        for done in carry_out(work, store=self._store, engine=self._engine, embedder=self._embedder):
            progress(done, len(work.todo))
        return len(work.todo)
