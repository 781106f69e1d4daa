"""Topics: the whole taxonomy by name, and reports put where an editor would."""

from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.core import Article, UnknownNameError


def found(title: str, text: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = nlp.analyse(Article(title=title, text=text), only=["topics"]).annotations["topics"]
    return rows


@pytest.mark.parametrize(
    ("title", "text", "id"),
    [
        ("四川雅安发生6.1级地震", "地震已造成4人遇难，救援人员赶赴震中。", "medtop:03000000"),
        ("广州恒大主场获胜", "中超联赛第20轮，广州恒大主场2比0击败对手，继续领跑积分榜。", "medtop:15000000"),
        ("央行下调存款准备金率", "中国人民银行宣布下调金融机构存款准备金率0.5个百分点。", "medtop:04000000"),
        ("李克强会见越南总理", "国务院总理李克强在人民大会堂会见越南总理，双方就两国关系交换意见。", "medtop:11000000"),
        ("Quake kills four in Sichuan", "Rescuers searched the rubble after the earthquake.", "medtop:03000000"),
        ("Federer wins Wimbledon", "The champion beat his opponent in three sets at Wimbledon.", "medtop:15000000"),
        ("Shares fall as banks report losses", "Stocks and bank earnings fell on Wall Street.", "medtop:04000000"),
        ("Man jailed for murder", "A court sentenced the man to life after a jury verdict.", "medtop:02000000"),
    ],
)
def test_a_report_is_put_under_its_broad_topic(title: str, text: str, id: str) -> None:
    assert found(title, text)[0]["id"] == id


def test_the_narrower_topic_is_named_with_its_words_in_the_articles_language() -> None:
    rows = found("四川雅安发生6.1级地震", "地震已造成4人遇难，余震不断，救援人员赶赴震中。")
    quake = next(row for row in rows if row["id"] == "medtop:20000153")
    assert quake["label"] == "地震"
    assert "震中" in quake["words"]


def test_a_text_of_nothing_has_no_topic() -> None:
    assert found("", "12345") == []


def test_the_taxonomy_has_both_languages_and_its_branches() -> None:
    topics = {topic.id: topic for topic in nlp.topics()}
    assert len(topics) == 1085
    assert sum(topic.level == 1 for topic in topics.values()) == 17
    assert all(topic.label_en and topic.label_zh for topic in topics.values())
    assert all(topic.parent in topics for topic in topics.values() if topic.level > 1)


def test_a_topic_is_named_in_the_language_asked_for() -> None:
    assert nlp.topic_label("medtop:15000000", "zh") == "体育"
    assert nlp.topic_label("medtop:15000000", "en") == "sport"
    assert nlp.topic_label("medtop:15000000", "fr") == "sport"


def test_an_unknown_topic_is_refused_with_the_broad_ones() -> None:
    with pytest.raises(UnknownNameError) as caught:
        nlp.topic_label("medtop:99999999", "en")
    assert any("15000000" in choice for choice in caught.value.choices)
