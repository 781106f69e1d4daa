"""A reader in charge: every control changes what is done, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError, NotFoundError, UnknownNameError
from tests.newsrooms import NOW, furnish


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


def _place(room: Newsroom, name: str, article: int, language: str = "en") -> int:
    items = room.front_page(name, language=language).items
    return next((item.rank for item in items if item.article == article), len(items) + 1)


def test_a_muted_tag_is_followed_no_longer_and_is_shown_as_muted(room: Newsroom) -> None:
    room.follow("ada", "Port Aster")
    assert room.mute("ada", "port  ASTER").topics == ()
    assert [tag.tag for tag in room.reader_tags("ada") if tag.muted] == ["port aster"]
    assert room.unmute("ada", "Port Aster").muted == ()


def test_what_is_read_shows_as_tags_with_the_article_they_came_from(room: Newsroom) -> None:
    room.read("ada", 1)
    tags = room.reader_tags("ada", language="zh")
    assert tags
    assert all(tag.origin == "read" and tag.articles == (1,) for tag in tags)


def test_tags_are_shown_to_one_who_switched_personalisation_off(room: Newsroom) -> None:
    room.read("ada", 1)
    room.personalise("ada", "off")
    assert room.reader_tags("ada")


def test_a_page_without_personalisation_is_that_of_a_stranger_and_as_long(room: Newsroom) -> None:
    for article in (1, 2):
        room.read("ada", article)
    room.personalise("ada", "off")
    own, strangers = room.front_page("ada", n=4, language="en"), room.front_page("nobody", n=4, language="en")
    assert [i.article for i in own.items] == [i.article for i in strangers.items]


@pytest.mark.parametrize("weight", [-0.1, 2.5])
def test_a_tag_counts_from_nothing_to_twice(room: Newsroom, weight: float) -> None:
    with pytest.raises(InvalidInputError):
        room.weigh("ada", "fire", weight=weight)


def test_a_weight_of_one_is_none_at_all(room: Newsroom) -> None:
    room.weigh("ada", "Fire", weight=2)
    assert room.reader("ada").weights == {"fire": 2}
    assert room.weigh("ada", "fire", weight=1).weights == {}


@pytest.mark.parametrize(("language", "article"), [("en", 3), ("zh", 4)])
def test_less_of_an_outlet_moves_it_down_and_undoing_it_brings_it_back(
    room: Newsroom, language: str, article: int
) -> None:
    room.set_languages("ada", [language])
    room.set_languages("bob", [language])
    outlet = room.article(article).value.outlet.casefold()
    assert room.less_of("ada", article, of="outlet", key="k1") == [outlet]
    assert article not in [item.article for item in room.front_page("ada", language=language).items]
    room.weigh("bob", outlet, weight=0)
    assert _place(room, "bob", article, language) > _place(room, "eve", article, language)
    room.undo_less("ada", "k1", tags=[outlet])
    assert room.reader("ada").weights == {}
    assert article in [item.article for item in room.front_page("ada", language=language).items]


def test_less_of_a_story_is_an_act_and_weighs_no_tag(room: Newsroom) -> None:
    assert room.less_of("ada", 1, of="story") == []
    assert [act.action for act in room.history("ada")] == ["less"]
    with pytest.raises(UnknownNameError):
        room.less_of("ada", 1, of="weather")  # type: ignore[arg-type]


def test_a_forgotten_act_is_gone_from_the_history_and_the_next_page(room: Newsroom) -> None:
    room.read("ada", 1, action="hide", key="mine")
    assert 1 not in [item.article for item in room.front_page("ada").items]
    room.forget_act("ada", "mine")
    assert room.history("ada") == []
    assert 1 in [item.article for item in room.front_page("ada").items]
    with pytest.raises(NotFoundError):
        room.forget_act("ada", "mine")


def test_an_act_of_another_reader_cant_be_forgotten(room: Newsroom) -> None:
    room.read("ada", 1, key="adas")
    with pytest.raises(NotFoundError):
        room.forget_act("bob", "adas")


def test_the_saved_articles_are_those_saved_last_first_each_once(room: Newsroom) -> None:
    for number, article in enumerate((1, 3, 1)):
        room.read("ada", article, action="save", key=str(number))
    assert [a.id for a in room.saved("ada")] == [1, 3]


def test_an_article_that_is_saved_no_longer_is_not_among_the_saved(room: Newsroom) -> None:
    for action, article in (("save", 1), ("save", 3), ("unsave", 1)):
        room.read("ada", article, action=action)
    assert [a.id for a in room.saved("ada")] == [3]


def test_places_and_languages_are_kept_trimmed_and_once(room: Newsroom) -> None:
    room.set_places("ada", [" 星港 ", "Port  Aster", "", "星港"])
    room.set_languages("ada", ["ZH", "zh", "en "])
    reader = room.reader("ada")
    assert (reader.places, reader.languages) == (("星港", "Port Aster"), ("zh", "en"))


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Another report of the same event"), ("zh", "同一事件的另一篇报道")]
)
def test_similar_articles_say_what_the_two_share_and_leave_out_what_was_read(
    room: Newsroom, language: str, said: str
) -> None:
    page = room.similar(1, language=language)
    assert page.items[0].article == 2
    assert page.items[0].reason == said
    room.read("ada", 2)
    assert 2 not in [item.article for item in room.similar(1, reader="ada").items]


def test_who_switches_it_off_counts_for_nobody_else_from_then_on_and_again_when_it_is_on(room: Newsroom) -> None:
    def others() -> list[tuple[int, float]]:
        return [(item.article, item.score) for item in room.front_page("bea").items]

    before = others()
    for key in ("one", "two", "three"):
        room.read("ann", before[-1][0], key=key)
    counted = others()
    assert counted != before
    room.personalise("ann", "off")
    assert others() == before
    room.personalise("ann", "on")
    assert others() == counted
