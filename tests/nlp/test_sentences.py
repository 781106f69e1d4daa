"""Sentences: Chinese and English marks, quotations whole, abbreviations no end, offsets exact."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.nlp import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_chinese_stops_end_sentences_and_semicolons_do_not() -> None:
    assert cut("一是增收；二是减负。下雨了！真的吗？是。") == ["一是增收；二是减负。", "下雨了！", "真的吗？", "是。"]


def test_a_chinese_quotation_and_its_speaker_stay_together() -> None:
    assert cut("“我们来了。他们走了。”他说。第二天，他离开了。") == [
        "“我们来了。他们走了。”他说。",
        "第二天，他离开了。",
    ]


def test_a_quotation_that_ends_its_sentence_ends_it() -> None:
    assert cut("他说：“天晴了。”随后离开会场。") == ["他说：“天晴了。”", "随后离开会场。"]
    assert cut("「下雨了。」會議結束。") == ["「下雨了。」", "會議結束。"]


def test_an_english_quotation_stays_with_its_attribution() -> None:
    assert cut('"Did you go? I did." he asked. She left.') == ['"Did you go? I did." he asked.', "She left."]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith met Sen. Warren on Jan. 30 at 3.5 p.m. in Washington.",
        "The U.S. Senate voted 51-50.",
        "J. K. Rowling and George W. Bush met.",
        "Apple Inc. shares rose 3.5 percent.",
        "See www.example.com/a.html?b=1.5 for more.",
        "He paid No. 10 a visit.",
    ],
)
def test_abbreviations_decimals_and_addresses_end_nothing(text: str) -> None:
    assert cut(text) == [text]


def test_an_abbreviation_before_a_function_word_with_a_capital_ends_a_sentence() -> None:
    assert cut("He lives in the U.S. The president agreed.") == ["He lives in the U.S.", "The president agreed."]


def test_a_lost_space_after_a_full_stop_is_forgiven() -> None:
    assert cut("It rained last year.The president stayed.") == ["It rained last year.", "The president stayed."]


def test_a_paragraph_break_ends_a_sentence_and_a_wrapped_line_does_not() -> None:
    assert cut("A title\n\nA text that\ngoes on.") == ["A title", "A text that\ngoes on."]
    assert cut("标题\n　　正文。") == ["标题", "正文。"]


def test_an_unclosed_quotation_mark_swallows_nothing() -> None:
    assert len(cut("“他来了。他走了。下雨了。")) == 3
    assert len(cut('Stray "quote. Another one here. And a third.')) == 3


@pytest.mark.parametrize("text", ["“" * 50_000, ".A " * 40_000, '"' * 100_000, "。”" * 50_000, "\n " * 50_000])
def test_hostile_text_takes_linear_time(text: str) -> None:
    sentences(text)


ALPHABET = st.text(alphabet="ab A.!?\"'“”「」。，！？…\n\r　1é\ud800😀", max_size=80)


@settings(deadline=None)
@given(st.one_of(ALPHABET, st.text(max_size=200)))
def test_spans_are_ordered_and_cover_everything_but_space(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)
