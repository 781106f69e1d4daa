"""A letter for each reader: checked sentences, each article written once, a run that goes on where it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError, NotFoundError, Piece, SourceError
from tests.newsrooms import NOW, furnish


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


@pytest.mark.parametrize(
    ("language", "stop", "checked"),
    [("en", "Stop these letters", "was checked"), ("zh", "退订", "核对")],
)
def test_a_letter_tells_each_article_in_its_own_words_with_the_pages_reason(
    room: Newsroom, language: str, stop: str, checked: str
) -> None:
    letter = room.letter("ada", n=4, language=language)
    reasons = [item.reason for item in room.front_page("ada", n=4, language=language).items]
    assert [item.reason for item in letter.items] == reasons
    for item in letter.items:
        assert item.text
        first = item.text.split("。" if item.language == "zh" else ". ")[0]
        assert first in room.article(item.article).value.text
    for form in ("html", "text"):
        made = room.render_letter(letter, form)
        assert all(said in made for said in (stop, checked, f"/letters/{letter.key}"))


def test_a_letter_escapes_what_comes_from_outside(room: Newsroom) -> None:
    letter = room.letter("<b>ada", n=1)
    assert "<b>ada" not in room.render_letter(letter)
    assert "&lt;b&gt;ada" in room.render_letter(letter)


def test_an_article_is_written_once_however_many_get_it(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Any] = []
    real = room.write

    def counted(kind: str, **order: Any) -> Iterator[Piece]:
        written.append(order["sources"])
        return real(kind, **order)

    monkeypatch.setattr(room, "write", counted)
    for name in ("ada", "bob", "若川"):
        room.subscribe(name, letters=True)
    assert len(list(room.write_letters())) == 3
    assert len(written) == len({str(sources) for sources in written})


def test_one_bad_reader_stops_no_other_and_the_next_run_does_only_what_is_left(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ada", "bob", "eve"):
        room.subscribe(name, letters=True)
    monkeypatch.setattr(room, "send", lambda told: _refuse(told, "bob"))
    first = {one.reader: one for one in room.write_letters()}
    assert {name for name, one in first.items() if one.error} == {"bob"}
    monkeypatch.undo()
    second = {one.reader: one.was_there for one in room.write_letters()}
    assert second == {"ada": True, "bob": False, "eve": True}


def _refuse(told: Any, name: str) -> str:
    if told["reader"] == name:
        raise SourceError("the service is down")
    return "none"


def test_a_letter_that_was_only_looked_at_is_still_to_be_sent(room: Newsroom) -> None:
    room.subscribe("ada", letters=True)
    room.letter("ada")
    assert [one.was_there for one in room.write_letters()] == [False]


def test_a_letters_key_stops_the_letters_and_nothing_else(room: Newsroom) -> None:
    key = room.subscribe("ada", letters=True, notices=True).letter_key
    assert room.stop_letters(key) == "ada"
    assert (room.subscription("ada").letters, room.subscription("ada").notices) == (False, True)
    for wrong in ("", "guessed"):
        with pytest.raises(NotFoundError):
            room.stop_letters(wrong)


@pytest.mark.parametrize("n", [0, 31])
def test_a_letter_has_one_to_thirty_items(room: Newsroom, n: int) -> None:
    with pytest.raises(InvalidInputError):
        room.letter("ada", n=n)
