"""Quotes lost in a wrong re-encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ingest.mend import quotes


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ('"It is hard,"?she said.', '"It is hard," she said.'),
        ('opposition from teachers"?unions', "opposition from teachers’ unions"),
        ('the "massacre"?or "attack" that', 'the "massacre" or "attack" that'),
        ('it temporarily "?the fate of', "it temporarily – the fate of"),
        ("he didn\ufffdt say", "he didn’t say"),
    ],
)
def test_a_lost_quote_is_found_again(damaged: str, mended: str) -> None:
    assert quotes(damaged) == mended


@pytest.mark.parametrize("whole", ['Did he say "yes"? He did.', "“好吗？”他问。", 'ask "why"?', '("who"?)'])
def test_whole_text_is_left_alone(whole: str) -> None:
    assert quotes(whole) == whole


@given(st.text().filter(lambda text: '"?' not in text and "\ufffd" not in text))
def test_text_without_the_damage_is_untouched(text: str) -> None:
    assert quotes(text) == text
