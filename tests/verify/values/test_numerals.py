"""Numerals in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.values import numerals

UNITS = ["", "十", "百", "千"]


def spell_section(n: int) -> str:
    """A number below ten thousand in Chinese numerals."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + UNITS[place]
            gap = False
        else:
            gap = bool(text)
    return text


def spell_chinese(n: int) -> str:
    """A number below a trillion in Chinese numerals."""
    parts = [(n // 10**8, "亿"), (n // 10**4 % 10**4, "万"), (n % 10**4, "")]
    text = ""
    for value, unit in parts:
        if value:
            text += ("零" if text and value < 1000 else "") + spell_section(value) + unit
    return text


def spell_english(n: int) -> str:
    """A number below a billion in English words."""
    ones, tens = list(numerals.ONES), list(numerals.TENS)
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10 - 2] + (f"-{ones[n % 10]}" if n % 10 else "")
    for size, word in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = f" and {spell_english(n % size)}" if n % size else ""
            return f"{spell_english(n // size)} {word}{rest}"
    raise AssertionError(n)


@given(st.integers(1, 10**12 - 1))
def test_chinese_numerals_are_read_back(n: int) -> None:
    assert numerals.chinese(spell_chinese(n)) == n


@given(st.integers(0, 10**9 - 1))
def test_english_numerals_are_read_back(n: int) -> None:
    assert numerals.english(spell_english(n)) == n


@given(st.integers(1, 99_999), st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("千万", 10**7)]))
def test_digits_with_a_magnitude_are_read(n: int, unit: tuple[str, int]) -> None:
    assert numerals.chinese(f"{n / 10}{unit[0]}") == pytest.approx(n / 10 * unit[1])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十五", 15),
        ("三点五", 3.5),
        ("二〇一五", 2015),
        ("一百二", 120),
        ("三万五", 35_000),
        ("1万2千", 12_000),
        ("两", 2),
    ],
)
def test_short_forms_are_read(text: str, value: float) -> None:
    assert numerals.chinese(text) == value


@pytest.mark.parametrize("text", ["", "人", "三人"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert numerals.chinese(text) is None
    assert numerals.english(text or "nobody") is None
