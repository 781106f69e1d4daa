"""The category of a report: thirteen desks, from topics and words, with reasons, in both languages."""

from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.nlp.categories import categories, category_label, category_of


def sorted_in(title: str, text: str = "") -> dict[str, Any]:
    value: dict[str, Any] = nlp.analyse(Article(title=title, text=text), only=["category"]).annotations["category"]
    return value


@pytest.mark.parametrize(
    ("title", "id", "label"),
    [
        ("沪指收涨1.5% 券商板块领涨两市", "economy", "财经"),
        ("湖人加时险胜 科比砍下三十五分", "sport", "体育"),
        ("男子持刀抢劫银行 警方两小时抓获嫌疑人", "justice", "法治"),
        ("云南发生5.8级地震 已致4人遇难", "disaster", "灾害与事故"),
        ("2011年考研英语复习指导", "education", "教育"),
        ("Champions League: late goal sends United into the semi-final", "sport", "sport"),
        ("Shares slump as central bank raises interest rates", "economy", "business and economy"),
        ("Parliament votes on the prime minister's election bill", "politics", "politics"),
        ("Man jailed for murder after jury finds him guilty", "justice", "crime and justice"),
    ],
)
def test_a_headline_goes_to_its_desk_with_a_label_in_its_language(title: str, id: str, label: str) -> None:
    found = sorted_in(title)
    assert (found["id"], found["label"]) == (id, label)


def test_the_score_is_the_sum_of_topics_and_words_and_the_words_are_in_the_text() -> None:
    text = "The striker scored twice before half-time and the club won the league on Saturday."
    found = sorted_in("Late goal wins the league", text)
    assert found["score"] == pytest.approx(sum(found["parts"].values()), abs=2e-4)
    assert found["words"]
    assert all(word["text"] in f"Late goal wins the league\n{text}" and word["pull"] > 0 for word in found["words"])
    assert all(other["score"] <= found["score"] for other in found["others"])


def test_nothing_to_read_has_no_category() -> None:
    assert sorted_in("", "") == {}


def test_another_language_is_sorted_by_its_topics() -> None:
    found = sorted_in("Le séisme a fait quarante morts", "Le tremblement de terre a détruit des maisons.")
    assert found == {} or found["parts"]["words"] == 0


def test_every_broad_topic_has_a_category_with_both_names() -> None:
    broad = [topic.id for topic in nlp.topics() if topic.level == 1]
    assert {category_of(id) for id in broad} == set(categories())
    assert all(category_label(id, "zh") != category_label(id, "en") for id in categories())
