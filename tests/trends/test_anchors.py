"""Numbers in one notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.trends.anchors import anchors


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("3.2万人", "32,000 people"),
        ("118亿元", "11.8 billion lan"),
        ("5.2%", "5.2 percent"),
        ("百分之五点二", "5.2 per cent"),
        ("三百二十七名", "327 workers"),
        ("150万", "1.5 million"),
        ("两百米", "200 metres"),
        ("１２．５公里", "12.5 km"),
    ],
)
def test_a_number_is_the_same_in_both_languages(zh: str, en: str) -> None:
    assert anchors(zh) == anchors(en) != frozenset()


@pytest.mark.parametrize("text", ["three people", "三天", "3天", "in 2026", "2026年", "二〇二六年", "百姓", ""])
def test_small_numbers_and_years_are_no_anchors(text: str) -> None:
    assert anchors(text) == frozenset()


@given(st.text())
def test_any_text_has_some_anchors_or_none(text: str) -> None:
    assert all(anchors(text))
