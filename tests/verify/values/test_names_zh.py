"""The words of a Chinese sentence: every character in one of them, however long the sentence is."""

import pytest

from broadsheet.verify.values.names_zh import find_names, tagged

LONG = "数据显示，" + "上海黄金交易所黄金收盘于每克240.34元，上涨2.57元，共成交18358公斤；" * 8


@pytest.mark.parametrize("text", ["海港市市长陈伟说，桥已通车。", LONG, LONG.replace("，", "").replace("；", "")])
def test_the_words_of_a_sentence_are_all_of_it(text: str) -> None:
    words = tagged(text)
    assert "".join(word for _, word, _ in words) == text
    assert all(text.startswith(word, at) for at, word, _ in words)


def test_a_long_sentence_is_cut_at_its_marks_so_that_no_name_is_cut_in_two() -> None:
    text = "陈伟说，" * 60
    assert {n.text for n in find_names(text)} == {"陈伟"}


def test_the_place_of_a_name_is_counted_from_where_its_sentence_starts() -> None:
    assert [(n.text, n.start) for n in find_names("市长陈伟到会", start=10)] == [("陈伟", 12)]
