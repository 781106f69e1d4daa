"""How long a front page takes over HTTP: 30 of ten thousand, a hundred thousand and, when asked, a million articles.

The server is a process of its own on loopback and the newsroom invented. BENCH_FRONT_PAGE="10000 1000000" names other
sizes: the million takes four minutes to invent, kept in BENCH_FOLDER when that is set. BENCH_WORKERS=2 serves by two
processes, BENCH_READERS=100000 has as many readers act before memory is looked at again, and BENCH_DRAW=FILE.svg draws
how the time of a page grows with the articles.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from bench import _growth, _implicit_pages, _many_readers
from bench._measure import Row
from bench._newsroom import grow
from bench._served import Client, cpu, memory, served

from broadsheet import store
from broadsheet.core import Article

SIZES = "10000 100000"
READERS = 400
ACTS = 30
PAGES = 400
CLICKS = 200
NEW = 10
WORKERS = int(os.environ.get("BENCH_WORKERS", "1"))


def rows(_: Sequence[Article]) -> Iterator[Row]:
    """Pages, clicks and new articles by the clock, for each size; the articles are invented."""
    kept = os.environ.get("BENCH_FOLDER", "")
    grown: list[_growth.Point] = []
    for size in map(int, os.environ.get("BENCH_FRONT_PAGE", SIZES).split()):
        with tempfile.TemporaryDirectory() as made:
            home = Path(kept or made) / f"front-{size}"
            if not home.exists():
                home.mkdir(parents=True)
                grow(home, n=size)
            yield from _of(home, size, grown)
    if drawing := os.environ.get("BENCH_DRAW", ""):
        Path(drawing).write_text(_growth.draw(grown), encoding="utf-8")


def _of(home: Path, size: int, grown: list[_growth.Point]) -> Iterator[Row]:
    texts = f"{size:,} invented"
    for kind in ("from the store", "from the snapshot"):
        if kind == "from the store" and (home / "recommender" / "catalogue").exists():
            continue
        start = time.perf_counter()
        with served(home, workers=WORKERS) as (port, _):
            Client(port).get("/readers/first/front-page")
            yield Row(f"start to first page, {kind}", texts, f"{time.perf_counter() - start:.1f} s")
    with served(home, workers=WORKERS) as (port, pid):
        random = np.random.default_rng(2)
        _acquaint(Client(port), size, random)
        names = [f"reader-{i}" for i in random.integers(READERS, size=PAGES)]
        _pages(port, names[: PAGES // 2], connections=1)
        before = cpu(pid)
        taken, wall = _pages(port, names, connections=1)
        spent = (cpu(pid) - before) / PAGES * 1000
        figure = f"{_told(taken)}, {PAGES / wall:.0f} pages/s, {spent:.1f} CPU ms"
        yield Row("front page of 30 over HTTP", texts, figure, _beside(float(np.median(taken)), size))
        grown.append(_growth.Point(size, float(np.median(taken)) * 1000, spent))
        taken, wall = _pages(port, names, connections=8)
        yield Row("the same, 8 connections", texts, f"{_told(taken)}, {PAGES / wall:.0f} pages/s")
        taken, changed = _clicks(Client(port), random)
        yield Row("click, kept, to changed page", texts, f"{_told(taken)}, {changed} of {CLICKS} changed")
        yield Row("new article to a page", texts, _new(Client(port), home))
        yield Row("memory of the server", texts, f"{memory(pid):.2f} GiB")
        if readers := int(os.environ.get("BENCH_READERS", "0")):
            asked = _many_readers.arrive(Client(port), readers, articles=size)
            yield Row("the same", f"{texts}, {readers:,} readers", f"{memory(pid):.2f} GiB", f"{asked:,} got a page")


def _beside(page: float, size: int) -> str:
    """How long a page takes as a multiple of the peer's one step of it, in this run."""
    if why := _implicit_pages.missing():
        return why
    told = [
        f"{page / theirs:.1f} times {what} ({theirs * 1000:.1f} ms)"
        for what, theirs in _implicit_pages.recommending(size)
    ]
    return "; ".join(told)


def _acquaint(client: Client, size: int, random: np.random.Generator) -> None:
    """Let readers read: two acts in three on articles of the last tenth."""
    for i in range(READERS):
        events = []
        for k in range(ACTS):
            article = int(size - random.integers(0, size // 10)) if k % 3 else int(random.integers(1, size))
            act = {"key": f"{os.getpid()}-{i}-{k}", "reader": f"reader-{i}", "article": article}
            events.append(act | {"action": "view" if k % 3 == 2 else "click"})
        client.post("/events", {"events": events})


def _pages(port: int, names: Sequence[str], *, connections: int) -> tuple[list[float], float]:
    """The seconds of each page, and of all."""
    taken: list[float] = []

    def fetch(own: Sequence[str]) -> None:
        client = Client(port)
        for name in own:
            taken.append(_seconds(lambda name=name: client.get(f"/readers/{name}/front-page")))  # type: ignore[misc]

    threads = [threading.Thread(target=fetch, args=(names[i::connections],)) for i in range(connections)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, time.perf_counter() - start


def _clicks(client: Client, random: np.random.Generator) -> tuple[list[float], int]:
    """The seconds from sending a click on a page's item to having the next page, and how many pages were without it."""
    taken, changed = [], 0
    for k in range(CLICKS):
        name = f"reader-{random.integers(READERS)}"
        items = client.get(f"/readers/{name}/front-page")["items"]
        article = items[int(random.integers(len(items)))]["article"]  # type: ignore[arg-type,index]
        act = {"key": f"click-{os.getpid()}-{k}", "reader": name, "article": article, "action": "click"}
        start = time.perf_counter()
        client.post("/events", {"events": [act]})
        after = client.get(f"/readers/{name}/front-page")["items"]
        taken.append(time.perf_counter() - start)
        changed += all(item["article"] != article for item in after)  # type: ignore[attr-defined]
    return taken, changed


def _new(client: Client, home: Path) -> str:
    """How long until an article that another process kept stands on a page of its language."""
    taken = []
    with store.open(f"sqlite:///{home / 'newsroom.db'}", now=lambda: datetime.now(UTC)) as other:
        for k in range(NEW):
            mark = f"New {os.getpid()} {k}"
            client.get("/readers/waiting/front-page")
            id = other.articles.add(Article(mark, mark, language="en", published=datetime.now(UTC), outlet=mark))
            start = time.perf_counter()
            while not _stands(client, id) and time.perf_counter() - start < 5:
                pass
            taken.append(time.perf_counter() - start)
    return f"p50 {np.median(taken):.2f} s, slowest {max(taken):.2f} s"


def _stands(client: Client, article: int) -> bool:
    items = client.get("/readers/waiting/front-page?n=30")["items"]
    return any(item["article"] == article for item in items)  # type: ignore[attr-defined]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _told(taken: Sequence[float]) -> str:
    p50, p99 = np.percentile(taken, [50, 99]) * 1000
    return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms"
