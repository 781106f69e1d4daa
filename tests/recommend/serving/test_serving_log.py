"""The log of served pages: in the background, bounded, and silent about who was erased."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet import store
from broadsheet.core import Context, FrontPage, Item, Reader, Served, StoreError
from broadsheet.recommend import Recommender
from broadsheet.recommend.serving.serving_log import ServingLog, named, served
from tests.recommend.newsroom import NOW

PAGE = FrontPage("ann", (Item(3, 1, 0.5, {}, "", propensity=0.25, explored=True, title="Other"),), "en", "v1")


def logged(key: str, reader: str = "ann") -> Served:
    return Served(key, reader, NOW, "v1", "front", "en", ())


def into(written: list[str]) -> Callable[[Sequence[Served]], int]:
    def write(pages: Sequence[Served]) -> int:
        written.extend(page.key for page in pages)
        return len(pages)

    return write


def test_a_page_is_logged_as_it_was_decided() -> None:
    page = named(PAGE, at=NOW)
    told = served(page, reader=Reader("ann"), context=Context(surface="feed"), columns=("age",), features={3: (1.5,)})
    (shown,) = told.items
    assert (told.key, told.at, told.surface, told.columns) == (page.id, NOW, "feed", ("age",))
    assert (shown.article, shown.position, shown.propensity, shown.explored, shown.title) == (3, 1, 0.25, True, "Other")
    assert shown.features == (1.5,)


def test_the_page_of_a_reader_who_is_not_personalised_is_logged_without_a_name() -> None:
    told = served(named(PAGE, at=NOW), reader=Reader("ann", personalised=False), context=Context())
    assert (told.reader, told.personalised) == ("", False)


def test_a_page_keeps_the_id_it_has() -> None:
    assert named(replace(PAGE, id="mine"), at=NOW).id == "mine"
    assert named(PAGE, at=NOW).id != named(PAGE, at=NOW).id


def test_pages_are_written_together_and_in_their_order() -> None:
    written: list[list[str]] = []
    done = threading.Event()

    def write(pages: Sequence[Served]) -> int:
        written.append([page.key for page in pages])
        done.set()
        return len(pages)

    log = ServingLog(write, every=0.05)
    for n in range(5):
        log.put(logged(f"p{n}"))
    assert done.wait(10)
    log.close()
    assert [key for keys in written for key in keys] == [f"p{n}" for n in range(5)]


def test_closing_writes_what_waits() -> None:
    written: list[str] = []
    log = ServingLog(into(written), every=3600)
    log.put(logged("p1"))
    log.close()
    assert written == ["p1"]


def test_a_disk_that_takes_nothing_costs_the_oldest_pages_and_no_reader() -> None:
    full, written = [True], list[str]()

    def write(pages: Sequence[Served]) -> int:
        if full[0]:
            raise StoreError("the disk is full")
        written.extend(page.key for page in pages)
        return len(pages)

    log = ServingLog(write, every=3600, most=3)
    for n in range(4):
        log.put(logged(f"p{n}"))
    with pytest.raises(StoreError):
        log.flush()
    log.put(logged("p4"))
    full[0] = False
    log.close()
    assert (written, log.dropped) == (["p2", "p3", "p4"], 2)


def test_pages_of_an_erased_reader_are_not_written() -> None:
    written: list[str] = []
    log = ServingLog(into(written), every=3600)
    log.put(logged("p1", "ann"))
    log.put(logged("p2", "bob"))
    log.forget("ann")
    log.close()
    assert written == ["p2"]


def test_what_a_reader_gets_is_logged_under_the_id_it_carries(recommender: Recommender, kept: store.Store) -> None:
    page = recommender.front_page(Reader("ann"), n=5, now=NOW, language="en")
    recommender.close()
    found = kept.served.get(page.id)
    assert found is not None
    assert [(s.article, s.position) for s in found.items] == [(i.article, i.rank) for i in page.items]
    assert kept.served.of("ann") == [found]


def test_pages_are_kept_for_as_long_as_is_allowed(kept: store.Store) -> None:
    recommender = Recommender(kept, days=10)
    old = recommender.front_page(Reader("ann"), n=5, now=NOW - timedelta(days=11), language="en")
    recommender.flush()
    new = recommender.front_page(Reader("ann"), n=5, now=NOW, language="en")
    recommender.close()
    assert kept.served.get(old.id) is None
    assert kept.served.get(new.id) is not None
