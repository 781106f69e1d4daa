"""Finding: embeddings, the index, search in both languages, and stories."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench._measure import Row, latency, spent

from broadsheet import models, search, store, trends
from broadsheet.core import Article

MOST = 600
QUERIES = 200


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """Documents a CPU second; search by the clock, titles as queries."""
    some = articles[:MOST]
    embedder = models.load_embedder()
    embedder.embed(["warm"])
    texts = [f"{a.title}. {a.text[:300]}" for a in some]
    seconds = spent(lambda: [embedder.embed(texts[i : i + 64]) for i in range(0, len(texts), 64)])
    both = f"zh and en, {len(some)}"
    yield Row("embedding", both, f"{len(texts) / seconds:,.0f}/s")
    with (
        tempfile.TemporaryDirectory() as folder,
        store.open(f"sqlite:///{folder}/n.db", now=lambda: datetime.now(UTC)) as kept,
    ):
        for article in some:
            kept.articles.add(article)
        index = search.Index.open(Path(folder, "index"), kept, embedder)
        yield Row("index update, embedding included", both, f"{len(some) / spent(index.update):,.0f}/s")
        titles = [a.title for a in some if a.title][:QUERIES]
        index.find(titles[0])
        yield Row("search by a headline", both, latency(index.find, titles))
        ids, matrix = kept.vectors.load(embedder.name)
        stored, vectors = kept.articles.get_many(kept.articles.ids()), dict(zip(ids, matrix, strict=True))
        newest = max(a.value.published or a.created for a in stored)
        took = spent(lambda: trends.stories(stored, vectors, now=newest))
        yield Row("stories", both, f"{len(stored) / took:,.0f}/s")
        index.close()
