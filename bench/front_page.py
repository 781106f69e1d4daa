"""How long a front page takes: 30 of 10,000 articles for readers with histories. A measurement; it asserts nothing."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from bench._measure import Row, latency, spent

from broadsheet import nlp, store
from broadsheet.core import Article, Event, Reader
from broadsheet.recommend import Recommender

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DIMENSION = 512
TOPICS = 17
ARTICLES = 10_000
PAGES = 200


def fill(kept: store.Store, *, n: int) -> None:
    """Invented articles with random vectors around a few hundred centres, two weeks of them."""
    random = np.random.default_rng(1)
    centres = random.standard_normal((300, DIMENSION))
    matrix = centres[random.integers(300, size=n)] + random.standard_normal((n, DIMENSION))
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    ids = [
        kept.articles.add(
            Article(
                f"Report {i}",
                f"Text of report {i}.",
                outlet=f"Outlet {i % 40}",
                language=("en", "zh")[i % 2],
                published=NOW - timedelta(minutes=2 * i),
            )
        )
        for i in range(n)
    ]
    kept.vectors.put("usem3", ids, matrix.astype(np.float32))
    version = nlp.version("topics")
    topics = ((id, "topics", version, [{"id": f"t{id % TOPICS}", "label": "", "score": 1.0}]) for id in ids)
    kept.annotations.put(topics)


def rows(_: Sequence[Article]) -> Iterator[Row]:
    """Pages, and pages after a click, by the clock; the articles are invented."""
    with tempfile.TemporaryDirectory() as folder, store.open(f"sqlite:///{folder}/n.db", now=lambda: NOW) as kept:
        fill(kept, n=ARTICLES)
        recommender = Recommender(kept)
        texts = f"{ARTICLES:,} invented"
        warm = spent(lambda: recommender.front_page(Reader("warm"), now=NOW))
        yield Row("first front page, state read", texts, f"{warm:.2f} CPU s")
        random = np.random.default_rng(2)
        readers = [Reader(f"reader-{i % 20}", topics=(f"t{i % TOPICS}",)) for i in range(PAGES)]
        clicks = [
            Event(f"k{i}", r.name, "click", NOW, int(random.integers(1, ARTICLES))) for i, r in enumerate(readers)
        ]

        def clicked(number: int) -> None:
            recommender.observe([clicks[number]])
            recommender.front_page(readers[number], now=NOW)

        yield Row("click, kept durably, to changed page", texts, latency(clicked, range(PAGES)))
        yield Row("front page of 30", texts, latency(lambda reader: recommender.front_page(reader, now=NOW), readers))
