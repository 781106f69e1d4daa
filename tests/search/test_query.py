"""What is read out of what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.search.query import read


def test_words_phrases_exclusions_and_beginnings_are_told_apart() -> None:
    query = read('harbour "tunnel opens" -strike -"ferry crew" econ*')
    assert query.words == (("harbour",),)
    assert query.phrases == (("tunnel", "open"),)
    assert query.excluded == (("ferri", "crew"), ("strike",))
    assert query.beginnings == ("econ",)


def test_chinese_quotation_marks_make_a_phrase() -> None:
    assert read("“降息” 经济").phrases == (("降息",),)
    assert read("《港报》").phrases


def test_a_quotation_mark_that_does_not_close_is_ignored() -> None:
    assert read('"tunnel').words == (("tunnel",),)


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    query = read("semi-final F-16")
    assert query.excluded == ()
    assert query.words == (("semi", "final"), ("f", "16"))


def test_stop_words_are_dropped_unless_there_is_nothing_else() -> None:
    assert read("the tunnel").words == (("tunnel",),)
    assert read("the").words == (("the",),)


def test_width_and_case_make_no_difference() -> None:
    assert read("ＴＵＮＮＥＬ").words == read("tunnel").words


@given(st.text(max_size=300))
def test_anything_typed_is_read_or_refused_as_blank(typed: str) -> None:
    try:
        query = read(typed)
    except InvalidInputError:
        return
    assert all(term for group in (*query.words, *query.phrases, *query.excluded) for term in group)


def test_a_pasted_page_is_cut() -> None:
    words = " ".join(f"word{i}" for i in range(5000))
    assert len(read(words).words) <= 64


@pytest.mark.parametrize("typed", ["", " \n", "\x00\x01"])
def test_nothing_typed_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError):
        read(typed)
