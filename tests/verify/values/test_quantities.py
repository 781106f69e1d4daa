"""Amounts found in texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.values import find_quantities

CASES = [
    ("约22万人", 209_000, 231_000, "person"),
    ("20多万", 200_000, 300_000, ""),
    ("300余名", 300, 400, "person"),
    ("三百二十人", 320, 320, "person"),
    ("百分之五", 5, 5, "percent"),
    ("3个百分点", 3, 3, "point"),
    ("3至5万人", 30_000, 50_000, "person"),
    ("两成", 19, 21, "percent"),
    ("150亿美元", 15e9, 15e9, "USD"),
    ("一千多万人", 1e7, 2e7, "person"),
    ("十几个", 11, 20, "个"),
    ("二十几万", 210_000, 300_000, ""),
    ("数百人", 200, 1000, "person"),
    ("上千人", 1000, 10_000, "person"),
    ("$3.5m", 3.5e6, 3.5e6, "USD"),
    ("RMB 300 million", 3e8, 3e8, "CNY"),
    ("5 kilometres", 5000, 5000, "metre"),
    ("two hundred and fifty", 250, 250, ""),
    ("5 to 10 percent", 5, 10, "percent"),
    ("32-year-old", 32, 32, "age"),
    ("half a million people", 500_000, 500_000, "person"),
    ("3.2 percentage points", 3.2, 3.2, "point"),
    ("３５％", 35, 35, "percent"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), CASES)
def test_an_amount_is_read_with_its_interval_and_unit(text: str, low: float, high: float, unit: str) -> None:
    from broadsheet.verify.terms import plain

    (found,) = find_quantities(plain(text))
    assert (found.text, found.unit) == (plain(text), unit)
    assert found.low == pytest.approx(low, rel=0.03)
    assert found.high == pytest.approx(high, rel=0.03)


@pytest.mark.parametrize("text", ["G20", "A320 and MH370", "Covid-19", "80后", "没有数字", "no numbers here"])
def test_what_is_no_amount_is_not_read(text: str) -> None:
    assert find_quantities(text) == ()


def test_what_is_taken_by_dates_is_left_alone() -> None:
    assert find_quantities("2015年有5人", [(0, 5)])[0].text == "5人"


@given(st.integers(2, 10**9), st.sampled_from(["人", "元", "公里", " people", " percent", "%", "吨", " miles"]))
def test_any_figure_is_read_back_from_its_text(n: int, unit: str) -> None:
    (found,) = find_quantities(f"{n:,}{unit}" if unit.isascii() else f"{n}{unit}")
    assert found.low == found.high == found.figure
    assert found.start == 0


@given(st.text(max_size=200))
def test_places_are_exact_and_do_not_overlap_in_any_text(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text and q.low <= q.high for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
