"""Amounts are read exactly, or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.write.figures import Amount, print_amount, print_share, read_amount, read_whole


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.2亿元", "120000000", "CNY"),
        ("$3.4 million", "3400000", "USD"),
        ("１２，３４５", "12345", ""),
        ("(5.5) million yuan", None, ""),
        ("亏损5亿元", "-500000000", "CNY"),
        ("(2,500)", "-2500", ""),
        ("−3%", "-3", "%"),
        ("-$40", "-40", "USD"),
        ("12 bn euros", "12000000000", "EUR"),
        ("8412人", "8412", "人"),
        (".5", "0.5", ""),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, value: str | None, unit: str) -> None:
    if value is None:
        with pytest.raises(InvalidInputError):
            read_amount(text, name="it")
    else:
        assert read_amount(text, name="it") == Amount(Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "none", "1,2", "12,34", "3-1", "=1+2", "1.2.3", "9" * 40, "5 or 6"])
def test_what_is_no_single_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_amount(text, name="it")


@pytest.mark.parametrize("text", ["-4", "1.5", "many"])
def test_a_count_is_a_whole_number_from_nought(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_whole(text, name="attendance")


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        ("120000000", "CNY", "120 million yuan", "1.2亿元"),
        ("412500000", "USD", "$412.5 million", "4.125亿美元"),
        ("8412", "", "8,412", "8412"),
        ("123456789", "", "about 123.46 million", "约1.23亿"),
        ("99999999.6", "", "about 100 million", "约1亿"),
        ("-2500000", "CNY", "-2.5 million yuan", "-250万元"),
        ("0.00123", "", "0.00123", "0.00123"),
        ("12.5", "%", "12.5%", "12.5%"),
    ],
)
def test_an_amount_is_printed_as_papers_print_it(value: str, unit: str, en: str, zh: str) -> None:
    assert print_amount(Amount(Decimal(value), unit), "en") == en
    assert print_amount(Amount(Decimal(value), unit), "zh") == zh


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=3), st.sampled_from(["en", "zh"]))
def test_what_is_printed_reads_back_within_its_rounding(value: Decimal, language: str) -> None:
    text = print_amount(Amount(value), language)
    again = read_amount(text.removeprefix("about ").removeprefix("约"), name="it").value
    assert abs(again - value) <= abs(value) * Decimal("0.006")
    assert (again == value) == (not text.startswith(("about", "约")))


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_share_is_right_to_its_last_digit(part: int, whole: int) -> None:
    text = print_share(Decimal(part) / Decimal(whole), "en")
    told = float(text.removeprefix("about ").removesuffix("%"))
    exact = 100 * part / whole
    assert abs(told - exact) <= max(0.0501, 0) if exact >= 1 else abs(told - exact) <= exact * 0.006
