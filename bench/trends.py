"""Trends: bursts of many subjects, a window's readings counted, a chart drawn. Made-up counts; no peer is alive."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np
from bench._measure import Row, spent

from broadsheet import media, nlp, store, trends
from broadsheet.core import Article

SUBJECTS, HOURS = 20_000, 168
MOST = 600
_READ = ("keywords", "sentiment")


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """Subjects a CPU second through the automaton; articles a CPU second from the store to rising words."""
    rng = np.random.default_rng(1)
    counts, totals = rng.poisson(0.3, (SUBJECTS, HOURS)), rng.poisson(200, HOURS) + 1
    took = spent(lambda: trends.bursts(counts, totals, season=24))
    yield Row("bursts", f"{SUBJECTS:,} subjects, {HOURS} hours", f"{SUBJECTS / took:,.0f} subjects/s")
    some = articles[:MOST]
    with (
        tempfile.TemporaryDirectory() as folder,
        store.open(f"sqlite:///{folder}/n.db", now=lambda: datetime.now(UTC)) as kept,
    ):
        for article in some:
            notes = nlp.analyse(article, only=_READ).annotations
            id = kept.articles.add(article)
            kept.annotations.put((id, name, 1, notes[name]) for name in _READ)
        took = spent(lambda: trends.ledger(kept.readings.stream("terms", store.Window())))
        yield Row("readings counted", f"zh and en, {len(some)}", f"{len(some) / took:,.0f}/s")
    days = [datetime(2026, 1, 1 + day, tzinfo=UTC) for day in range(30)]
    cells = tuple((f"subject {i}", day, i + day.day) for i in range(12) for day in days)
    sheet = media.Sheet("heat map", ("row", "start", "value"), cells)
    took = spent(lambda: [media.draw("heat_map", sheet) for _ in range(20)]) / 20
    yield Row("a heat map drawn", "12 by 30", f"{took * 1000:.1f} ms")
    drawn = media.draw("heat_map", sheet)
    yield Row("a heat map as PNG", "12 by 30", f"{spent(lambda: media.png(drawn)) * 1000:.0f} ms")
