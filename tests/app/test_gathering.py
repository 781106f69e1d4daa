"""What a text is written from when only a topic is named: what the archive has, or a refusal that says what to do."""

from typing import Any

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Draft, EmptyEvidenceError, InvalidInputError, Piece, UnknownNameError
from broadsheet.write import Controls


def _notes(pieces: list[Piece]) -> list[str]:
    return [p.text for p in pieces if p.event == "notice"]


def _draft(pieces: list[Piece]) -> Draft:
    assert pieces[-1].draft is not None
    return pieces[-1].draft


@pytest.mark.parametrize(("topic", "language"), [("warehouse fire", "en"), ("仓库起火", "zh")])
def test_a_topic_is_looked_up_and_what_was_used_is_said(furnished: Newsroom, topic: str, language: str) -> None:
    pieces = list(furnished.write("brief", topic=topic, language=language, model="none"))
    assert any("archive" in note or "档案" in note for note in _notes(pieces))


@pytest.mark.parametrize("topic", ["parliament of Mars colony", "火星殖民地议会选举"])
def test_a_topic_that_nobody_reported_is_refused_and_fiction_is_offered(furnished: Newsroom, topic: str) -> None:
    with pytest.raises(EmptyEvidenceError, match="nothing on this topic") as refused:
        list(furnished.write("brief", topic=topic, model="none"))
    assert "fiction" in refused.value.do


def test_keywords_find_as_a_topic_does(furnished: Newsroom) -> None:
    with pytest.raises(EmptyEvidenceError):
        list(furnished.write("brief", keywords=["Mars", "colony"], model="none"))


def test_a_style_of_the_newsroom_is_kept(furnished: Newsroom) -> None:
    (furnished.home / "styles").mkdir()
    (furnished.home / "styles" / "ours.toml").write_text('avoid = ["zeppelin"]\n[replace]\n"bridge" = "crossing"\n')
    assert "ours" in furnished.styles()
    order: dict[str, Any] = {"facts": {"what": "The bridge is closed"}, "language": "en", "model": "none"}
    draft = _draft(list(furnished.write("brief", style="ours", **order)))
    assert "crossing" in draft.variants[0].text
    assert draft.controls["style"]["name"] == "ours"


def test_an_unknown_style_lists_those_there_are(furnished: Newsroom) -> None:
    with pytest.raises(UnknownNameError) as refused:
        list(furnished.write("brief", style="baroque", facts={"what": "x"}, model="none"))
    assert "plain-english" in refused.value.choices


def test_a_style_that_is_none_says_what_one_has(furnished: Newsroom) -> None:
    (furnished.home / "styles").mkdir()
    (furnished.home / "styles" / "odd.toml").write_text("colour = 'red'\n")
    with pytest.raises(InvalidInputError, match="can't be read"):
        list(furnished.write("brief", style="odd", facts={"what": "x"}, model="none"))


@pytest.mark.parametrize(("style", "was", "now"), [("plain-english", "in order to", "to"), ("xinwen", "其它", "其他")])
def test_the_styles_that_are_shipped_work(furnished: Newsroom, style: str, was: str, now: str) -> None:
    what = f"The city closed it {was} repair it" if style == "plain-english" else f"市政府封闭了桥梁和{was}道路"
    language = "en" if style == "plain-english" else "zh"
    order: dict[str, Any] = {"facts": {"what": what}, "language": language, "model": "none"}
    text = _draft(list(furnished.write("brief", style=style, **order))).variants[0].text
    assert was not in text
    assert now in text


def test_controls_go_through(furnished: Newsroom) -> None:
    order: dict[str, Any] = {
        "facts": {"what": "The bridge is closed", "why": "Cracks were found"},
        "language": "en",
        "model": "none",
    }
    draft = _draft(list(furnished.write("brief", controls=Controls(avoid=("cracks",)), **order)))
    assert "racks" not in draft.variants[0].text
