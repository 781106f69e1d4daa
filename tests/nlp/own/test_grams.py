"""Grams: the same units in both languages, and places that are those of the text."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.nlp.own.grams import LIMIT, grams, lowered, places


def test_chinese_is_read_by_its_characters_and_english_by_its_words() -> None:
    assert grams("A股 Rally") == [" a ", "股", " ", " rally ", " a 股", "股 ", "  rally ", " a 股 ", "股  rally "]


def test_a_number_is_as_long_as_it_was() -> None:
    assert "0000年" in grams("2008年")
    assert grams("2008年") == grams("2019年")


def test_a_blank_counts_after_a_chinese_sign_and_not_after_a_latin_word() -> None:
    assert " " in grams("欧冠 决赛")
    assert " " not in grams("cup final")


def test_a_text_beyond_the_limit_is_not_read() -> None:
    assert grams("字" * LIMIT) == grams("字" * (LIMIT + 50))


def test_nothing_and_half_characters_have_no_grams() -> None:
    assert grams("") == []
    assert grams("\ud800") == []


@given(st.text(max_size=80))
def test_every_gram_has_its_place(text: str) -> None:
    found = list(places(text))
    assert sorted(gram for gram, _, _ in found) == sorted(grams(text))
    assert all(0 <= start < end <= len(text) for _, start, end in found)


@given(st.text(max_size=80))
def test_lower_case_moves_nothing(text: str) -> None:
    assert len(lowered(text)) == len(text)
