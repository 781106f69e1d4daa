"""Two processes that serve advertisements of one newsroom: money and caps are one, and the books outlive trouble."""

import logging
import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.app.advertising.company import Company
from broadsheet.app.advertising.keeper import Keeper
from broadsheet.core import StoreError
from tests.app.test_advertising import CAMPAIGN, PAGE, selling
from tests.newsrooms import NOW

_BY, _PAGES = 2, 25


def serve(home: Path, readers: list[str], gate: Path) -> int:
    """Ask for a page for each of `readers` and tell that it was seen; how many slots there were."""
    with Newsroom.open(home, model="none", now=lambda: NOW) as room:
        (gate / str(multiprocessing.current_process().pid)).touch()
        while len(list(gate.iterdir())) < _BY:
            time.sleep(0.01)
        given = [slot for name in readers for slot in room.ads.slots(PAGE, reader=name)]
        for slot in given:
            room.ads.happened(slot.key, "impression")
        return len(given)


def by_two(tmp_path: Path, readers: Callable[[int], list[str]]) -> list[int]:
    gate = tmp_path / "gate"
    gate.mkdir()
    with ProcessPoolExecutor(_BY, mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(serve, tmp_path / "home", readers(n), gate) for n in range(_BY)]
        return [job.result(timeout=120) for job in jobs]


@pytest.fixture
def sold(tmp_path: Path) -> Callable[..., int]:
    def sell(**told: object) -> int:
        with Newsroom.open(tmp_path / "home", model="none", now=lambda: NOW) as room:
            return selling(room, replace(CAMPAIGN, **told))  # type: ignore[arg-type]

    return sell


def test_a_cap_is_one_for_two_processes(tmp_path: Path, sold: Callable[..., int]) -> None:
    sold(cap=3, budget=10**9)
    assert sum(by_two(tmp_path, lambda _: ["li"] * _PAGES)) == 3


def test_a_budget_is_one_for_two_processes(tmp_path: Path, sold: Callable[..., int]) -> None:
    id = sold(cap=0, bid=2_000, budget=7)
    given = sum(by_two(tmp_path, lambda n: [f"{n}-{page}" for page in range(_PAGES)]))
    with Newsroom.open(tmp_path / "home", model="none", now=lambda: NOW) as room:
        whole, *_ = (b for b in room.store.ad_ledger.balances() if b.campaign == id)
    assert given > 0
    assert 0 < whole.spent <= 7 * 1_000
    assert whole.spent + whole.held <= 7 * 1_000


def test_each_knows_the_other_from_coming_to_leaving(tmp_path: Path) -> None:
    now = [0.0]
    first, second = (Company(tmp_path, tick=lambda: now[0]) for _ in range(2))
    assert not first.join()
    assert second.join()
    now[0] += 1
    assert first.others()
    second.leave()
    now[0] += 1
    assert not first.others()
    first.leave()
    assert not list(tmp_path.iterdir())


def test_who_died_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "4242-dead").touch()
    assert not Company(tmp_path).join()


def test_the_keeper_goes_on_after_any_error_and_tells_it_once(caplog: pytest.LogCaptureFixture) -> None:
    rounds: list[int] = []

    def fails_at_first(n: int) -> None:
        rounds.append(n)
        if n < 4:
            raise (StoreError if n == 1 else ZeroDivisionError)("the books are torn")

    keeper = Keeper(fails_at_first, every=0.005)
    with caplog.at_level(logging.WARNING):
        keeper.begin()
        _until(lambda: len(rounds) > 5)
        keeper.stop()
    told = [record.getMessage() for record in caplog.records]
    assert [("StoreError" in t, "ZeroDivisionError" in t, "again" in t) for t in told] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip
    assert not keeper.trouble


def test_a_slot_sold_while_the_books_were_torn_is_written_later(
    tmp_path: Path, sold: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    sold(budget=10**9)
    with Newsroom.open(tmp_path / "home", model="none", now=lambda: NOW) as room:
        ledger = room.ads._ledger
        real, failures = ledger.serve, [TypeError("no such thing"), RuntimeError("nor this")]

        def serve_late(rows: object) -> object:
            if failures:
                raise failures.pop()
            return real(rows)  # type: ignore[arg-type]

        monkeypatch.setattr(ledger, "serve", serve_late)
        (slot,) = room.ads.slots(PAGE, reader="li")
        _until(lambda: not failures and ledger.slot(slot.key) is not None)
        assert room.ads.slot(slot.key).reader == "li"


def _until(done: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if done():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come about in ten seconds")
