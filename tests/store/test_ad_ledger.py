import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet import store
from broadsheet.core import AdEvent, AdServed, Advertiser, Campaign
from broadsheet.store import Store
from tests.store.conftest import NOW

LATER = NOW + timedelta(minutes=1)
SLOT = AdServed(
    key="s",
    campaign=1,
    creative=1,
    advertiser=1,
    reader="",
    page="",
    position=1,
    surface="article",
    language="en",
    topic="",
    matched="",
    hour=9,
    at=NOW,
    day="2026-11-08",
    pricing="cpm",
    price=2000,
    held=2000,
    chance=0.01,
)


def campaign(kept: Store, *, budget: int = 10, daily: int = 0) -> None:
    kept.adverts.add_advertiser(Advertiser("Larke"))
    kept.adverts.add_campaign(Campaign(1, "Kettles", "cpm", 2000, budget, daily))


def happened(kept: Store, slot: str, action: str, *, key: str = "", minutes: float = 1.0) -> str:
    at = NOW + timedelta(minutes=minutes)
    return kept.ad_ledger.record([AdEvent(key or f"{slot}:{action}", slot, action, at)])[0]  # type: ignore[arg-type]


def balance(kept: Store) -> tuple[int, int]:
    whole = next(b for b in kept.ad_ledger.balances() if b.day == "")
    return whole.spent, whole.held


def test_a_served_slot_holds_its_price_and_an_impression_charges_it(kept: Store) -> None:
    campaign(kept)
    assert kept.ad_ledger.serve([SLOT]) == set()
    assert balance(kept) == (0, 2000)
    assert happened(kept, "s", "impression") == ""
    assert balance(kept) == (2000, 0)


@pytest.mark.parametrize(("budget", "daily"), [(10, 0), (1000, 10)])
def test_no_more_slots_hold_money_than_the_budget_or_the_day_has(kept: Store, budget: int, daily: int) -> None:
    campaign(kept, budget=budget, daily=daily)
    poor = kept.ad_ledger.serve([replace(SLOT, key=str(i)) for i in range(7)])
    assert poor == {"5", "6"}
    verdicts = [happened(kept, str(i), "impression") for i in range(7)]
    assert verdicts == ["", "", "", "", "", "unpaid", "unpaid"]
    assert balance(kept) == (10_000, 0)


def test_an_event_counts_once_by_its_key_and_once_by_its_slot(kept: Store) -> None:
    campaign(kept)
    kept.ad_ledger.serve([SLOT])
    assert happened(kept, "s", "impression", key="a") == ""
    assert happened(kept, "s", "impression", key="a") == "repeated"
    assert happened(kept, "s", "impression", key="b") == "repeated"
    assert balance(kept) == (2000, 0)


@pytest.mark.parametrize("action", ["click", "viewable"])
def test_what_was_never_shown_is_not_clicked(kept: Store, action: str) -> None:
    campaign(kept)
    kept.ad_ledger.serve([SLOT])
    assert happened(kept, "s", action) == "unseen"
    assert happened(kept, "nowhere", action) == "unknown"


def test_what_was_not_seen_in_time_gives_its_money_back_and_is_charged_no_more(kept: Store) -> None:
    campaign(kept)
    kept.ad_ledger.serve([SLOT])
    assert kept.ad_ledger.release(NOW + timedelta(minutes=31)) == 1
    assert balance(kept) == (0, 0)
    assert happened(kept, "s", "impression", minutes=32) == "late"


def test_a_clock_that_ran_ahead_and_came_back_holds_no_money(kept: Store) -> None:
    campaign(kept)
    kept.ad_ledger.serve([replace(SLOT, at=NOW + timedelta(days=400), day="2027-12-13")])
    assert kept.ad_ledger.release(NOW) == 1
    assert balance(kept) == (0, 0)


def test_a_click_is_charged_where_clicks_are_paid_and_never_over_the_budget(kept: Store) -> None:
    campaign(kept, budget=50)
    slots = [replace(SLOT, key=str(i), pricing="cpc", price=20_000, held=200, page=str(i)) for i in range(4)]
    kept.ad_ledger.serve(slots)
    for slot in slots:
        happened(kept, slot.key, "impression")
    assert balance(kept) == (0, 800)
    assert [happened(kept, slot.key, "click") for slot in slots] == ["", "", "unpaid", "unpaid"]
    assert balance(kept) == (40_000, 0)


def test_the_third_paid_click_of_a_reader_in_an_hour_is_a_flood(kept: Store) -> None:
    campaign(kept, budget=1000)
    slots = [replace(SLOT, key=str(i), pricing="cpc", reader="li") for i in range(4)]
    kept.ad_ledger.serve(slots)
    for slot in slots:
        happened(kept, slot.key, "impression")
    assert [happened(kept, slot.key, "click") for slot in slots] == ["", "", "flood", "flood"]
    assert kept.ad_counts.total(campaign=1).invalid == 2


def test_a_hundred_at_once_spend_what_there_is_and_no_more(kept: Store) -> None:
    campaign(kept, budget=40)

    def one(i: int) -> None:
        kept.ad_ledger.serve([replace(SLOT, key=str(i))])
        kept.ad_ledger.record([AdEvent(f"e{i % 30}", str(i), "impression", LATER)])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(60)))
    spent, held = balance(kept)
    total = kept.ad_counts.total(campaign=1)
    assert total.money == spent <= 40_000
    assert spent + held == 40_000


_SELLER = """
import sys
from dataclasses import replace
from datetime import datetime, timedelta, UTC
from broadsheet import store
from broadsheet.core import AdEvent
from tests.store.test_ad_ledger import SLOT, NOW
kept = store.open(sys.argv[1], now=lambda: NOW)
for i in range(100_000):
    kept.ad_ledger.serve([replace(SLOT, key=str(i))])
    kept.ad_ledger.record([AdEvent(f"e{i}", str(i), "impression", NOW + timedelta(minutes=1))])
    print(i, flush=True)
"""


@pytest.fixture
def books(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    url = f"sqlite:///{tmp_path / 'books.db'}"
    with store.open(url, now=lambda: NOW) as opened:
        campaign(opened, budget=10_000)
        yield url, opened


@pytest.mark.parametrize("after", [1, 7, 20])
def test_the_books_hold_after_a_kill(books: tuple[str, Store], after: int) -> None:
    url, kept = books
    seller = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_SELLER), url],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert seller.stdout is not None
    acknowledged = [int(seller.stdout.readline()) for _ in range(after)]
    seller.send_signal(signal.SIGKILL)
    seller.wait()
    seller.stdout.close()
    spent, held = balance(kept)
    total = kept.ad_counts.total(campaign=1)
    assert total.money == spent == total.impressions * 2000
    assert total.impressions >= len(acknowledged)
    assert held in (0, 2000)


def test_a_reader_is_exported_and_then_gone_while_the_sums_stay(kept: Store) -> None:
    campaign(kept)
    kept.ad_ledger.serve([replace(SLOT, reader="wang-canary", page="front-wang-canary")])
    happened(kept, "s", "impression", key="web:wang-canary:1")
    assert kept.adverts.of("wang-canary")["served"][0]["slot"] == "s"
    kept.adverts.erase("wang-canary")
    assert kept.adverts.of("wang-canary")["served"] == []
    with kept._database.reading() as connection:
        dump = "\n".join(connection.connection.iterdump())
    assert "wang-canary" not in dump
    assert balance(kept) == (2000, 0)
