"""Every edit there is: its shape, what it offers with and without a model, and what it never does."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from broadsheet import write
from broadsheet.core import Evidence, InvalidInputError, MissingModelError, Offer, Suggestion, UnknownNameError
from broadsheet.models import LanguageModel, Message
from tests.write.fakes import Fake

LANGUAGES = ("zh", "en")
# What stands before and behind the selection must stay as it is.
TEXTS = {
    "zh": (
        "前一段说明情况。\n",
        "11月8日，星港市港口隧道正式通车，帐户予以公布；市长段海表示，隧道将使通行时间从40分钟缩短到8分钟。"
        "居民痛批收费过高。隧道首日免费通行。",
        "\n后一段另有内容。",
    ),
    "en": (
        "A paragraph stands before.\n",
        "The harbour tunnel recieved its first cars on Monday; it was commenced in 2022. Mayor Hai Duan said the "
        "tunnel would cut crossing times from 40 minutes to eight. Residents slammed the toll. The first day is free.",
        "\nAnother stands behind.",
    ),
}
# One report tells more, the other what the text does, where an edit that asks the sources alone finds it.
SOURCES = {
    "zh": (
        Evidence("article:7", "隧道设有两座通风塔。自行车不得驶入隧道。", outlet="维澜社", language="zh"),
        Evidence("article:8", TEXTS["zh"][1], outlet="维澜社", language="zh"),
    ),
    "en": (
        Evidence(
            "article:7",
            "Two ventilation towers stand above it. Cyclists may not use the tunnel.",
            outlet="Tern",
            language="en",
        ),
        Evidence("article:8", TEXTS["en"][1], outlet="Tern", language="en"),
    ),
}
_PASSAGE = re.compile(r"^(=====\w+=====)\n(.*)\n\1$", re.MULTILINE)
_ROW = re.compile(r"^(?:- |\d+\. \[[^\]]*\] )(.+)$", re.MULTILINE)


def selected(language: str) -> write.Selection:
    before, chosen, after = TEXTS[language]
    selection = write.select(before + chosen + after, len(before), len(before + chosen), language=language)
    return _with(selection, evidence=SOURCES[language])


def _with(selection: write.Selection, **changes: Any) -> write.Selection:
    from dataclasses import replace

    return replace(selection, **changes)


def echo(prompt: Sequence[Message]) -> str:
    """The sources' sentences where some are shown, else the passage itself."""
    rows = _ROW.findall(prompt[1].content)
    found = _PASSAGE.search(prompt[1].content)
    return "\n".join(rows) if rows or found is None else found[2]


def made(name: str, language: str, model: LanguageModel | None = None) -> Suggestion:
    offers: list[Offer] = list(write.suggest(name, selected(language), model=model))
    last = offers[-1].suggestion
    assert offers[-1].event == "suggestion"
    assert last is not None
    return last


@pytest.mark.parametrize("name", write.edits())
def test_an_edit_has_its_shape(name: str) -> None:
    edit = write.edit(name)
    assert set(edit.label) >= set(LANGUAGES)
    assert edit.effect in ("replace", "insert", "headline", "note")
    assert edit.needs in ("", "reports", "archive", "background")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", write.edits())
def test_it_is_offered_without_a_model_for_the_selection_alone(name: str, language: str) -> None:
    assert_is_fair(made(name, language), name, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", write.edits())
def test_it_is_offered_with_a_model_for_the_selection_alone(name: str, language: str) -> None:
    offer = made(name, language, Fake(echo))
    assert_is_fair(offer, name, language)
    assert bool(offer.prompts) == write.edit(name).asks_a_model


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", write.edits())
def test_a_model_that_makes_things_up_is_undone(name: str, language: str) -> None:
    lie = {"zh": "共有999人在伦敦死亡。", "en": "In London 999 people died."}[language]
    offer = made(name, language, Fake(lambda _prompt: lie))
    assert "999" not in offer.after
    assert all("999" not in text for text in offer.alternatives)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", write.edits())
def test_a_model_that_dies_leaves_the_text_as_it_was(name: str, language: str) -> None:
    offer = made(name, language, Fake(echo, dies_after=0))
    assert_is_fair(offer, name, language)
    assert all(s.written_by != "model" for s in offer.sentences)


def assert_is_fair(offer: Suggestion, name: str, language: str) -> None:
    selection = selected(language)
    assert (offer.edit, offer.language) == (name, language)
    assert offer.before == selection.text[offer.start : offer.end]
    assert selection.start <= offer.start <= offer.end <= selection.end
    assert "".join(c.text for c in offer.diff if c.op != "insert") == offer.before
    assert "".join(c.text for c in offer.diff if c.op != "delete") == offer.after
    if offer.effect != "note":
        assert offer.report is not None
        assert offer.report.passed, [c for c in offer.report.claims if c.verdict != "supported"]
    if offer.effect == "insert":
        assert offer.start == offer.end == selection.end


def test_an_unknown_edit_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        write.suggest("embellish", selected("en"))
    assert refused.value.choices == tuple(write.edits())


@pytest.mark.parametrize(("start", "end"), [(0, 999), (-1, 5), (9, 3)])
def test_a_selection_beyond_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidInputError, match="not within the text"):
        write.select("A short text.", start, end)


def test_nothing_is_made_up_where_only_a_model_could_do_it() -> None:
    with pytest.raises(MissingModelError):
        write.suggest("rewrite", write.select("He is.", 0, None, language="en"))
