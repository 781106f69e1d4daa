"""Sentiment: what the news reports decides, negation and reduction turn it, and the score says why."""

from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.nlp.sentiment_head import LABELS


def judged(text: str, title: str = "") -> dict[str, Any]:
    value: dict[str, Any] = nlp.analyse(Article(title=title, text=text), only=["sentiment"]).annotations["sentiment"]
    return value


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("四川雅安发生6.1级地震，已造成4人遇难，14人受伤。", "negative"),
        ("中国女排夺得奥运会冠军，全国欢庆。", "positive"),
        ("国家统计局1日公布上半年数据。", "neutral"),
        ("公司第三季度净利润大幅增长，创历史新高。", "positive"),
        ("一艘渔船沉没，12人失踪。", "negative"),
        ("A powerful earthquake killed at least 40 people on Monday.", "negative"),
        ("The charity won a prize for its wonderful work with children.", "positive"),
        ("The committee will meet in the town hall on Tuesday.", "neutral"),
        ("Floods and landslides left dozens missing.", "negative"),
    ],
)
def test_news_is_judged_by_what_it_reports(text: str, label: str) -> None:
    assert judged(text)["label"] == label


def test_negation_and_reduction_turn_a_word() -> None:
    assert judged("事故没有造成伤亡。")["score"] > judged("事故造成伤亡。")["score"]
    assert judged("当地减少污染。")["score"] > judged("当地污染。")["score"]


def test_the_words_that_decided_are_named_in_their_sentence_with_their_pull() -> None:
    text = "会议1日举行。大火造成3人死亡。"
    _, second = judged(text)["parts"]
    pulls = {word["text"]: word["pull"] for word in second["words"]}
    assert {"大火", "死亡"} <= set(pulls)
    assert pulls["死亡"] < 0
    assert all(text[word["start"] : word["end"]] == word["text"] for word in second["words"])


def test_the_score_is_what_its_parts_add_up_to() -> None:
    value = judged("Profits rose sharply. Two workers were killed in a fire.", title="Firm wins big order")
    assert [part["where"] for part in value["parts"]] == ["title", "text", "text"]
    assert value["score"] == pytest.approx(sum(part["weight"] * part["score"] for part in value["parts"]), abs=1e-3)
    assert sum(part["weight"] for part in value["parts"]) == pytest.approx(1, abs=1e-4)
    assert value["label"] == LABELS[value["likelihoods"].index(max(value["likelihoods"]))]


def test_the_dateline_is_not_judged() -> None:
    (part,) = judged("新华社北京1月1日电（记者安胜利）会议1日举行。")["parts"]
    assert part["text"] == "会议1日举行。"


def test_a_headline_alone_is_judged() -> None:
    assert judged("", title="Bomb kills dozens at market")["label"] == "negative"


def test_a_language_without_a_lexicon_is_not_judged() -> None:
    value = judged("Le tremblement de terre a tué quarante personnes dans la région, selon les autorités.")
    assert (value["label"], value["score"], value["parts"]) == ("neutral", 0.0, [])
