"""Stories: the archive joined as a whole, and one new report finding its story."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bench._measure import Row, latency, spent

from broadsheet.app import Newsroom
from broadsheet.core import Article

MOST = 600
ATTACHED = 12


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """Documents a CPU second; one new report by the clock, analysis and indexing left out."""
    some = articles[:MOST]
    with tempfile.TemporaryDirectory() as folder, Newsroom.open(folder, model="none") as room:
        for article in some:
            room.store.articles.add(replace(article, url=""))
        while room.index.update(limit=256):
            pass
        seconds = spent(lambda: list(room.rejoin()))
        yield Row("stories joined as a whole", f"zh and en, {len(some)}", f"{len(some) / seconds:,.0f}/s")
        ids = room.store.articles.ids()[-ATTACHED:]
        yield Row("one new report finds its story", "zh and en", latency(room.home_of, ids))
