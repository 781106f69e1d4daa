"""How long a front page takes: 30 of 10,000 articles for readers with histories. A measurement; it asserts nothing.

Run: python bench/front_page.py [ARTICLES]
"""

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from broadsheet import nlp, store
from broadsheet.core import Article, Event, Reader
from broadsheet.recommend import Recommender

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DIMENSION = 512
TOPICS = 17
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


def main() -> None:
    """Fill a store, warm up, then time pages and the page after a click."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder, store.open(f"sqlite:///{folder}/n.db", now=lambda: NOW) as kept:
        fill(kept, n=n)
        recommender = Recommender(kept)
        started = time.perf_counter()
        recommender.front_page(Reader("warm"), now=NOW)
        print(f"{n} articles, {Path(folder, 'n.db').stat().st_size / 1e6:.0f} MB")
        print(f"warm-up {time.perf_counter() - started:.2f} s")
        random = np.random.default_rng(2)
        pages, clicked = [], []
        for number in range(PAGES):
            reader = Reader(f"reader-{number % 20}", topics=(f"t{number % TOPICS}",))
            event = Event(f"k{number}", reader.name, "click", NOW, int(random.integers(1, n)))
            started = time.perf_counter()
            recommender.observe([event])
            recommender.front_page(reader, now=NOW)
            clicked.append(time.perf_counter() - started)
            started = time.perf_counter()
            recommender.front_page(reader, now=NOW)
            pages.append(time.perf_counter() - started)
        for name, seconds in (("page of 30", pages), ("click, kept durably, to changed page", clicked)):
            p50, p99 = np.percentile(seconds, [50, 99]) * 1000
            print(f"{name}: p50 {p50:.1f} ms, p99 {p99:.1f} ms")


if __name__ == "__main__":
    main()
