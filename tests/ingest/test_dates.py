"""Dates as they are written."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ingest.dates import BEIJING, parse


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2017/2/7", "2017-02-07T00:00:00+00:00"),
        ("2026-11-02T06:40:00+08:00", "2026-11-02T06:40:00+08:00"),
        ("2026-11-02 06:40", "2026-11-02T06:40:00+00:00"),
        ("2026-11-02T06:40:00Z", "2026-11-02T06:40:00+00:00"),
        ("Mon, 02 Nov 2026 06:40:00 GMT", "2026-11-02T06:40:00+00:00"),
        ("Nov. 2, 2026 6:40 PM", "2026-11-02T18:40:00+00:00"),
        ("November 2nd, 2026", "2026-11-02T00:00:00+00:00"),
        ("2 November 2026", "2026-11-02T00:00:00+00:00"),
        ("20261102", "2026-11-02T00:00:00+00:00"),
        ("1793577600", "2026-11-02T00:00:00+00:00"),
        ("1793577600000", "2026-11-02T00:00:00+00:00"),
    ],
)
def test_a_date_is_understood(written: str, meant: str) -> None:
    assert parse(written) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("written", ["2026年11月2日 7:10", "2026年11月2日7时10分", "2026-11-02 07:10:00"])
def test_a_chinese_date_is_in_beijing_time(written: str) -> None:
    assert parse(written, zone=BEIJING) == datetime(2026, 11, 1, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["", "yesterday", "2026-13-40", "10/11/2026", "三月", "99999999999999999999", "x" * 500]
)
def test_what_is_no_date_or_could_be_two_is_none(written: str) -> None:
    assert parse(written) is None


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    moment = parse(text)
    assert moment is None or moment.tzinfo is not None


@given(st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)))
def test_iso_dates_come_back_as_they_went(moment: datetime) -> None:
    assert parse(moment.isoformat()) == moment
