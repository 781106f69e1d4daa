"""Summaries: the report's own sentences, never its byline."""

from typing import Any

from broadsheet import nlp
from broadsheet.core import Article

ZH = (
    "新华社布鲁塞尔1月30日电（记者周珺 孙奕）北约秘书长斯托尔滕贝格30日称，过去一年对欧洲安全是一个“黑色”的年度。\n"
    "　　北约当天在布鲁塞尔总部发布了2014年度报告。\n　　他说，北约将继续加强防务。\n　　天气晴朗。\n　　（完）"
)
EN = (
    "By Jane Doe\nBRUSSELS (Reuters) - NATO said on Friday that last year had been dark for the security of Europe. "
    "The alliance published its annual report in Brussels. NATO will strengthen its defences, the report said. "
    "The sun shone. Photo by John Roe"
)


def summary(text: str, title: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = nlp.analyse(Article(title=title, text=text), only=["summary"]).annotations["summary"]
    return rows


def test_the_lead_opens_the_summary_without_its_dateline() -> None:
    assert summary(ZH)[0]["text"].startswith("北约秘书长")
    assert summary(EN)[0]["text"].startswith("NATO said")


def test_a_summary_has_two_or_three_sentences_in_the_order_of_the_text() -> None:
    for text in (ZH, EN):
        starts = [row["start"] for row in summary(text)]
        assert 2 <= len(starts) <= 3
        assert starts == sorted(starts)


def test_bylines_credits_and_end_marks_are_never_chosen() -> None:
    for text in (ZH, EN):
        assert not any(word in row["text"] for row in summary(text) for word in ("Jane", "Photo", "（完）", "记者"))


def test_one_sentence_is_its_own_summary_and_nothing_has_none() -> None:
    assert [row["text"] for row in summary("四川雅安发生6.1级地震。")] == ["四川雅安发生6.1级地震。"]
    assert summary("") == []
