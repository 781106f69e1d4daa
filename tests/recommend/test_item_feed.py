"""The recommender by itself, as a site would use it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from broadsheet.core import CatalogueItem, InvalidInputError, Reader, Told
from broadsheet.recommend import ItemFeed

NOW = datetime(2026, 11, 8, 18, 0, tzinfo=UTC)
SUBJECTS = ("tea", "sport", "science")


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[ItemFeed]:
    with ItemFeed.open(tmp_path, embedder="", now=lambda: NOW) as opened:
        yield opened


def some(n: int = 30) -> tuple[list[CatalogueItem], "np.ndarray[tuple[int, ...], np.dtype[np.float32]]"]:
    """Items of three subjects in turn, each an hour older; vectors near their subject's axis."""
    random = np.random.default_rng(3)
    items = [
        CatalogueItem(
            f"sku-{i}",
            f"{SUBJECTS[i % 3]} {i}",
            language=("en", "zh")[i // 3 % 2],
            outlet=f"Maker {i % 5}",
            published=NOW - timedelta(hours=i),
            topics=(SUBJECTS[i % 3],),
        )
        for i in range(n)
    ]
    rows = 0.2 * random.standard_normal((n, 8))
    rows[np.arange(n), np.arange(n) % 3] += 1.0
    return items, rows.astype(np.float32)


def click(reader: str, item: str, key: str = "") -> Told:
    return Told(key or f"{reader}-{item}", reader, "click", NOW, item=item)


def test_items_and_acts_go_in_and_a_page_in_the_sites_own_ids_comes_out(feed: ItemFeed) -> None:
    items, vectors = some()
    assert feed.put(items, vectors=vectors).added == 30
    assert feed.observe([click("ann", "sku-0"), click("ann", "sku-3")]).new == 2
    page = feed.page("ann", n=6)
    assert len({p.item for p in page.items}) == 6
    assert all(p.item.startswith("sku-") and p.reason for p in page.items)
    assert all(p.score == pytest.approx(sum(p.parts.values()), abs=1e-6) for p in page.items)
    assert page.id
    assert {"sku-0", "sku-3"}.isdisjoint(p.item for p in page.items)
    assert sum(int(p.item[4:]) % 3 == 0 for p in page.items[:3]) >= 2


def test_the_next_page_knows_the_last_click(feed: ItemFeed) -> None:
    items, vectors = some()
    feed.put(items, vectors=vectors)
    first = feed.page("ann", n=5).items[0].item
    feed.observe([click("ann", first)])
    assert first not in {p.item for p in feed.page("ann", n=30).items}


def test_a_bad_item_or_act_is_refused_by_itself(feed: ItemFeed) -> None:
    good = CatalogueItem("a", "Tea", url="https://shop.example/a")
    put = feed.put(
        [
            good,
            CatalogueItem("", "no id"),
            CatalogueItem("b", ""),
            replace(good, id="c", published=datetime(2026, 1, 1)),
            replace(good, id="d"),
        ]
    )
    assert put.added == 1
    assert [r.index for r in put.refused] == [1, 2, 3, 4]
    seen = feed.observe(
        [click("ann", "a"), click("ann", "zzz"), Told("k", "a/b", "click", item="a"), click("ann", "a")]
    )
    assert (seen.received, seen.new) == (4, 1)
    assert [r.index for r in seen.refused] == [1, 2]


def test_a_withdrawn_item_is_on_no_page_until_it_is_put_in_again(feed: ItemFeed) -> None:
    items, vectors = some(6)
    feed.put(items, vectors=vectors)
    assert feed.withdraw(["sku-0", "unknown"]) == 1
    assert "sku-0" not in {p.item for p in feed.page("ann").items}
    feed.put(items[:1], vectors=vectors[:1])
    assert "sku-0" in {p.item for p in feed.page("bob").items}


def test_a_changed_item_is_recommended_for_what_it_is_now(feed: ItemFeed) -> None:
    items, vectors = some()
    feed.put(items, vectors=vectors)
    feed.observe([click("ann", "sku-0"), click("ann", "sku-3"), click("ann", "sku-6")])
    moved = replace(items[1], topics=("tea",), title="tea 1")
    feed.put([moved], vectors=vectors[:1])
    assert feed.similar("sku-0", n=3)[0].item == "sku-1"


@pytest.mark.parametrize("rows", [np.ones((2, 8)), np.full((1, 8), np.nan), np.ones(8)])
def test_vectors_that_do_not_fit_are_refused_with_their_shape(
    feed: ItemFeed, rows: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]"
) -> None:
    with pytest.raises(InvalidInputError, match="vectors are finite numbers"):
        feed.put([CatalogueItem("a", "Tea")], vectors=rows)


def test_it_is_all_there_when_it_is_opened_again(tmp_path: Path) -> None:
    items, vectors = some()
    with ItemFeed.open(tmp_path, embedder="", now=lambda: NOW) as feed:
        feed.put(items, vectors=vectors)
        feed.observe([click("ann", "sku-0")])
        before = {p.item for p in feed.page("ann").items}
    with ItemFeed.open(tmp_path, embedder="", now=lambda: NOW) as feed:
        assert {p.item for p in feed.page("ann").items} == before
    assert len(before) > 25
    assert "sku-0" not in before


def test_an_erased_reader_is_a_new_one(feed: ItemFeed) -> None:
    items, vectors = some()
    feed.put(items, vectors=vectors)
    before = [p.item for p in feed.page("bob", n=30).items]
    feed.observe([click("ann", "sku-0")])
    feed.erase("ann")
    assert {p.item for p in feed.page("ann", n=30).items} == set(before)


def test_no_file_of_a_feed_has_the_name_of_an_erased_reader(tmp_path: Path) -> None:
    items, vectors = some()
    with ItemFeed.open(tmp_path, embedder="", now=lambda: NOW) as feed:
        feed.put(items, vectors=vectors)
        feed.observe([click("ann-of-larke", "sku-0")])
        feed.page("ann-of-larke")
        feed.erase("ann-of-larke")
    assert [file.name for file in tmp_path.iterdir() if b"ann-of-larke" in file.read_bytes()] == []


def test_a_backup_that_is_put_back_forgets_who_was_erased_since(tmp_path: Path) -> None:
    items, vectors = some()
    home = tmp_path / "feed"
    with ItemFeed.open(home, embedder="", now=lambda: NOW) as feed:
        feed.put(items, vectors=vectors)
        feed.observe([click("ann-of-larke", "sku-0"), click("若川", "sku-1")])
        feed.set_reader(Reader("ann-of-larke", topics=("tea",)))
    shutil.copy(home / "newsroom.db", tmp_path / "backup.db")
    with ItemFeed.open(home, embedder="", now=lambda: NOW) as feed:
        feed.erase("ann-of-larke")
    for file in home.glob("newsroom.db*"):
        file.unlink()
    shutil.copy(tmp_path / "backup.db", home / "newsroom.db")
    with ItemFeed.open(home, embedder="", now=lambda: NOW) as feed:
        assert feed.reader("ann-of-larke") == Reader("ann-of-larke")
    assert [file.name for file in home.iterdir() if b"ann-of-larke" in file.read_bytes()] == []
    assert "若川".encode() in (home / "newsroom.db").read_bytes()


@pytest.mark.parametrize("title", ["春茶今年早了十天上市", "Spring tea came ten days early"])
def test_a_language_is_recognised(feed: ItemFeed, title: str) -> None:
    feed.put([CatalogueItem("a", title)])
    article = feed.similar("a")
    assert article == ()
    assert [p.item for p in feed.page("ann").items] == ["a"]
