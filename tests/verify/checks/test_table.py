"""A table's figures are those of the same heads in the evidence."""

import pytest

from tests.verify.wire import check, faults

EN = (
    "| City | Population | Growth |\n|---|---|---|\n| Port Aster | 2,140,000 | 1.8% |\n| Bellhaven | 860,000 | 0.4% |\n"
)
ZH = "城市,人口,增速\n星港,214万,1.8%\n贝尔港,86万,0.4%\n"


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        (EN, EN),
        ("| City | Growth |\n|---|---|\n| Bellhaven | 0.4% |\n| Port Aster | 1.8% |", EN),
        ("| | Port Aster | Bellhaven |\n|---|---|---|\n| Growth | 1.8% | 0.4% |", EN),
        ("城市\t增速\t人口\n贝尔港\t0.4%\t86万\n星港\t1.8%\t214万", ZH),
    ],
)
def test_rows_and_columns_may_stand_otherwise(draft: str, source: str) -> None:
    assert faults(draft, source, only="table") == []


@pytest.mark.parametrize(
    ("draft", "source", "wrong"),
    [
        (EN.replace("0.4%", "1.8%"), EN, "1.8%"),
        (EN.replace("860,000", "680,000"), EN, "680,000"),
        ("城市\t增速\n贝尔港\t0.4%\n星港\t0.4%", ZH, "0.4%"),
        ("| 城市 | 人口 |\n|---|---|\n| 星港 | 86万 |\n| 贝尔港 | 86万 |", ZH, "86万"),
    ],
)
def test_a_figure_of_another_row_is_found(draft: str, source: str, wrong: str) -> None:
    assert faults(draft, source, only="table") == [("cell", wrong)]


@pytest.mark.parametrize(
    ("draft", "source", "passes"),
    [
        ("Bellhaven has a population of 860,000.", EN, True),
        ("Bellhaven has a population of 2,140,000.", EN, False),
        ("贝尔港人口86万。", ZH, True),
        ("星港增速0.4%。", ZH, False),
    ],
)
def test_prose_is_checked_against_a_table(draft: str, source: str, *, passes: bool) -> None:
    assert check(draft, source).passed is passes


@pytest.mark.parametrize(
    "prose", ["One, two, three of them went home.\nFour, five, six stayed.", "他说，好。\n她说，不好。"]
)
def test_prose_with_commas_is_no_table(prose: str) -> None:
    assert check(prose, prose).notes == ()
