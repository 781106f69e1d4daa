"""What an own analysis says of an article: the label, how sure, and reasons that add up and stand in the text."""

import pytest

from broadsheet.core import Article
from broadsheet.nlp.own import Classifier
from tests.nlp.own.small import linear

ARTICLE = Article(title="A late goal", text="The goal came at the end.\n股市上涨。")


def test_the_label_is_the_likeliest_and_the_others_follow() -> None:
    said = Classifier(linear()).analyse(Article(title="", text="goal"))
    assert said["label"] == "sport"
    assert said["others"] == [{"label": "finance", "score": pytest.approx(1 - said["score"], abs=1e-3)}]


def test_the_parts_sum_to_the_logit() -> None:
    said = Classifier(linear(temperature=0.3)).analyse(ARTICLE)
    assert sum(part["score"] for part in said["parts"]) == pytest.approx(said["logit"], abs=1e-3)


def test_a_reason_stands_where_it_says_in_title_and_text() -> None:
    said = Classifier(linear()).analyse(ARTICLE)
    for part in said["parts"]:
        for field, start, end in part["places"]:
            assert getattr(ARTICLE, field)[start:end].lower() == part["text"]
    goal = next(part for part in said["parts"] if part["text"] == "goal")
    assert [place[0] for place in goal["places"]] == ["title", "text"]


@pytest.mark.parametrize("text", ["", "。", "\ud800\x00", "🙂" * 50, "x" * 100_000])
def test_odd_texts_have_a_label_too(text: str) -> None:
    assert Classifier(linear()).analyse(Article(title="", text=text))["label"] in {"finance", "sport"}


def test_many_texts_are_told_apart_without_reasons() -> None:
    assert [label for label, _ in Classifier(linear()).predict(["goal", "股"])] == ["sport", "finance"]
