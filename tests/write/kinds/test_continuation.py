"""Continuations of news: what the sources tell and the text has not."""

import pytest

from broadsheet import write
from broadsheet.core import Draft, EmptyEvidenceError, InvalidInputError
from tests.write.fakes import Fake, faithful
from tests.write.reports import whole


def going_on(language: str, text: str, *, model: Fake | None = None) -> Draft:
    evidence = write.kind("continuation").example[language].evidence
    return whole(
        list(write.draft("continuation", facts={"text": text}, evidence=evidence, language=language, model=model))
    )


def test_what_was_told_is_not_told_again() -> None:
    text = (
        going_on("zh", "澄江人行索桥建成于1931年，连接火车站与老集市，日均通行约4200人。检修预算为140万元。")
        .variants[0]
        .text
    )
    assert "1931年" not in text
    assert "140万元" not in text
    assert "渡轮" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_model_is_shown_where_the_text_stands_and_held_to_the_sources(language: str) -> None:
    given = write.kind("continuation").example[language].facts["text"]
    model = faithful()
    draft = going_on(language, given, model=model)
    assert given[-20:] in model.asked[0][0][1].content
    assert draft.variants[0].report is not None
    assert draft.variants[0].report.passed


def test_a_lie_is_not_kept() -> None:
    draft = going_on("en", "The bridge is shut.", model=Fake(lambda _: "The mayor resigned over the 9 million crowns."))
    assert "resigned" not in draft.variants[0].text


def test_without_sources_or_a_text_it_is_refused() -> None:
    with pytest.raises(EmptyEvidenceError):
        list(write.draft("continuation", facts={"text": "The bridge is shut."}, language="en"))
    with pytest.raises(InvalidInputError):
        going_on("en", "")
