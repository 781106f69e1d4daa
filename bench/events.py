"""How fast readers' acts are kept, beside sqlite3 by hand in the same run, and how that grows. It asserts nothing.

Wall clock on purpose: an act is kept when the disk has it. `--articles` plays no part.
"""

import json
import os
import random
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx
import uvicorn
from bench._measure import Row

from broadsheet import store
from broadsheet.app import Newsroom
from broadsheet.core import Article, Event, Served, Shown
from broadsheet.recommend.serving.serving_log import ServingLog
from broadsheet.serve.application import application

AT = datetime(2026, 11, 20, tzinfo=UTC)
BATCH = 10_000
SINGLES = 2_000
THREADS = 32
MILLIONS = float(os.environ.get("BENCH_EVENTS_MILLIONS", "1"))
PAGES = 3_000
_INSERT = "INSERT INTO events (key, reader, action, article, value, at) VALUES (?, ?, ?, ?, ?, ?)"
_dice = random.Random(7)


def rows(_: Sequence[Article]) -> Iterator[Row]:
    """Durable acts a second: in batches, alone and at once, over HTTP, and with many kept; and the log of pages."""
    with tempfile.TemporaryDirectory() as folder, store.open(f"sqlite:///{folder}/n.db", now=lambda: AT) as kept:
        plain = _plain(Path(folder) / "plain.db")
        mine, theirs = _rate(kept.events.add, BATCH, times=5), _rate(lambda acts: _by_hand(plain, acts), BATCH, times=5)
        yield _row(f"kept in batches of {BATCH:,}", mine * BATCH, theirs * BATCH)
        mine, theirs = _rate(kept.events.add, 1, times=300), _rate(lambda acts: _by_hand(plain, acts), 1, times=300)
        yield _row("kept one by one, one writer", mine, theirs)
        yield _row(f"kept one by one, {THREADS} writers at once", _at_once(kept), theirs)
        plain.close()
        yield from _growth(kept)
        yield _log(kept)
    yield from _over_http()


def _row(stage: str, mine: float, theirs: float) -> Row:
    return Row(stage, "invented", f"{mine:,.0f}/s", f"{mine / theirs:.2f} times sqlite3 by hand ({theirs:,.0f}/s)")


def _acts(n: int) -> list[Event]:
    return [
        Event(
            f"{_dice.getrandbits(128):032x}", f"reader-{_dice.randrange(100_000)}", "click", AT, _dice.randrange(10**6)
        )
        for _ in range(n)
    ]


def _rate(keep: Callable[[list[Event]], object], n: int, *, times: int) -> float:
    made = iter([_acts(n) for _ in range(times + 1)])
    return _timed(lambda: keep(next(made)), times)


def _timed(work: Callable[[], object], times: int) -> float:
    """How often a second, after one time to warm up; what it is given is made on its own time."""
    work()
    start = time.perf_counter()
    for _ in range(times):
        work()
    return times / (time.perf_counter() - start)


def _plain(path: Path) -> sqlite3.Connection:
    """What one would write by hand: one table, one index over the keys and one over the readers, as durable."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE events (id INTEGER PRIMARY KEY, key TEXT UNIQUE, reader TEXT, action TEXT, article INT,"
        " value REAL, at INT)"
    )
    connection.execute("CREATE INDEX events_reader ON events (reader, id)")
    return connection


def _by_hand(connection: sqlite3.Connection, acts: Sequence[Event]) -> None:
    told = [(e.key, e.reader, e.action, e.article, e.value, 0) for e in acts]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_INSERT, told)
    connection.execute("COMMIT")


def _at_once(kept: store.Store) -> float:
    acts = _acts(SINGLES)
    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda act: kept.events.add([act]), acts))
    return SINGLES / (time.perf_counter() - start)


def _growth(kept: store.Store) -> Iterator[Row]:
    """Rates as the table grows, from the same table and machine."""
    for share in (0.25, 0.5, 1.0):
        spent = processor = 0.0
        added = 0
        while kept.events.count() < share * MILLIONS * 1e6:
            acts = _acts(BATCH)
            start, before = time.perf_counter(), time.process_time()
            kept.events.add(acts)
            spent, processor = spent + time.perf_counter() - start, processor + time.process_time() - before
            added += BATCH
        if added:
            figure = f"{added / spent:,.0f}/s ({added / processor:,.0f} a CPU second)"
            yield Row("kept in batches, with as many kept before", f"{share * MILLIONS:.2g} million", figure)


def _log(kept: store.Store) -> Row:
    """What a reader waits for the log of pages, and what it costs behind them."""
    shown = tuple(Shown(n, n, 0.5, features=tuple(_dice.random() for _ in range(40))) for n in range(1, 31))
    columns = tuple(f"column {n}" for n in range(40))
    pages = [Served(f"p{n}", f"reader-{n % 99}", AT, "v", "front", "en", shown, columns) for n in range(PAGES)]
    log = ServingLog(kept.served.add)
    start = time.perf_counter()
    for page in pages:
        log.put(page)
    put = (time.perf_counter() - start) / PAGES
    log.close()
    whole = (time.perf_counter() - start) / PAGES
    return Row(
        "a page of 30 with 40 features logged", "invented", f"{put * 1e6:.0f} µs before, {whole * 1e6:.0f} in all"
    )


def _over_http() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, Newsroom.open(folder, model="none") as room:
        for n in range(200):
            room.store.articles.add(Article(f"Report {n}", f"Text of report {n}."))
        config = uvicorn.Config(application(room), log_level="error", port=0, lifespan="off")
        server = uvicorn.Server(config)
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.01)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/api/v1/events"
        with httpx.Client(trust_env=False, timeout=60) as client:
            bodies = [_body(BATCH) for _ in range(6)]
            sent = iter(bodies)
            rate = _timed(lambda: client.post(address, content=next(sent)).raise_for_status(), 5)
            yield Row(f"kept over HTTP, batches of {BATCH:,}", "invented", f"{rate * BATCH:,.0f}/s")
            yield Row("kept over HTTP, one by one, 16 at once", "invented", f"{_posts(client, address):,.0f}/s")
        server.should_exit = True


def _posts(client: httpx.Client, address: str) -> float:
    """The client is in this process too and takes most of the time of it."""
    bodies = [_body(1) for _ in range(SINGLES // 2)]
    start = time.perf_counter()
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda body: client.post(address, content=body).raise_for_status(), bodies))
    return len(bodies) / (time.perf_counter() - start)


def _body(n: int) -> bytes:
    acts = [
        {"key": e.key, "reader": e.reader, "action": "click", "article": _dice.randrange(1, 201), "position": 3}
        for e in _acts(n)
    ]
    return json.dumps({"events": acts}).encode()
