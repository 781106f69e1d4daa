from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.core import (
    ConflictError,
    Headline,
    HeadlineLook,
    HeadlineMark,
    HeadlineOdds,
    HeadlineTally,
    HeadlineTest,
    NotFoundError,
)
from broadsheet.store import Store
from tests.store.conftest import NOW

TEST = HeadlineTest(
    article=7,
    variants=(Headline("旧埠木材仓库起火", "own"), Headline("Five hurt in Old Quay fire")),
    refused=(Headline("Nine dead in fire", refused="the article says five were injured"),),
    salt="s",
    since=NOW,
)


def test_a_test_comes_back_as_it_was(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    assert kept.headline_tests.get(id).value == TEST


def test_an_article_has_one_running_test_at_a_time(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    with pytest.raises(ConflictError):
        kept.headline_tests.add(TEST)
    kept.headline_tests.replace(id, replace(TEST, state="stopped"))
    again = kept.headline_tests.add(TEST)
    assert [s.id for s in kept.headline_tests.find(article=7)] == [again, id]


def test_what_has_ended_does_not_run_again(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    kept.headline_tests.replace(id, replace(TEST, state="decided"))
    with pytest.raises(ConflictError):
        kept.headline_tests.replace(id, TEST)


def test_an_unknown_test_is_said_to_be_unknown(kept: Store) -> None:
    for ask in (kept.headline_tests.get, kept.headline_tests.remove, lambda id: kept.headline_tests.replace(id, TEST)):
        with pytest.raises(NotFoundError):
            ask(5)


def test_a_unit_counts_once_for_the_variant_it_saw_first(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    marks = [
        HeadlineMark(id, 1, 0, seen=True),
        HeadlineMark(id, 1, 0, seen=True, clicked=True),
        HeadlineMark(id, 1, 1, seen=True, clicked=True),
        HeadlineMark(id, 2, 1, seen=True),
    ]
    assert kept.headline_tests.count(marks, after=0, upto=9)
    assert kept.headline_tests.tallies(id, n=2, stay=10) == (HeadlineTally(1, 1), HeadlineTally(1, 0))


def test_a_click_counts_once_the_headline_was_seen_in_whatever_order_they_come(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    kept.headline_tests.count([HeadlineMark(id, 1, 1, clicked=True)], after=0, upto=3)
    assert kept.headline_tests.tallies(id, n=2, stay=10) == (HeadlineTally(), HeadlineTally())
    kept.headline_tests.count([HeadlineMark(id, 1, 1, seen=True)], after=3, upto=4)
    assert kept.headline_tests.tallies(id, n=2, stay=10) == (HeadlineTally(), HeadlineTally(1, 1))


def test_who_stayed_long_enough_or_came_to_the_end_has_read(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    for unit in (1, 2, 3):
        kept.headline_tests.count([HeadlineMark(id, unit, 0, seen=True, clicked=True)], after=unit - 1, upto=unit)
    marks = [
        HeadlineMark(id, 1, dwell=6),
        HeadlineMark(id, 1, dwell=6),
        HeadlineMark(id, 2, finished=True),
        HeadlineMark(id, 9, dwell=60),
    ]
    kept.headline_tests.count(marks, after=3, upto=4)
    assert kept.headline_tests.tallies(id, n=2, stay=10)[0] == HeadlineTally(3, 3, 2)


def test_two_processes_never_count_the_same_acts(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    assert kept.headline_tests.count([HeadlineMark(id, 1, 0, seen=True)], after=0, upto=5)
    assert not kept.headline_tests.count([HeadlineMark(id, 2, 0, seen=True)], after=0, upto=5)
    assert kept.headline_tests.counted() == 5
    assert kept.headline_tests.tallies(id, n=2, stay=10)[0].exposures == 1


def test_an_ended_test_forgets_who_saw_what(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    kept.headline_tests.count([HeadlineMark(id, 1, 0, seen=True)], after=0, upto=5)
    kept.headline_tests.replace(id, replace(TEST, state="decided", shown=1))
    assert kept.headline_tests.seen(id) == {}


def test_an_erased_reader_leaves_the_counts(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    marks = [HeadlineMark(id, TEST.number(name), 0, seen=True) for name in ("lin", "王芳")]
    kept.headline_tests.count(marks, after=0, upto=5)
    assert kept.headline_tests.erase("王芳") == 1
    assert kept.headline_tests.seen(id) == {TEST.number("lin"): 0}


def test_pages_are_told_of_what_runs_and_of_winners_until_these_are_undone(kept: Store) -> None:
    runs, won, lost = (kept.headline_tests.add(replace(TEST, article=n)) for n in (1, 2, 3))
    before = kept.headline_tests.stamp()
    kept.headline_tests.replace(won, replace(TEST, article=2, state="decided", shown=1))
    kept.headline_tests.replace(lost, replace(TEST, article=3, state="decided"))
    assert [s.id for s in kept.headline_tests.in_force()] == [runs, won]
    assert kept.headline_tests.stamp() != before
    kept.headline_tests.replace(won, replace(TEST, article=2, state="decided", shown=0))
    assert [s.id for s in kept.headline_tests.in_force()] == [runs]


def test_looks_come_back_in_order(kept: Store) -> None:
    id = kept.headline_tests.add(TEST)
    odds = HeadlineOdds(rate=0.05, low=0.04, high=0.06, best=0.5, over=0.5, loss=0.001, share=0.5)
    looks = [HeadlineLook(NOW + timedelta(hours=h), (HeadlineTally(h, 0),) * 2, (odds, odds)) for h in (2, 1)]
    for look in looks:
        kept.headline_tests.add_look(id, look)
    assert kept.headline_tests.looks(id) == looks[::-1]
    kept.headline_tests.remove(id)
    assert kept.headline_tests.looks(id) == []
