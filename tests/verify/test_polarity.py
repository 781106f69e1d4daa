"""Which way sentences point."""

import pytest

from broadsheet.verify.polarity import negations, same_way, turns


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("他没有支持该计划。", ["支持"]),
        ("公司不会裁员。", ["裁员"]),
        ("He did not support the plan.", ["support"]),
        ("They didn't leave.", ["leav"]),
        ("这不仅是挑战。", []),
        ("销量不断增长。", []),
        ("He not only came, he sang.", []),
        ("会议讨论未来发展。", []),
    ],
)
def test_negated_words_are_found_and_lexical_ones_left(text: str, words: list[str]) -> None:
    assert [n.word for n in negations(text)] == words


def test_opposite_words_are_two_sides_of_one_axis() -> None:
    (up,), (down,) = turns("销量上升"), turns("销量下降")
    assert up.axis == down.axis
    assert up.side != down.side


def test_words_that_point_one_way_stand_for_each_other() -> None:
    assert "遇难" in same_way("死亡")
    assert "grew" in same_way("rose")
    assert same_way("桌子") == ()
