"""Series, coverage, comparison, anomalies, silences: counts with their intervals."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import trends
from broadsheet.store import Reading
from broadsheet.trends import intervals
from broadsheet.trends.bins import instant
from broadsheet.trends.places import whereabouts
from tests.trends.readings import NOW, in_order, reading

BINS = trends.cut(NOW - timedelta(days=6), NOW + timedelta(hours=1))


def test_each_bin_has_its_count_and_its_tone() -> None:
    told = [reading(i, "fire", days=i // 4, score=(-0.5, -0.4, -0.6, 0.3)[i % 4]) for i in range(8)]
    kept = trends.ledger(in_order([*told, reading(99, days=0)]))
    points = trends.series(kept, BINS, about=kept.holders("fire"))
    assert [p.count for p in points] == [0, 0, 0, 0, 0, 4, 4]
    assert (points[-1].total, points[0].sentiment, points[0].negative) == (5, None, None)
    mood = points[-1].sentiment
    assert mood is not None
    assert mood.low is not None
    assert mood.value == pytest.approx(-0.3)
    assert mood.low < mood.value < (mood.high or 1)
    assert points[-1].negative is not None
    assert points[-1].negative.value == 0.75


def test_articles_without_a_score_are_counted_and_not_judged() -> None:
    kept = trends.ledger([reading(i, "fire", score=None) for i in range(3)])
    point = trends.series(kept, BINS)[-1]
    assert (point.count, point.sentiment) == (3, None)


def test_an_outlet_is_measured_against_its_own_output() -> None:
    told = [reading(i, "fire", outlet="Tern") for i in range(3)]
    told += [reading(10 + i, "fire" if i < 3 else "budget", outlet="维澜社") for i in range(30)]
    kept = trends.ledger(in_order(told))
    found = {row.outlet: row for row in trends.coverage(kept, about=kept.holders("fire"))}
    assert (found["Tern"].share.value, found["维澜社"].share.value) == (1.0, 0.1)
    assert (found["Tern"].share.low or 0) < 0.5  # three articles prove little


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_share_lies_within_its_interval_and_that_within_0_and_1(part: int, more: int) -> None:
    found = intervals.share(part, part + more)
    assert found is not None
    assert 0 <= (found.low or 0.0) <= found.value <= (found.high or 1.0) <= 1


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(3)
    means = [intervals.mean(rng.normal(0.1, 0.2, 6)) for _ in range(2000)]
    held = sum(e is not None and (e.low or 0) <= 0.1 <= (e.high or 0) for e in means)
    assert 0.93 < held / 2000 < 0.97


@pytest.mark.parametrize("clump", [0.0, 0.05])
def test_a_next_count_lies_between_as_often_as_asked(clump: float) -> None:
    rng = np.random.default_rng(4)
    low, high = intervals.next_count(40.0, clump=clump, tail=0.025)
    means = 40.0 * (rng.gamma(1 / clump, clump, 20_000) if clump else np.ones(20_000))
    counts = rng.poisson(means)
    assert 0.94 < ((counts >= low) & (counts <= high)).mean() < 0.98


@pytest.mark.parametrize(("language", "now", "then"), [("en", "storm", "drought"), ("zh", "暴雨", "干旱")])
def test_what_is_said_more_and_less_is_told(language: str, now: str, then: str) -> None:
    newer = trends.ledger([reading(i, now, "budget", language=language) for i in range(20)])
    older = trends.ledger([reading(i, then, "budget", language=language) for i in range(20)])
    found = trends.compare(newer, older)
    assert [(d.name, d.now, d.then) for d in found] == [(now, 20, 0), (then, 0, 20)]
    assert all(d.low < d.change < d.high and d.low * d.high > 0 for d in found)
    assert found[0].articles[0] == 19


def test_nothing_is_compared_with_nothing() -> None:
    some = trends.ledger([reading(1, "storm")])
    assert trends.compare(some, trends.ledger([])) == trends.compare(trends.ledger([]), some) == []


def test_a_flood_and_a_drought_of_articles_are_anomalies() -> None:
    bins = trends.cut(NOW - timedelta(days=29), NOW)
    counts = np.array([50, 48, 52, 51, 49, 50, 53] * 4 + [50, 50])[: bins.n]
    assert trends.anomalies(counts, bins) == []
    counts[-2:] = [200, 2]
    found = trends.anomalies(counts, bins)
    assert [a.count for a in found] == [200, 2]
    assert found[0].high < 200
    assert found[1].low > 2


def test_a_quiet_weekend_is_none() -> None:
    bins = trends.cut(NOW - timedelta(days=55), NOW)
    weekday = [start.weekday() for start in bins.starts()[:-1]]
    counts = np.array([10 if day > 4 else 60 for day in weekday])
    assert trends.anomalies(counts, bins) == []


def test_an_empty_past_foretells_nothing() -> None:
    bins = trends.cut(NOW - timedelta(days=29), NOW)
    assert trends.anomalies(np.zeros(bins.n, dtype=np.int64), bins) == []
    late = np.zeros(bins.n, dtype=np.int64)
    late[-3:] = 40
    assert trends.anomalies(late, bins) == []


def test_an_outlet_that_stopped_is_silent_and_a_rare_one_is_not() -> None:
    daily = [reading(i, outlet="Tern", days=30 - i) for i in range(15)]
    weekly = [reading(50 + i, outlet="周刊", days=7 * i + 6) for i in range(6)]
    still = [reading(90 + i, outlet="Courier", days=i) for i in range(20)]
    found = trends.silences(trends.ledger(in_order([*daily, *weekly, *still])), until=instant(NOW))
    assert [(s.outlet, s.last.date()) for s in found] == [("Tern", (NOW - timedelta(days=16)).date())]
    assert 14 <= found[0].due <= 18


@pytest.mark.parametrize(
    ("place", "latitude"), [("London", 51.5), ("北京", 39.9), ("北京市", 39.9), ("美国", 38.9), ("Atlantis", None)]
)
def test_a_place_is_where_it_is(place: str, latitude: float | None) -> None:
    found = whereabouts(place)
    assert (found and found[0]) == (latitude and pytest.approx(latitude, abs=0.1))


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_are_counted(year: int) -> None:
    told = Reading(1, datetime(year, 6, 1, tzinfo=UTC), "Tern", "en", 0.0, False, ("fire",))
    bins = trends.cut(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert sum(p.count for p in trends.series(trends.ledger([told]), bins)) == 1


def test_all_articles_in_one_instant_are_one_bin() -> None:
    kept = trends.ledger([reading(i, "fire") for i in range(50)])
    bins = trends.cut(NOW, NOW + timedelta(microseconds=1))
    assert [p.count for p in trends.series(kept, bins)] == [50]
    assert trends.rising(kept, bins, recent=1) == trends.all_bursts(kept, bins) == []


def test_a_town_called_like_an_everyday_word_is_on_the_map_by_its_full_name_alone() -> None:
    assert (whereabouts("中卫"), whereabouts("胜利")) == (None, None)
    full = whereabouts("中卫市")
    assert full is not None
    assert full[0] == pytest.approx(37.5, abs=0.1)
