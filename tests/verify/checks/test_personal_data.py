"""Personal data told by checksums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.wire import findings

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(region: int, born: str, order: int) -> str:
    """An identity number with a valid check character."""
    digits = f"{region}{born}{order:03}"
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]


@given(st.integers(110000, 659999), st.dates().filter(lambda d: 1900 <= d.year < 2030), st.integers(0, 999))
def test_every_valid_identity_number_is_found_and_no_other(region: int, born: object, order: int) -> None:
    number = identity(region, str(born).replace("-", ""), order)
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    rules = [(f.rule, f.text) for f in findings(f"其身份证号为{number}。", "甲", only="personal_data")]
    assert rules == [("identity_number", number)]
    assert "identity_number" not in [f.rule for f in findings(f"编号{wrong}。", "甲", only="personal_data")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("卡号6222 0212 3456 7894", "bank_card"),
        ("电话13812345678。", "mobile"),
        ("Call +86 138-1234-5678 now.", "mobile"),
        ("Write to anna.smith@example.org.", "email"),
        ("车牌京A·12345", "plate"),
        ("统一社会信用代码91350100M000100Y43", "credit_code"),
    ],
)
def test_other_personal_data_is_found(text: str, rule: str) -> None:
    assert rule in [f.rule for f in findings(text, "甲", only="personal_data")]


@pytest.mark.parametrize(
    "text", ["成交1234567890123456元", "11.38亿元", "20150131年报", "1381234567", "2015-01-31 10:20:30"]
)
def test_ordinary_figures_are_no_personal_data(text: str) -> None:
    assert findings(text, "甲", only="personal_data") == []
