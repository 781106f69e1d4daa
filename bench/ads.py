"""How long the slots of a page take with a thousand campaigns, and how many slots the books take in a second."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from bench._measure import Row, latency, spent

from broadsheet import store
from broadsheet.core import AdPage, AdServed, Advertiser, Article, Campaign, Creative, Stored, Targeting
from broadsheet.recommend import ads

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CAMPAIGNS = 1000
PAGES = 2000
TOPICS = ("medtop:15000000", "medtop:04000000", "medtop:01000000", "medtop:13000000", "medtop:10000000")


def offer(*, n: int) -> ads.Offer:
    """Invented campaigns: half for clicks, a third by subject, a fifth by keywords, all with a budget."""
    rng = np.random.default_rng(1)
    campaigns, payers, creatives = [], {}, []
    for i in range(1, n + 1):
        told = Targeting(
            topics=(str(rng.choice(TOPICS)),) if i % 3 == 0 else (),
            keywords=(f"word{i % 50}", f"词语{i % 50}") if i % 5 == 0 else (),
        )
        kind = ("cpm", int(rng.integers(500, 4000))) if i % 2 else ("cpc", int(rng.integers(20, 300)))
        made = Campaign(i // 3 + 1, f"C{i}", *kind, 10**8, 10**6, targeting=told, state="running")  # type: ignore[arg-type]
        campaigns.append(Stored(i, made, NOW))
        payers[made.advertiser] = Stored(made.advertiser, Advertiser(f"A{made.advertiser}"), NOW)
        for language in ("zh", "en"):
            shown = Creative(i, "Kettle", "It boils.", "https://k.example/", language, state="approved")
            creatives.append(Stored(2 * i + (language == "en"), shown, NOW))
    return ads.Offer.of(campaigns, payers, creatives)


def rows(_: Sequence[Article]) -> Iterator[Row]:
    """The table."""
    told = offer(n=CAMPAIGNS)
    exchange = ads.Exchange(ads.Terms(reserve=100))
    exchange.load(told, ads.Budgets.of(told, {}, {}, traffic=ads.traffic({}), now=NOW), ads.fit([]))
    pages = [
        AdPage(language=("en", "zh")[i % 2], topics=(TOPICS[i % 5],), words=f"Report {i} of word{i % 70} 词语{i % 60}")
        for i in range(PAGES)
    ]
    for words, asked in (("each page new", pages), ("pages read again", [pages[i % 50] for i in range(PAGES)])):
        requests = [ads.Request(page, NOW, slots=2, reader="li") for page in asked]
        cpu = spent(lambda told=requests: [exchange.fill(one) for one in told]) / PAGES  # type: ignore[misc]
        figure = f"{latency(exchange.fill, requests)}; {cpu * 1000:.2f} ms of CPU"
        yield Row("two slots of 1,000 campaigns", words, figure)
    yield Row("slots into the books", "50 a transaction", f"{_books():.0f} a CPU second")


def _books(*, n: int = 2000) -> float:
    served = AdServed(
        "k", 1, 1, 1, "li", "p", 1, "article", "en", "", "", 12, NOW, "2026-11-20", "cpm", 2000, 2000, 0.01
    )
    with tempfile.TemporaryDirectory() as folder, store.open(_url(folder), now=lambda: NOW) as kept:
        kept.adverts.add_advertiser(Advertiser("A"))
        kept.adverts.add_campaign(Campaign(1, "C", "cpm", 2000, 10**9))
        parts = [[replace(served, key=f"{i}-{j}") for j in range(50)] for i in range(n // 50)]
        return n / spent(lambda: [kept.ad_ledger.serve(part) for part in parts])


def _url(folder: str) -> str:
    return f"sqlite:///{Path(folder) / 'newsroom.db'}"
