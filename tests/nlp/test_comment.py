"""The kind of a reader's comment: ten kinds in both languages, with the phrases that told; nothing for a report."""

from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.core import Article


def kind(text: str, **more: Any) -> dict[str, Any]:
    article = Article(**{"title": "", "text": text, **more})
    value: dict[str, Any] = nlp.analyse(article, only=["comment"]).annotations["comment"]
    return value


@pytest.mark.parametrize(
    ("text", "id", "label"),
    [
        ("这篇文章写得真好，向记者致敬！", "praise", "称赞"),
        ("物业电话打了一个月都没人接，太让人失望了。", "criticism", "批评投诉"),
        ("请问这条公交线路什么时候恢复？", "question", "提问"),
        ("建议在学校门口增设红绿灯。", "suggestion", "建议"),
        ("说得对，我完全同意作者的看法。", "agreement", "赞同"),
        ("我不同意，这个结论站不住脚。", "disagreement", "不同意见"),
        ("第三段有错别字，“园满”应为“圆满”。", "correction", "指出差错"),
        ("写这篇文章的人就是个白痴，滚！", "abuse", "辱骂"),
        ("兼职日赚五百，加微信abc123", "spam", "广告"),
        ("我在火车上看完的。", "other", "其他"),
        ("What a wonderful story, thank you for writing it.", "praise", "praise"),
        (
            "The lift has been broken since May and nobody answers the phone. Disgraceful.",
            "criticism",
            "criticism or complaint",
        ),
        ("When does the new library open?", "question", "question"),
        ("You should consider adding a map to stories like this.", "suggestion", "suggestion"),
        ("I completely agree with the author.", "agreement", "agreement"),
        ("I disagree, that argument is flawed.", "disagreement", "disagreement"),
        ("There is a typo in the second paragraph: it should read 1998.", "correction", "correction"),
        ("You are all idiots, shut up.", "abuse", "abuse"),
        ("Earn money from home, click here: www.example.com", "spam", "advertising"),
    ],
)
def test_a_comment_is_given_its_kind_and_label(text: str, id: str, label: str) -> None:
    found = kind(text)
    assert (found["id"], found["label"]) == (id, label)
    assert 0 < found["score"] <= 1


def test_the_phrases_that_told_are_named_with_their_places() -> None:
    text = "  请问图书馆几点开门？"
    parts = kind(text)["parts"]
    assert {"kind": "question", "text": "请问"}.items() <= parts[0].items()
    assert all(text[part["start"] : part["end"]] == part["text"] for part in parts)


def test_a_report_is_no_comment() -> None:
    assert kind("会议1日举行。", title="会议举行") == {}
    assert kind("太好了！" * 400) == {}
    assert kind("") == {}


def test_a_comment_in_another_language_is_left_alone() -> None:
    assert kind("Je ne suis pas du tout d'accord avec cet article, c'est une honte.") == {}
