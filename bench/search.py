"""Search by words and meaning together, among thousands and tens of thousands, beside the usual parts alone.

The large archive is dealt anew from the articles given (`_many`), vectors included. Queries are the openings of
headlines in both languages, none asked twice. Every engine has the same words and the same vectors; only ours cuts the
query, embeds it, fuses both and shows snippets within the time.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from bench._many import many, vectors
from bench._measure import Row, peer, spent
from numpy.typing import NDArray

from broadsheet import models, search, store
from broadsheet.core import Article
from broadsheet.search import tokens

SIZES = (4_000, 20_000)
SOURCES = 600
QUERIES = 200
_BATCH = 64
Ask = Callable[[str], object]


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """The median and the 99th percentile of the CPU time of a query, at each size."""
    some = articles[:SOURCES]
    embedder = models.load_embedder()
    texts = [f"{a.title}. {a.text[:300]}" for a in some]
    source = np.vstack([embedder.embed(texts[i : i + _BATCH]) for i in range(0, len(texts), _BATCH)])
    asked = list(dict.fromkeys(q for a in some if (q := opening(a.title))))[:QUERIES]
    for size in SIZES:
        made = list(many(some, size))
        matrix = vectors([places for _, places in made], source)
        with tempfile.TemporaryDirectory() as folder:
            yield from _rows([a for a, _ in made], matrix, asked, folder=Path(folder), embedder=embedder)


def opening(title: str) -> str:
    """What somebody would type of a headline: three words, or eight characters of Chinese."""
    words = title.split()
    return title[:8] if any(tokens.is_han(c) for c in title[:8]) else " ".join(words[:3])


def _rows(
    articles: Sequence[Article], matrix: NDArray[np.float32], asked: Sequence[str], *, folder: Path, embedder: Any
) -> Iterator[Row]:
    size = f"zh and en, {len(articles):,}"
    with store.open(f"sqlite:///{folder}/n.db", now=lambda: datetime.now(UTC)) as kept:
        ids = [kept.articles.add(article) for article in articles]
        kept.vectors.put(embedder.name, ids, matrix)
        index = search.Index.open(folder / "index", kept, embedder)
        yield Row("indexing, vectors there", size, f"{len(ids) / spent(index.update):,.0f}/s")
        yield Row("search, words and meaning fused", size, cpu(index.find, asked))
        index.close()
    words = [" ".join(cut(f"{a.title}\n{a.text}")) for a in articles]
    yield Row("brute force, vectors alone, embedded before", size, cpu(_brute(matrix, embedder, asked), asked))
    yield Row("SQLite FTS5, words alone", size, cpu(_fts(words), asked))
    found = peer("bm25s")
    yield Row("bm25s, words alone", size, found if isinstance(found, str) else cpu(_bm25s(found, words), asked))


def cpu(ask: Ask, asked: Sequence[str]) -> str:
    """The median and the 99th percentile of a query's CPU time in this process, after ten that warm it."""
    taken = []
    for place, query in enumerate(asked):
        start = time.process_time()
        ask(query)
        if place >= min(10, len(asked) // 2):
            taken.append(time.process_time() - start)
    p50, p99 = np.percentile(taken, [50, 99]) * 1000
    return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms of CPU"


def cut(text: str) -> list[str]:
    """The words as our own index has them."""
    return [term for group in tokens.terms(tokens.fold(text)) for term in group]


def _brute(matrix: NDArray[np.float32], embedder: Any, asked: Sequence[str]) -> Ask:
    known = dict(zip(asked, embedder.embed(list(asked)), strict=True))
    return lambda query: np.argpartition(-(matrix @ known[query]), 20)[:20]


def _fts(words: Sequence[str]) -> Ask:
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(words, tokenize='unicode61')")
    base.executemany("insert into t values (?)", ((text,) for text in words))

    def ask(query: str) -> object:
        wanted = " OR ".join(f'"{term}"' for term in cut(query))
        with closing(base.execute("select rowid from t where t match ? order by bm25(t) limit 20", (wanted,))) as rows:
            return rows.fetchall() if wanted else []

    return ask


def _bm25s(module: Any, words: Sequence[str]) -> Ask:
    made = module.BM25()
    made.index([text.split() for text in words], show_progress=False)
    return lambda query: made.retrieve([cut(query) or [""]], k=20, show_progress=False)
