"""The engine: what it holds in memory is what would be made afresh, whatever it is told and in whatever order."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.core import Event, Reader
from broadsheet.core.event import Action
from broadsheet.recommend import Engine
from broadsheet.recommend.catalogue import Card
from broadsheet.recommend.catalogue.snapshot import load, save
from broadsheet.recommend.catalogue.stock import Stock
from broadsheet.recommend.readers.history import ACTIONS, MOST, History
from broadsheet.recommend.readers.profile import profile
from tests.recommend.newsroom import NOW

HOUR = NOW.timestamp() / 3600
ANN = Reader("ann")


def cards(n: int) -> list[Card]:
    return [
        Card(
            id,
            HOUR - id / 4,
            f"Title {id}",
            ("en", "zh")[id % 2],
            f"Outlet {id % 5}",
            frozenset({f"root {id % 3}"}),
            (f"root {id % 3}", f"tag {id % 7}"),
        )
        for id in range(1, n + 1)
    ]


def vectors(n: int) -> dict[int, np.ndarray]:
    random = np.random.default_rng(3)
    return {id: random.standard_normal(16).astype(np.float32) + 2 * (id % 3) for id in range(1, n + 1)}


def filled(n: int = 60) -> Engine:
    engine = Engine()
    engine.put(cards(n), vectors=vectors(n))
    return engine


def act(number: int, action: Action, article: int, *, reader: str = "ann", days: float = 0) -> Event:
    return Event(f"k{number}", reader, action, NOW - timedelta(days=days), article)


ACTS = st.lists(
    st.tuples(st.sampled_from([a for a in ACTIONS if "follow" not in a]), st.integers(1, 80), st.floats(-10, 10)),
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(ACTS, st.lists(st.integers(0, 40), max_size=4))
def test_a_profile_kept_up_to_date_is_the_one_made_afresh(
    acts: list[tuple[Action, int, float]], looks: list[int]
) -> None:
    engine, events = filled(), [act(i, a, article, days=d) for i, (a, article, d) in enumerate(acts)]
    for place, event in enumerate(events):
        engine.take([event])
        if place in looks:
            engine.view(ANN, now=NOW)
    kept = engine.view(ANN, now=NOW)
    history = History()
    history.take(enumerate(events, start=1))
    fresh = profile(ANN, history, catalogue=kept.catalogue)
    assert kept.profile.read == fresh.read
    assert (kept.profile.refused, kept.profile.seen, kept.profile.top) == (fresh.refused, fresh.seen, fresh.top)
    assert kept.profile.interests == fresh.interests


def test_a_hundred_thousand_clicks_leave_a_bounded_history() -> None:
    history = History()
    history.take((i, act(i, "click", i % 50 + 1)) for i in range(1, 100_001))
    assert all(len(column) == MOST for column in history.newest())
    assert len(history.articles) <= 2 * MOST


def test_an_act_from_the_far_future_freezes_nothing() -> None:
    engine = filled()
    far = replace(act(0, "click", 7, reader="x"), at=NOW.replace(year=2090))
    engine.take([far, *(act(i, "click", 9, reader=f"r{i}") for i in range(1, 5))])
    rows = np.array([6, 8])
    first = engine.view(ANN, now=NOW).crowd.clicks(rows)
    engine.take([act(i, "click", 9, reader=f"s{i}") for i in range(5, 9)])
    later = engine.view(ANN, now=NOW).crowd.clicks(rows)
    assert np.isfinite(later).all()
    assert later[1] > first[1] > first[0]


def test_a_clock_that_jumps_and_comes_back_leaves_the_crowd_as_it_was() -> None:
    engine = filled()
    engine.take([act(i, "click", 9, reader=f"r{i}") for i in range(4)])
    rows = np.arange(60)
    before = engine.view(ANN, now=NOW).crowd.opened(rows)
    for away in (NOW + timedelta(days=20_000), NOW - timedelta(days=9_000)):
        assert np.isfinite(engine.view(ANN, now=away).crowd.opened(rows)).all()
    assert np.allclose(engine.view(ANN, now=NOW).crowd.opened(rows), before)


def test_a_forgotten_reader_is_in_no_co_visit() -> None:
    engine = filled()
    engine.take([act(i, "click", article, reader="bob") for i, article in enumerate((3, 5, 8))])
    row = np.array([2])
    assert set(engine.view(ANN, now=NOW).crowd.beside(2)[0].tolist()) == {4, 7}
    engine.forget("bob")
    crowd = engine.view(ANN, now=NOW).crowd
    assert not len(crowd.beside(2)[0])
    assert float(crowd.clicks(row)[0]) == 0


def test_what_others_see_is_as_if_a_forgotten_reader_had_never_been() -> None:
    others = [act(i, "click", 1 + i % 20, reader=f"r{i % 9}") for i in range(60)]
    theirs = [act(i, "click", 1 + i % 30, reader="bob") for i in range(90)]
    engine, never = filled(), filled()
    engine.take([*others, *theirs])
    never.take(others)
    engine.view(ANN, now=NOW)
    engine.forget("bob")
    assert "bob" not in engine.held()
    for reader in (ANN, Reader("r3")):
        here, there = engine.view(reader, now=NOW), never.view(reader, now=NOW)
        for row in range(20):
            assert np.allclose(here.crowd.beside(row)[1], there.crowd.beside(row)[1])
            assert here.crowd.beside(row)[0].tolist() == there.crowd.beside(row)[0].tolist()


def test_a_muted_tag_stops_what_was_read_from_being_used() -> None:
    engine = filled()
    engine.take([act(0, "click", 3), act(1, "click", 6)])
    assert engine.view(ANN, now=NOW).profile.interests
    muted = replace(ANN, muted=("root 0",))
    known = engine.view(muted, now=NOW).profile
    assert not known.interests
    assert known.session is None
    assert {use.tag for use in engine.tags(muted, now=NOW) if not use.muted} == set()
    assert engine.page(muted, now=NOW).items == engine.page(replace(muted, weights={"tag 1": 2.0}), now=NOW).items


def test_what_was_read_years_ago_still_counts_for_a_reader_who_only_looks_today() -> None:
    engine = filled()
    engine.take([act(0, "click", 3, days=9 * 365), act(1, "click", 4, days=12 * 365), act(2, "view", 9)])
    known = engine.view(ANN, now=NOW).profile
    assert sum(known.interests.values()) == pytest.approx(1.0)
    assert known.session is not None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_who_chose_no_language_gets_that_of_the_page_first_and_the_other_too(language: str) -> None:
    engine = Engine()
    often, seldom = ("en", "zh") if language == "zh" else ("zh", "en")
    written = {c.id: seldom if c.id % 6 == 0 else often for c in cards(600)}
    engine.put([replace(c, language=written[c.id]) for c in cards(600)], vectors=vectors(600))
    there = [written[item.article] for item in engine.page(ANN, n=20, now=NOW, language=language).items]
    assert there.count(seldom) >= 10
    assert often in there
    chosen = engine.page(replace(ANN, languages=(often,)), n=20, now=NOW, language=language)
    assert {written[item.article] for item in chosen.items} == {often}


def test_a_language_with_a_single_outlet_is_not_held_to_its_three_places() -> None:
    engine = Engine()
    made = [replace(c, outlet="Only One" if c.language == "zh" else c.outlet) for c in cards(200)]
    engine.put(made, vectors=vectors(200))
    items = engine.page(ANN, n=20, now=NOW, language="zh").items
    assert sum(made[item.article - 1].outlet == "Only One" for item in items) > 3


def test_last_months_news_does_not_come_back_for_being_like_what_was_read() -> None:
    engine = Engine()
    old = [replace(c, hour=c.hour - 30 * 24) if c.id % 3 == 0 else c for c in cards(120)]
    engine.put(old, vectors=vectors(120))
    engine.take([act(i, "click", 3 * i) for i in range(1, 5)])
    items = engine.page(ANN, n=12, now=NOW).items
    assert sum(item.article % 3 == 0 for item in items) <= 2


def test_an_old_article_others_opened_lately_loses_less_by_its_age() -> None:
    engine = Engine()
    engine.put([replace(c, hour=c.hour - 30 * 24) if c.id in (6, 9) else c for c in cards(60)], vectors=vectors(60))
    engine.take([act(0, "click", 3), *(act(n, "click", 6, reader=f"r{n}") for n in range(1, 6))])
    parts = engine.make(ANN, n=12, now=NOW).ranked
    places = {int(engine.catalogue().ids[row]): place for place, row in enumerate(parts.rows)}
    assert parts.parts["similar"][places[6]] > 3 * parts.parts["similar"][places[9]]


def test_a_story_that_was_read_is_not_told_again_at_the_top_by_another_outlet() -> None:
    engine = filled()
    engine.join({3: 1, 6: 1})
    engine.take([act(0, "click", 3)])
    assert 6 not in [item.article for item in engine.page(ANN, n=12, now=NOW).items]


def test_similar_articles_are_the_nearest_of_all() -> None:
    engine = filled()
    items = engine.similar(3, n=5, now=NOW)
    assert len(items) == 5
    assert all(item.article % 3 == 0 and item.article != 3 for item in items)
    assert engine.similar(10_000, now=NOW) == ()


def test_a_hundred_pages_at_once_while_articles_come_are_all_whole() -> None:
    engine = filled()
    engine.take([act(0, "click", 3), act(1, "click", 6)])

    def page(number: int) -> int:
        if number % 10 == 0:
            engine.put([replace(cards(1)[0], id=100 + number)], vectors={100 + number: vectors(1)[1]})
        items = engine.page(ANN, n=20, now=NOW).items
        return len({item.article for item in items})

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(page, range(100))) == {20}


def test_a_snapshot_gives_the_same_catalogue_back_and_a_torn_one_none(tmp_path: Path) -> None:
    stock = Stock()
    stock.put(cards(60), vectors=vectors(60))
    stock.join({3: 1, 6: 1})
    save(stock, tmp_path, seen=5, model="m")
    again = Stock()
    assert load(again, tmp_path, model="m", top=5, articles=60) == 5
    one, two = stock.catalogue(), again.catalogue()
    rows = np.arange(60)
    assert np.array_equal(one.vectors[rows], two.vectors[rows])
    assert np.array_equal(one.newest("tag 3", most=9), two.newest("tag 3", most=9)) or not len(one.tags.sorted()[0])
    assert np.array_equal(one.hot.rows, two.hot.rows)
    assert [one.outlet_of(r) for r in range(60)] == [two.outlet_of(r) for r in range(60)]
    assert load(Stock(), tmp_path, model="other", top=5, articles=60) == -1
    assert load(Stock(), tmp_path, model="m", top=4, articles=60) == -1
    codes = tmp_path / "catalogue" / "codes.npy"
    codes.write_bytes(codes.read_bytes()[:-3] + b"abc")
    assert load(Stock(), tmp_path, model="m", top=5, articles=60) == -1


@pytest.mark.parametrize("order", [1, -1])
def test_articles_may_come_in_any_order_of_their_ids(order: int) -> None:
    engine = Engine()
    for card in cards(20)[::order]:
        engine.put([card], vectors={})
    catalogue = engine.view(ANN, now=NOW).catalogue
    assert [int(catalogue.ids[row]) for row in catalogue.rows_of(range(1, 21))] == list(range(1, 21))
