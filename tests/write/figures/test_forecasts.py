"""What is told of the weather is what its days say."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.write.figures import Account
from broadsheet.write.figures.forecasts import weather_account
from broadsheet.write.kinds.weather import Facts

_DAY = st.tuples(st.integers(-30, 20), st.integers(0, 20), st.integers(0, 400))


def account(days: str, language: str = "en", **facts: str) -> Account:
    return weather_account(Facts(place="Ayford", days=days, **facts), language=language)


def told(found: Account, name: str) -> str:
    return next((d.text for d in found.told if d.name == name), "")


def test_a_first_frost_needs_a_day_without_one_before_it() -> None:
    assert "first frost comes on Tue" in told(account("day,low\nMon,3\nTue,-1"), "frost")
    assert "first" not in told(account("day,low\nMon,-3\nTue,4"), "frost")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_warning_is_printed_as_it_was_issued_and_none_is_made_up(language: str) -> None:
    storm = "day,low,high,wind\nMon,3,9,140\nTue,3,9,150"
    assert not told(account(storm, language), "warning")
    warned = account(storm, language, warnings="Stay at home.", issuer="the met office")
    assert "Stay at home" in told(warned, "warning")


def test_a_low_above_its_high_is_shown() -> None:
    assert "Mon (9) is above its high (3)" in account("day,low,high\nMon,9,3\nTue,1,2").cautions[0]


@pytest.mark.parametrize(
    "days", ["", "day,low\nMon,cold\nTue,warm", "day,high\nMon,70", "day,rain\nMon,-3", "Mon", "day,mood\nMon,fine"]
)
def test_days_that_are_no_weather_are_refused(days: str) -> None:
    with pytest.raises(InvalidInputError):
        account(days)


@given(st.lists(_DAY, min_size=1, max_size=14), st.sampled_from(["en", "zh"]))
def test_the_derived_figures_are_right(days: list[tuple[int, int, int]], language: str) -> None:
    rows = [(f"d{i}", low, low + more, Decimal(rain) / 10) for i, (low, more, rain) in enumerate(days)]
    found = account("day,low,high,rain\n" + "\n".join(",".join(map(str, row)) for row in rows), language)
    temperatures = [int(n) for n in re.findall(r"(-?\d+)(?:°C|℃)", told(found, "range"))]
    assert temperatures == [min(r[1] for r in rows), max(r[2] for r in rows)]
    wet = [r[3] for r in rows if r[3] > 0]
    if len(wet) > 1:
        total = sum(wet, Decimal(0))
        assert f"{int(total) if total % 1 == 0 else total}" in told(found, "rain").replace(",", "")


def test_the_days_may_come_as_a_file_of_facts_gives_them() -> None:
    found = weather_account(Facts(place="Ayford", table="day,low\nMon,3\nTue,-1"), language="en")
    assert "first frost comes on Tue" in told(found, "frost")
