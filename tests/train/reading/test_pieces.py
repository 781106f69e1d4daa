"""Tokens are named by the characters they make up; a character in several tokens is named in each, by its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.train import tokens
from broadsheet.train.reading.pieces import pieces
from broadsheet.train.tokens import Tokenizer

ENGLISH = ["the council met and the mayor spoke", "a team won"] * 20


@pytest.fixture(scope="module")
def english() -> Tokenizer:
    """A byte-level vocabulary that has seen no Chinese: each character is three tokens."""
    return tokens.train("bytes_bpe", ENGLISH, size=300)


def test_a_character_cut_in_three_is_told_by_its_parts(english: Tokenizer) -> None:
    assert pieces(english, english.encode("春a")) == ["春 1/3", "春 2/3", "春 3/3", "a"]


def test_words_are_themselves_and_blanks_can_be_seen(english: Tokenizer) -> None:
    assert "".join(pieces(english, english.encode("the council"))) == "the council"
    assert pieces(english, english.encode("\n")) == ["⏎"]
    assert pieces(english, [english.eos]) == [english.token(english.eos)]


def test_half_a_character_at_the_end_is_told_by_its_bytes(english: Tokenizer) -> None:
    assert pieces(english, english.encode("春")[:2]) == ["‹E6›", "‹98›"]


@given(st.text(min_size=1, max_size=40))
def test_every_token_has_a_name(english: Tokenizer, text: str) -> None:
    ids = english.encode(text)
    names = pieces(english, ids)
    assert len(names) == len(ids)
    assert all(names)
    assert "\ufffd" not in "".join(names) or "\ufffd" in text
