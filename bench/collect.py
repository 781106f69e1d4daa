"""Taking articles in: signatures against near-duplicates, and a durable add to the store."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from types import ModuleType

from bench._measure import Row, beside, by_language, rate

from broadsheet import ingest, store
from broadsheet.core import Article
from broadsheet.ingest.duplicates import PERMUTATIONS, shingles

MOST = 300


def _datasketch(found: ModuleType, texts: Sequence[str]) -> float:
    def sign(text: str) -> None:
        found.MinHash(num_perm=PERMUTATIONS).update_batch([s.encode() for s in shingles(text)])

    return rate(sign, texts)


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """Articles a CPU second."""
    for language, some in by_language(articles, most=MOST):
        texts = [a.text for a in some]
        signed = rate(ingest.sign, texts)
        other = beside("datasketch", signed, lambda m, texts=texts: _datasketch(m, texts))
        yield Row("near-duplicate signature", language, f"{signed:,.0f}/s", other)
        with (
            tempfile.TemporaryDirectory() as folder,
            store.open(f"sqlite:///{folder}/n.db", now=lambda: datetime.now(UTC)) as kept,
        ):
            added = rate(lambda a, kept=kept: ingest.add(a, kept), some, warm=0)
        yield Row("ingest.add, kept durably", language, f"{added:,.0f}/s", f"{_size(texts)} characters each")


def _size(texts: Sequence[str]) -> str:
    return f"{sum(map(len, texts)) / len(texts):,.0f}"
