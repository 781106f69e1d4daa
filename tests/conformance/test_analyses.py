"""Every analysis in the folder keeps its promises on every text, however nasty."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.core import Article, Plugins

pytestmark = pytest.mark.long

FOLDER = Plugins("broadsheet.nlp.analyses", "analysis")
ZH = "新华社成都6月1日电（记者张三）四川雅安1日发生6.1级地震，已造成4人遇难。“救援正在进行，”雅安市长李四说。"
EN = (
    "CHENGDU, June 1 (Reuters) - An earthquake killed four people in Ya'an on Wednesday. "
    '"Help is coming," Mayor Li Si said.'
)
TEXTS = {
    "empty": "",
    "space": " \n\u3000\t ",
    "one character": "震",
    "one letter": "a",
    "emoji": "😀🎉👨‍👩‍👧‍👦🇨🇳",
    "NUL": "地震\x00 killed\x00 four.",
    "lone surrogate": "四川\ud800地震。 The \udfff quake killed four people in China.",
    "long Chinese": ZH * 2000,
    "long English": EN * 1500,
    "one long word": "a" * 200_000,
    "one long Chinese run": "震" * 200_000,
    "quotation marks": '“「"' * 3000,
    "points": ". A" * 5000,
    "brackets": "（记者" * 4000,
    "digits": "1,2.3" * 4000,
    "mixed scripts": "苹果 Apple 公司 released iPhone 15 在 Москва и 東京 で، اليوم।",
    "HTML remains": "<p>四川地震</p><script>alert(1)</script>&nbsp;<a href='http://x.cn'>killed four</a>",
    "French": "Le président a annoncé mercredi que la France livrerait 12 avions. « Nous tiendrons parole », dit-il.",
    "Russian": "Президент России Владимир Путин заявил, что 30 января переговоры продолжатся.",
    "Japanese": "東京都で30日、地震があり、12人がけがをした。「大丈夫です」と話した。",
    "Arabic": "قال الرئيس يوم الأربعاء إن المحادثات ستستمر.",
    "combining": "Z̷̢a̴l̶g̷o̴ " * 500,
    "newlines only between": "\r\n".join(["标题", "By Jane Doe", "正文。", "Text."] * 200),
    "Chinese": ZH,
    "English": EN,
}
ARTICLES = [
    pytest.param(
        Article(
            title=title, text=text, language=language, published=datetime(2026, 1, 2, tzinfo=UTC) if language else None
        ),
        id=f"{name}-{language or 'unknown'}",
    )
    for name, text in TEXTS.items()
    for language, title in (("zh", "四川发生地震"), ("en", "Earthquake kills four"), ("", ""))
]


def _value(name: str, article: Article) -> Any:
    done = nlp.analyse(article, only=[name])
    assert set(done.annotations) == {name}, f"{name} failed and was left out"
    return done.annotations[name]


@pytest.mark.parametrize("name", FOLDER.names())
def test_an_analysis_has_the_shape_of_its_folder(name: str) -> None:
    module = FOLDER.load(name)
    assert isinstance(module.VERSION, int)
    assert module.VERSION >= 1
    assert set(module.REQUIRES) <= set(FOLDER.names())
    assert module.__doc__
    assert callable(module.analyse)


@pytest.mark.parametrize("name", FOLDER.names())
@pytest.mark.parametrize("article", ARTICLES)
def test_any_text_gives_a_json_value_and_the_same_one_again(name: str, article: Article) -> None:
    value = _value(name, article)
    assert json.loads(json.dumps(value)) == value
    if len(article.text) < 1000:
        assert _value(name, article) == value


@pytest.mark.parametrize("name", ["entities", "summary", "sentiment"])
@pytest.mark.parametrize("article", ARTICLES)
def test_offsets_give_back_the_text(name: str, article: Article) -> None:
    value = _value(name, article)
    for row in value["parts"] if name == "sentiment" else value:
        if row.get("where") == "title":
            continue
        assert 0 <= row["start"] < row["end"] <= len(article.text)
        assert article.text[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize("article", ARTICLES)
def test_scores_are_in_range_and_their_parts_sum_to_them(article: Article) -> None:
    values = nlp.analyse(article, only=["sentiment", "topics", "keywords"]).annotations
    sentiment = values["sentiment"]
    assert sentiment["label"] in ("positive", "neutral", "negative")
    assert -1 <= sentiment["score"] <= 1
    assert sentiment["score"] == pytest.approx(sum(p["score"] * p["weight"] for p in sentiment["parts"]), abs=2e-3)
    for topic in values["topics"]:
        assert topic["score"] == pytest.approx(sum(topic["parts"].values()), abs=2e-4)
    assert all(0 < row["score"] <= 1 for row in values["keywords"])
    assert len({row["text"].lower() for row in values["keywords"]}) == len(values["keywords"])


@pytest.mark.parametrize("article", ARTICLES)
def test_entities_have_a_known_type_and_only_quotations_overlap(article: Article) -> None:
    rows = _value("entities", article)
    kinds = {"person", "organisation", "place", "date", "amount", "quotation", "other"}
    assert {row["type"] for row in rows} <= kinds
    plain = [row for row in rows if row["type"] != "quotation"]
    assert all(one["end"] <= two["start"] for one, two in pairwise(plain))
