"""The archive as a corpus: an empty one says what would fill it, one without labels which there are."""

from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Article, InvalidInputError
from tests.newsrooms import NOW

ZH = Article(
    title="预算获批", text="江城市议会周二批准了预算。", url="https://a.example/1", outlet="江城报", language="zh"
)
EN = Article(title="Budget", text="The council passed it.", url="https://a.example/2", outlet="Post", language="en")


def test_an_archive_without_a_report_says_where_texts_come_from(tmp_path: Path) -> None:
    opened = Newsroom.open(tmp_path, model="none", now=lambda: NOW)
    with opened as room, pytest.raises(InvalidInputError, match="no report to learn from") as caught:
        list(room.archive_documents(language="zh"))
    assert "--data" in caught.value.do


def test_a_label_that_no_report_has_is_said_with_those_there_are(tmp_path: Path) -> None:
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as room:
        for id in [room.store.articles.add(one) for one in (ZH, EN)]:
            room.store.annotations.put([(id, "sentiment", 1, {"label": "neutral"}), (id, "topics", 1, ["x"])])
        with pytest.raises(InvalidInputError, match="has this label") as caught:
            list(room.archive_documents(label="category"))
        assert list(caught.value.choices) == ["sentiment"]
        assert [one.label for one in room.archive_documents(label="sentiment")] == ["neutral", "neutral"]


def test_a_category_is_one_class_whatever_the_language_of_its_name(tmp_path: Path) -> None:
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as room:
        for one, name in ((ZH, "灾害与事故"), (EN, "disasters and accidents")):
            said = {"id": "disaster", "label": name}
            room.store.annotations.put([(room.store.articles.add(one), "category", 1, said)])
        assert [one.label for one in room.archive_documents(label="category")] == ["disaster", "disaster"]
