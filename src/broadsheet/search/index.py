"""The search index of a newsroom: derived from the store, and made again whenever it is lost, damaged or too old."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Self, TypeVar

from broadsheet.core import StoreError
from broadsheet.search.engine import DamagedError, Engine
from broadsheet.search.finding import Asked, Found, Searcher
from broadsheet.search.hits import Filters, Hit
from broadsheet.search.query import Query, read
from broadsheet.search.updating import carry_out, outstanding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadsheet.models.embedding import Embedder
    from broadsheet.store import Store

T = TypeVar("T")
Progress = Callable[[int, int], None]
Expand = Callable[[str], Sequence[str]]

_EVERYTHING = Filters()
_REMEMBERED = 256
"""Queries whose vectors are kept: whoever turns a page or narrows a search asks the same again."""


class Index:
    """Full text and vectors over the store's articles, fused. Threads may share one; processes may share its folder."""

    def __init__(self, engine: Engine, store: "Store", embedder: "Embedder | None", *, folder: Path) -> None:
        self._engine = engine
        self._store = store
        self._embedder = embedder
        self._searcher = Searcher(folder, engine=engine, store=store, embedder=embedder)
        self._lock = RLock()
        self._meaning = lru_cache(maxsize=_REMEMBERED)(self._embedded)

    @classmethod
    def open(
        cls, folder: Path, store: "Store", embedder: "Embedder | None", *, sleep: Callable[[float], None] = time.sleep
    ) -> Self:
        """Open the index kept in `folder`, making the folder if need be. Without an embedder it searches text alone."""
        return cls(Engine(folder, sleep=sleep), store, embedder, folder=folder)

    def close(self) -> None:
        """Let go of what is held in memory; everything written is on disk already."""
        with self._lock:
            self._searcher.forget()

    def warm(self) -> None:
        """Read whatever the first search would have to read, so that it is as quick as the next."""
        if self._embedder:
            self._embedder.embed(["warm"])
        self._repairing(lambda: self._searcher.contents(lost=self._make))
        read("暖 warm")

    def update(self, *, progress: Progress = lambda _done, _all: None, limit: int | None = None) -> int:
        """Index and embed what the store has and the index has not, in batches; returns how many articles that were.

        What is missing is read off the index and the store each time, so an interrupted update is finished by the
        next. `progress` is told (done, to do) after each batch; at most `limit` articles are done when it is given.
        Raises `ConflictError` when another process keeps the writer.
        """
        done = 0
        for done, todo in self.updating(limit=limit):
            progress(done, todo)
        return done

    def updating(self, *, limit: int | None = None) -> Iterator[tuple[int, int]]:
        """As `update`, a batch at a time: (done, to do) after each, and searches in between see what is done."""
        try:
            yield from self._updating(limit)
        except DamagedError:
            self._repairing(self._engine.clear)
            yield from self._updating(limit)

    def find(
        self, query: str, *, n: int = 20, filters: Filters = _EVERYTHING, expand: Expand | None = None
    ) -> list[Hit]:
        """The `n` best articles for words, "phrases", -exclusions and beginnings*, Chinese and English in one query.

        `expand` gives other names of what the query names (Huawei for 华为), which are looked for as well. Raises
        `InvalidInputError` when the query is blank. A query of symbols alone finds nothing.
        """
        return list(self.search(query, n=n, filters=filters, expand=expand).hits)

    def search(self, query: str, *, n: int = 20, filters: Filters = _EVERYTHING, expand: Expand | None = None) -> Found:
        """As `find`, with all the candidates and advice on the query."""
        asked = read(query)
        if asked.empty or n < 1:
            return Found(remark="symbols" if asked.empty else "")
        asked = asked.with_other_names(expand(query) if expand else ())
        vector = self._meaning(asked.meaning)
        wanted = Asked(asked, vector, filters, n, typed=query)
        return self._repairing(lambda: self._searcher.search(wanted, lost=self._make))

    def match(self, query: str, articles: Sequence[int], *, filters: Filters = _EVERYTHING) -> list[Hit]:
        """Those of `articles` that have to do with a query: .35 for all its words, .65 for its very meaning.

        Each is scored as if it were alone, so a score says the same of an article whatever else there is. Raises
        `InvalidInputError` as `find`.
        """
        asked = read(query)
        if asked.empty or not articles:
            return []
        vector = self._meaning(asked.meaning)
        wanted = Asked(asked, vector, filters, len(articles), among=tuple(articles))
        return list(self._repairing(lambda: self._searcher.search(wanted, lost=self._make)).hits)

    def counts(self, articles: Sequence[int]) -> Mapping[str, Mapping[str, int]]:
        """Of some articles, how many have which `language`, `outlet` (folded), `topic` or one below it, `sentiment`."""
        return self._repairing(lambda: self._searcher.counts(articles))

    def related(self, article: int, n: int = 5) -> list[Hit]:
        """The `n` articles most like the one kept under `article`; raises `NotFoundError`."""
        title = self._store.articles.get(article).value.title
        asked = read(title) if title.strip() else Query()

        def find() -> list[Hit]:
            vector = self._searcher.contents(lost=self._make).of(article)
            wanted = Asked(replace(asked, highlights=frozenset()), vector, _EVERYTHING, n, without=article)
            return list(self._searcher.search(wanted, lost=self._make).hits)

        return self._repairing(find)

    def _embedded(self, meaning: str) -> "NDArray[np.float32] | None":
        return self._embedder.embed([meaning])[0] if self._embedder and meaning else None

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
            self._make()
            return work()
        except DamagedError as error:
            raise StoreError(
                "the search index can't be made", found=str(error), do="remove the folder `search` of the newsroom"
            ) from error

    def _make(self) -> None:
        for _ in self._updating(None):
            pass

    def _updating(self, limit: int | None) -> Iterator[tuple[int, int]]:
        """The batches; the lock is held for one at a time, so that a long update lets searches in between."""
        with self._lock:
            work = outstanding(self._store, engine=self._engine, embedder=self._embedder)
        work = replace(work, todo=work.todo[:limit])
        batches = carry_out(work, store=self._store, engine=self._engine, embedder=self._embedder)
        while True:
            with self._lock:
                done = next(batches, None)
            if done is None:
                break
            yield done, len(work.todo)
        if work.todo:
            with self._lock:
                self._searcher.keep(lost=lambda: None)
