"""Time cut into bins, to the ends of the calendar."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import trends
from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.trends.bins import instant, moment

TIMES = st.datetimes(timezones=st.just(UTC))


@given(TIMES, st.integers(0, 400 * 24 * 60), st.sampled_from(trends.UNITS), st.integers(-720, 840))
def test_every_moment_is_in_the_bin_that_begins_before_and_ends_after(
    since: datetime, minutes: int, unit: str, zone: int
) -> None:
    until = min(since, datetime(9998, 1, 1, tzinfo=UTC)) + timedelta(minutes=minutes, microseconds=1)
    at = min(since, datetime(9998, 1, 1, tzinfo=UTC))
    bins = trends.cut(at, until, unit=unit, zone=zone)
    starts = bins.starts()
    for found in (at, until - timedelta(microseconds=1)):
        place = int(bins.places(np.array([instant(found)]))[0])
        assert 0 <= place < bins.n
        assert starts[place] <= found < starts[place + 1]


@given(TIMES)
def test_an_instant_is_the_moment_it_was_made_of(at: datetime) -> None:
    assert moment(instant(at)) == at


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "hour"), (30, "day"), (900, "week"), (3000, "month"), (40 * 365, "year")]
)
def test_the_unit_follows_the_length(days: int, unit: str) -> None:
    since = datetime(1980, 1, 1, tzinfo=UTC)
    assert trends.cut(since, since + timedelta(days=days)).unit == unit


def test_a_week_begins_on_monday_and_a_day_by_the_clock_of_the_zone() -> None:
    at = datetime(2026, 11, 18, 20, tzinfo=UTC)
    weeks = trends.cut(at, at + timedelta(hours=1), unit="week")
    assert weeks.starts()[0] == datetime(2026, 11, 16, tzinfo=UTC)
    days = trends.cut(at, at + timedelta(hours=1), unit="day", zone=480)
    assert days.starts()[0].isoformat() == "2026-11-19T00:00:00+08:00"


def test_all_of_history_can_be_cut() -> None:
    bins = trends.cut(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert (bins.unit, bins.n) == ("year", 9999)


@pytest.mark.parametrize("until", [0, -1])
def test_an_empty_window_is_refused(until: int) -> None:
    at = datetime(2026, 11, 18, tzinfo=UTC)
    with pytest.raises(InvalidInputError, match="empty"):
        trends.cut(at, at + timedelta(days=until))


def test_a_window_cut_too_fine_or_into_nothing_known_is_refused() -> None:
    at = datetime(1900, 1, 1, tzinfo=UTC)
    with pytest.raises(InvalidInputError, match="too many"):
        trends.cut(at, at + timedelta(days=40 * 366), unit="hour")
    with pytest.raises(UnknownNameError):
        trends.cut(at, at + timedelta(days=1), unit="fortnight")
    with pytest.raises(InvalidInputError, match="offset"):
        trends.cut(at, at + timedelta(days=1), zone=99_999)
