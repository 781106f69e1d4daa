"""The pipeline: order by need, only what was asked for, one failure never all."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.core import Article, InvalidInputError, UnknownNameError
from broadsheet.nlp import pipeline

ARTICLE = Article(title="四川发生地震", text="四川雅安发生地震，4人遇难。")


def test_analyses_come_after_what_they_require() -> None:
    names = nlp.analyses()
    assert {"language", "keywords", "entities", "topics", "sentiment", "summary", "reading_time"} <= set(names)
    assert names.index("language") < min(names.index(name) for name in ("topics", "sentiment", "entities"))


def test_only_what_is_asked_for_is_kept_beside_what_was_there() -> None:
    had = Article(title="", text=ARTICLE.text, annotations={"mine": 1})
    assert set(nlp.analyse(had, only=["sentiment"]).annotations) == {"mine", "sentiment"}


def test_the_article_given_is_not_changed() -> None:
    nlp.analyse(ARTICLE, only=["language"])
    assert ARTICLE.annotations == {}


def test_many_articles_come_back_in_order_as_they_are_asked_for() -> None:
    articles = (Article(title="", text=text) for text in ("地震", "The cat sat on the mat and it was good.", "选举"))
    done = nlp.analyse_many(articles, only=["language"])
    assert [article.annotations["language"] for article in done] == ["zh", "en", "zh"]


def test_an_unknown_analysis_is_refused_with_the_choices() -> None:
    with pytest.raises(UnknownNameError) as caught:
        nlp.analyse(ARTICLE, only=["astrology"])
    assert "sentiment" in caught.value.choices
    with pytest.raises(UnknownNameError):
        nlp.version("astrology")


def test_a_version_is_a_whole_number() -> None:
    assert all(nlp.version(name) >= 1 for name in nlp.analyses())


def _fail(article: Article) -> Any:
    raise ZeroDivisionError(article.title)


def test_one_failing_analysis_is_left_out_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = pipeline._module
    broken = SimpleNamespace(REQUIRES=(), VERSION=1, analyse=_fail)
    monkeypatch.setattr(pipeline, "_module", lambda name: broken if name == "keywords" else real(name))
    with caplog.at_level(logging.ERROR):
        done = nlp.analyse(ARTICLE, only=["keywords", "language"])
    assert set(done.annotations) == {"language"}
    assert "keywords" in caplog.text


def test_a_circle_of_requirements_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = {"one": SimpleNamespace(REQUIRES=("two",)), "two": SimpleNamespace(REQUIRES=("one",))}
    monkeypatch.setattr(pipeline, "_module", modules.__getitem__)
    with pytest.raises(InvalidInputError, match="circle"):
        pipeline._ordered(("one",))


class _Loudness:
    """An analysis of the newsroom's own: how many marks of exclamation stand after the language it was told."""

    VERSION = 4
    REQUIRES = ("language",)

    def analyse(self, article: Article) -> Any:
        return {"label": article.annotations["language"], "score": article.text.count("!")}


OWN = {"loudness": _Loudness()}


def test_a_newsrooms_own_analysis_stands_beside_the_built_in_ones() -> None:
    assert nlp.analyses(OWN)[-1] == "loudness"
    assert nlp.version("loudness", OWN) == 4


def test_a_newsrooms_own_analysis_is_made_with_what_it_requires() -> None:
    done = nlp.analyse(Article(title="", text="地震了!!"), only=["loudness"], own=OWN)
    assert done.annotations == {"loudness": {"label": "zh", "score": 2}}


def test_with_nothing_asked_for_a_newsrooms_own_analysis_is_made_too() -> None:
    assert {"loudness", "sentiment"} <= set(nlp.analyse(ARTICLE, own=OWN).annotations)


def test_a_name_that_is_none_is_refused_with_a_newsrooms_own_among_the_choices() -> None:
    with pytest.raises(UnknownNameError) as caught:
        nlp.analyse(ARTICLE, only=["astrology"], own=OWN)
    assert "loudness" in caught.value.choices
