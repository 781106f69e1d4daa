"""Windows as people write them."""

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.serve.windows import Picked, moment, offset


def test_a_day_is_meant_with_all_its_hours_by_the_clock_asked() -> None:
    assert str(moment("2026-11-08")) == "2026-11-08 00:00:00+00:00"
    assert str(moment("2026-11-08", is_end=True)) == "2026-11-09 00:00:00+00:00"
    assert str(moment("2026-11-08", zone=480)) == "2026-11-07 16:00:00+00:00"
    assert str(moment("2026-11-08T10:00+08:00", is_end=True)) == "2026-11-08 02:00:00+00:00"
    assert moment(" ") is None


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_time_can_be_asked_for(text: str) -> None:
    assert moment(text, zone=840) is not None
    assert moment(text, zone=-720, is_end=True) is not None


@pytest.mark.parametrize(("text", "minutes"), [("+08:00", 480), ("-5", -300), ("UTC+5:30", 330), ("8", 480), ("", 0)])
def test_a_zone_is_minutes_east(text: str, minutes: int) -> None:
    assert offset(text) == minutes


@pytest.mark.parametrize("text", ["Beijing", "+99", "+08:99", "++8"])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match="offset"):
        offset(text)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (Picked(since="soon"), "not a date"),
        (Picked(since="2026-11-09", until="2026-11-08"), "empty"),
        (Picked(since="0001-01-01", until="9999-12-31", by="hour"), "too many"),
    ],
)
def test_an_impossible_window_is_refused(furnished: Newsroom, asked: Picked, message: str) -> None:
    with pytest.raises(InvalidInputError, match=message):
        asked.view(furnished)
    with pytest.raises(UnknownNameError):
        Picked(by="fortnight").view(furnished)
