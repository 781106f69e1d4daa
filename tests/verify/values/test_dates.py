"""Dates and times of day found in texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.values import agreement, find_clock_times, find_dates, find_scores, same_time

ANCHOR = date(2015, 2, 4)  # a Wednesday
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015年1月30日", "2015-01-30", "2015-01-30"),
        ("去年12月", "2014-12-01", "2014-12-31"),
        ("30日", "2015-01-30", "2015-01-30"),
        ("昨日", "2015-02-03", "2015-02-03"),
        ("上周三", "2015-01-28", "2015-01-28"),
        ("第三季度", "2015-07-01", "2015-09-30"),
        ("2016年上半年", "2016-01-01", "2016-06-30"),
        ("20世纪90年代", "1990-01-01", "1999-12-31"),
        ("二〇一五年", "2015-01-01", "2015-12-31"),
        ("January 30, 2015", "2015-01-30", "2015-01-30"),
        ("Jan. 30", "2015-01-30", "2015-01-30"),
        ("last Wednesday", "2015-01-28", "2015-01-28"),
        ("third quarter of 2016", "2016-07-01", "2016-09-30"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("2015-01-30", "2015-01-30", "2015-01-30"),
        ("last year", "2014-01-01", "2014-12-31"),
    ],
)
def test_a_date_covers_the_days_it_means(text: str, first: str, last: str) -> None:
    (found,) = find_dates(text, anchor=ANCHOR)
    assert (str(found.first), str(found.last)) == (first, last)


@given(DAYS)
def test_a_full_date_is_read_back_in_every_form(day: date) -> None:
    forms = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        day.isoformat(),
    ]
    read = [find_dates(form) for form in forms]
    assert [[(d.first, d.last) for d in found] for found in read] == [[(day, day)]] * 4


@given(DAYS, st.integers(0, 10))
def test_a_day_of_the_month_is_the_nearest_before_or_after_the_report(anchor: date, back: int) -> None:
    day = date.fromordinal(anchor.toordinal() - back)
    (found,) = find_dates(f"{day.month}月{day.day}日", anchor=anchor)
    assert found.first == day


@pytest.mark.parametrize("text", ["3个月", "5天", "三年级", "2015 people", "5,000", "30号线"])
def test_durations_and_counts_are_no_dates(text: str) -> None:
    assert find_dates(text, anchor=ANCHOR) == ()


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("2015年1月30日", "1月30日", "same"),
        ("2015年", "2015年1月30日", "wider"),
        ("2015年1月30日", "2015年", "within"),
        ("January 30", "1月30日", "same"),
        ("January 29", "1月30日", "different"),
    ],
)
def test_two_dates_agree_by_the_days_they_cover(one: str, other: str, how: str) -> None:
    (a,), (b,) = find_dates(one, anchor=ANCHOR), find_dates(other, anchor=ANCHOR)
    assert agreement(a, b) == how


def test_open_dates_are_compared_by_what_they_say() -> None:
    (a,), (b,), (c,) = find_dates("1月30日"), find_dates("30日"), find_dates("29日")
    assert agreement(b, a) == "same"
    assert agreement(c, a) == "different"


@given(st.text(max_size=200))
def test_dates_are_exact_places_of_any_text(text: str) -> None:
    assert all(text[d.start : d.end] == d.text for d in find_dates(text, anchor=ANCHOR))


@pytest.mark.parametrize(
    ("text", "minute"),
    [("晚8点半", 1230), ("20时30分", 1230), ("上午9:30", 570), ("8:30 p.m.", 1230), ("12 a.m.", 0), ("中午1点", 780)],
)
def test_a_time_of_day_is_read(text: str, minute: int) -> None:
    (found,) = find_clock_times(text)
    assert (found.text, found.minute) == (text, minute)


def test_an_open_half_of_the_day_may_be_either() -> None:
    (open_half,), (evening,), (morning,) = (list(find_clock_times(t)) for t in ("8时", "晚8时", "早7时"))
    assert same_time(open_half, evening)
    assert not same_time(open_half, morning)


@pytest.mark.parametrize(
    ("text", "sides"), [("83:60", (83, 60)), ("3比0", (3, 0)), ("107：102", (107, 102)), ("6-3", (6, 3))]
)
def test_a_result_is_read(text: str, sides: tuple[int, int]) -> None:
    assert [s.sides for s in find_scores(text)] == [sides]


@pytest.mark.parametrize("text", ["3-5人", "10-15 people", "2016-17", "1-2-3", "5-10%"])
def test_a_range_is_no_result(text: str) -> None:
    assert list(find_scores(text)) == []
