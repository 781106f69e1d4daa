"""What is told of a company's results is what its figures say."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.write.figures import Account
from broadsheet.write.figures.results import results_account
from broadsheet.write.kinds.earnings import Facts


def account(language: str = "en", **facts: str) -> Account:
    return results_account(Facts(**({"company": "Ayford Mills"} | facts)), language=language)


def told(found: Account, name: str) -> str:
    return next(d.text for d in found.told if d.name == name)


@pytest.mark.parametrize(
    ("now", "before", "en", "zh"),
    [
        ("$120 million", "$100 million", "up 20%", "增长20%"),
        ("$80 million", "$100 million", "down 20%", "下降20%"),
        ("$5 million", "-$5 million", "after a loss of $5 million", "扭亏为盈"),
        ("-$5 million", "$5 million", "after a profit of $5 million", "由盈转亏"),
        ("-$6 million", "-$5 million", "20% more than the $5 million lost", "亏损扩大20%"),
        ("-$4 million", "-$5 million", "20% less than the $5 million lost", "亏损收窄20%"),
        ("$5 million", "$0", "after none", "为零"),
        ("$5 million", "$5 million", "unchanged", "持平"),
    ],
)
def test_a_change_is_told_as_what_it_is(now: str, before: str, en: str, zh: str) -> None:
    assert en in told(account(profit=now, prior_profit=before), "profit")
    assert zh in told(account("zh", profit=now, prior_profit=before), "profit")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_different_currencies_are_not_compared(language: str) -> None:
    found = account(language, revenue="$10 million", prior_revenue="1亿元", profit="¥5万")
    assert len(found.cautions) == 2
    assert not re.search(r"up|增长|margin|占", " ".join(d.text for d in found.told))


@pytest.mark.parametrize(
    "facts", [{}, {"revenue": "lots"}, {"revenue": "-$5 million"}, {"revenue": "5000"}, {"revenue": "120%"}]
)
def test_figures_that_are_no_results_are_refused(facts: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        account(**facts)


@pytest.mark.parametrize(
    ("now", "expected", "words"),
    [("$9", "$8", "$1 better than the $8 expected"), ("$8", "$9", "$1 worse"), ("$8", "$8", "as expected")],
)
def test_a_surprise_is_the_difference(now: str, expected: str, words: str) -> None:
    assert words in told(account(revenue=now, expected_revenue=expected), "revenue.expected")


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.sampled_from(["en", "zh"]))
def test_growth_is_right_for_any_figures(now: int, before: int, language: str) -> None:
    text = told(account(language, revenue=f"{now}元", prior_revenue=f"{before}元"), "revenue")
    if now == before:
        assert "%" not in text
        return
    exact = abs(Fraction(now - before, before)) * 100
    shown = re.search(r"([\d.]+)%", text)
    assert shown is not None
    if exact >= 1:
        wanted = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert Decimal(shown[1]) == wanted
    assert (Fraction(shown[1]) == exact) == (f"about {shown[1]}%" not in text and f"约{shown[1]}%" not in text)
