"""What is told of a table is what it shows."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.write.figures import Account, tables
from broadsheet.write.figures.showing import table_account
from broadsheet.write.figures.tables import is_table, read_table


def account(text: str, language: str = "en", *, wanted: str = "") -> Account:
    return table_account(read_table(text), title="", publisher="", wanted=wanted, language=language)


def whole(found: Account) -> str:
    return "\n".join([*(d.text for d in found.told), *found.cautions])


def test_a_tie_names_all_who_share_it() -> None:
    assert "(a and c)" in whole(account("name,votes\na,5\nb,3\nc,5"))


def test_missing_cells_are_counted_and_not_taken_for_nought() -> None:
    text = whole(account("name,votes\na,5\nb,\nc,n/a\nd,7"))
    assert "lowest at 5" in text
    assert "2 of the rows" in text


def test_text_in_a_column_of_figures_is_left_out_and_said() -> None:
    text = whole(account("name,votes\na,5\nb,six\nc,8\nd,7"))
    assert "total for votes is 20" in text
    assert "text and not a number: 1" in text


@pytest.mark.parametrize("cell", ["=1+2", '=HYPERLINK("http://x.example")', "+cmd|' /C calc'!A0", "@SUM(A1)"])
def test_a_formula_is_text_and_is_never_worked_out(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    assert "total for votes is 15" in whole(account(f"name,votes\na,5\nb,{quoted}\nc,3\nd,7"))


def test_different_currencies_are_not_added() -> None:
    text = whole(account("name,prize\na,$5\nb,€6\nc,$7"))
    assert "not compared or added" in text
    assert "total" not in text


def test_shares_and_rates_are_not_added() -> None:
    assert "total" not in whole(account("town,turnout (%)\na,51\nb,60\nc,70"))
    assert "合计" not in whole(account("城市,出生率\n甲,5.1\n乙,6.2\n丙,7", "zh"))


def test_people_are_not_added_up_over_years_but_passengers_are() -> None:
    years = "2020,1\n2021,2\n2022,3"
    assert "total" not in whole(account(f"year,population\n{years}"))
    assert "合计" not in whole(account(f"年份,总人口\n{years}", "zh"))
    assert "total for passengers is 6" in whole(account(f"year,passengers\n{years}"))
    assert "客运量合计6" in whole(account(f"年份,客运量\n{years}", "zh"))


def test_a_heading_scales_its_column() -> None:
    assert "合计3万吨" in whole(account("港口,吞吐量（万吨）\n甲,1\n乙,2", "zh")).replace("30000吨", "3万吨")
    assert "$3 million" in whole(account("firm,sales (million dollars)\na,1\nb,2"))


def test_ragged_rows_and_a_byte_order_mark_are_read() -> None:
    text = whole(account("\ufeffname,votes\na,5,9\nb\nc,7\nd,8"))
    assert "too many or too few cells: 2" in text


def test_a_table_too_large_is_read_in_part_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 20)
    rows = "\n".join(f"r{i},{i}" for i in range(1000))
    assert "first 10 of 1,000 rows" in whole(account("name,votes\n" + rows))


def test_full_width_digits_are_digits() -> None:
    assert "合计15" in whole(account("姓名,票数\n甲,５\n乙,１０", "zh"))


@pytest.mark.parametrize("text", ["", "one column\n1\n2", "a,b", "just a sentence, with a comma."])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        account(text)


def test_a_wanted_column_that_is_not_there_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        account("name,votes\na,5\nb,6", wanted="seats")
    assert refused.value.choices == ("votes",)


def test_prose_is_no_table() -> None:
    assert not is_table("The council met on Monday, and again on Tuesday.\nIt voted, twice, for the bridge.")


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=30))
def test_totals_and_extremes_are_right(values: list[int]) -> None:
    found = account("name,votes\n" + "\n".join(f"n{i},{v}" for i, v in enumerate(values)))
    formulas = {d.name: d.formula for d in found.told}
    if len(set(values)) == 1:
        assert "extremes.1" not in formulas
        return
    assert formulas["total.1"].endswith(f"= {sum(values)}")
    assert re.findall(r"= (\d+)", formulas["extremes.1"]) == [str(max(values)), str(min(values))]


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=20))
def test_a_change_over_time_is_right(values: list[int]) -> None:
    found = account("year,votes\n" + "\n".join(f"{1990 + i},{v}" for i, v in enumerate(values)))
    change = next((d for d in found.told if d.name == "change.1"), None)
    if change is None:
        assert len(set(values)) == 1
    elif values[0] == values[-1]:
        assert "is that of" in change.text
    else:
        shown = re.search(r"by (?:about )?([\d.,]+)%", change.text)
        assert shown is not None
        exact = abs(Decimal(values[-1] - values[0])) / values[0] * 100
        assert abs(Decimal(shown[1].replace(",", "")) - exact) <= max(Decimal("0.051"), exact * Decimal("0.006"))


def test_headings_that_are_figures_are_pointed_out() -> None:
    assert "holds figures" in whole(account("150,4\n5.1,3.5\n4.9,3"))
    assert "holds figures" not in whole(account("town,2024,2025\na,1,2\nb,3,4"))


def test_rows_without_names_are_not_ranked() -> None:
    text = whole(account("x,y\n" + "\n".join(f"{i},{i * 2}" for i in range(9))))
    assert "first three" not in text
    assert "makes up" not in text
