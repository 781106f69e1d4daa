"""When to ask again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ingest.schedule import CAP, Pace, after_failure, after_success, pace

NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def test_a_feed_tells_its_pace() -> None:
    feed = b"<rss><channel><ttl>60</ttl><skipHours><hour>2</hour><hour>3</hour></skipHours><item/></channel></rss>"
    assert pace(feed) == Pace(timedelta(minutes=60), frozenset({2, 3}))
    assert pace(b"{}") == Pace()


def test_the_slower_of_two_paces_holds() -> None:
    assert after_success(NOW, interval=QUARTER) == NOW + QUARTER
    assert after_success(NOW, interval=QUARTER, pace=Pace(timedelta(hours=5))) == NOW + timedelta(hours=5)


def test_hours_of_sleep_are_passed_over() -> None:
    asleep = Pace(timedelta(minutes=60), frozenset({2, 3}))
    assert after_success(NOW, interval=QUARTER, pace=asleep) == datetime(2026, 11, 2, 4, 0, tzinfo=UTC)


def test_waits_double_up_to_a_day() -> None:
    waits = [after_failure(NOW, interval=QUARTER, failures=n) - NOW for n in (1, 2, 3, 8, 500)]
    assert waits == [2 * QUARTER, 4 * QUARTER, 8 * QUARTER, CAP, CAP]


def test_a_server_that_asks_for_longer_gets_it() -> None:
    assert after_failure(NOW, interval=QUARTER, failures=1, wait=timedelta(days=2)) == NOW + timedelta(days=2)


@given(st.binary(max_size=300))
def test_no_payload_breaks_it(payload: bytes) -> None:
    assert after_success(NOW, interval=QUARTER, pace=pace(payload)) > NOW


@pytest.mark.parametrize("hours", [range(24)])
def test_a_feed_that_never_wakes_is_not_believed(hours: range) -> None:
    listed = b"".join(b"<hour>%d</hour>" % hour for hour in hours)
    assert pace(b"<skipHours>" + listed + b"</skipHours>").skip_hours == frozenset()
