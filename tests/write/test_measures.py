"""Lengths as platforms count them, and cutting to fit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.write.measures import PLATFORMS, characters, cut, shortened_addresses, weighted, words


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 280, 280),
        ("桥" * 140, 280),
        ("👨‍👩‍👧", 2),
        ("👍🏽", 2),
        ("🇨🇳", 2),
        ("“ok”…", 6),
        ("see https://example.com/a/very/long/path?that=goes&on=and on", 30),
        ("cafe\u0301", 4),
    ],
)
def test_x_counts_as_twitter_text_does(text: str, length: int) -> None:
    assert weighted(text) == length


def test_other_measures() -> None:
    assert words("Nine people were hurt at 3.15am, it's said.") == 8
    assert words("维澜 two words") == 4
    assert characters("大桥 封闭。\n") == 5
    assert shortened_addresses("at https://example.com/a/long/path/indeed") == 26


def test_a_cut_ends_a_sentence_where_one_fits() -> None:
    assert cut("大桥封闭。渡轮免费开航，每十二分钟一班。", 12, measure=len) == "大桥封闭。渡轮免费开航…"
    assert cut("The bridge is shut. The ferry is free of charge.", 30, measure=len) == "The bridge is shut."


def test_a_cut_without_a_clause_ends_a_word() -> None:
    assert cut("The extraordinarily long bridge reopened", 24, measure=len) == "The extraordinarily…"


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from(sorted(PLATFORMS)))
def test_a_cut_is_never_over_the_limit(text: str, name: str) -> None:
    platform = PLATFORMS[name]
    assert platform.measure(cut(text, platform.most, measure=platform.measure)) <= platform.most
    assert platform.measure(cut(text, 9, measure=platform.measure)) <= 9


def test_a_cut_is_not_made_behind_an_abbreviation_or_a_word_that_hangs() -> None:
    text = "Two men went on trial in Port Aster on Nov. 9 accused of defrauding six thousand borrowers of a sum"
    for most in range(30, len(text)):
        piece = cut(text, most, measure=characters)
        assert not piece.endswith(("Nov…", "Nov.", " on…", " of…", " in…", " a…"))
