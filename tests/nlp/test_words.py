"""Words: Chinese by dictionary, alphabets by pattern, offsets exact, stop words known."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.nlp import is_stop, words


def plain(text: str) -> list[str]:
    return [word for word, _, _ in words(text)]


def test_chinese_is_cut_by_dictionary() -> None:
    assert plain("四川发生地震") == ["四川", "发生", "地震"]


def test_english_keeps_acronyms_hyphens_and_numbers_whole() -> None:
    assert plain("U.S. F-16 deal don't 1,234.5 3.5%") == ["U.S.", "F-16", "deal", "don't", "1,234.5", "3.5%"]


def test_two_scripts_in_one_text_are_both_cut() -> None:
    assert plain("苹果公司发布iPhone 15") == ["苹果公司", "发布", "iPhone", "15"]


def test_function_words_are_stop_words_and_names_are_not() -> None:
    assert all(is_stop(word) for word in ["the", "The", "said", "的", "表示", "don’t", "a"])
    assert not any(is_stop(word) for word in ["earthquake", "地震", "NATO", "北约"])


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_word_stands_where_it_says(text: str) -> None:
    found = words(text)
    assert all(text[start:end] == word and word for word, start, end in found)
    assert all(one[2] <= two[1] for one, two in pairwise(found))
