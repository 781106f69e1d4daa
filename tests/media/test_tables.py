"""Sheets as CSV."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.media import Sheet, csv_of

AT = datetime(2026, 11, 8, 12, tzinfo=UTC)


def test_times_are_iso_numbers_as_drawn_and_gaps_empty() -> None:
    told = csv_of(Sheet("t", ("start", "value", "low"), ((AT, 0.123456789, None),)))
    assert told == "start,value,low\r\n2026-11-08T12:00:00+00:00,0.123457,\r\n"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_quoted(formula: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_of(Sheet("t", ("label",), ((formula,),))))))
    assert rows[1] == [f"'{formula}"]


def test_a_negative_number_is_no_formula() -> None:
    assert csv_of(Sheet("t", ("value",), ((-3,),))) == "value\r\n-3\r\n"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), min_size=1))
def test_any_text_comes_back(names: list[str]) -> None:
    told = csv_of(Sheet("t", ("label",), tuple((name,) for name in names)))
    rows = list(csv.reader(io.StringIO(told, newline="")))[1:]
    assert [row[0].removeprefix("'") for row in rows if row] == [name.removeprefix("'") for name in names]
