"""Steering as editors do it: dials, pins, boosts, and a preview that changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Dials, InvalidInputError, NotFoundError, UnknownNameError
from tests.newsrooms import NOW, furnish


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


@pytest.mark.parametrize(("language", "said"), [("en", "Placed here by the editors: "), ("zh", "编辑置顶：")])
def test_a_pin_is_on_the_next_page_with_its_reason_and_what_it_would_be_without(
    room: Newsroom, language: str, said: str
) -> None:
    before = [item.article for item in room.front_page("ann", n=2, language=language).items]
    room.pin(before[1], reason="今天最重要", by="Ada")
    first = room.front_page("ann", n=2, language=language).items[0]
    assert (first.article, first.label, first.reason, first.without) == (before[1], "pinned", said + "今天最重要", 2)


def test_what_is_taken_back_is_gone_from_the_next_page_and_stays_in_the_history(room: Newsroom) -> None:
    articles = [item.article for item in room.front_page("ann", n=2).items]
    id = room.pin(articles[1], reason="vote")
    room.remove_steer(id, by="Bo")
    assert [item.article for item in room.front_page("ann", n=2).items] == articles
    assert room.direction().steers == ()
    assert room.direction_history()[1][0].ended_by == "Bo"


def test_a_readers_hide_wins_over_a_pin(room: Newsroom) -> None:
    article = room.front_page("ann", n=1).items[0].article
    room.pin(article, reason="vote")
    room.read("ann", article, action="hide")
    assert article not in [item.article for item in room.front_page("ann").items]
    assert room.front_page("bob").items[0].article == article


def test_a_boost_is_a_part_of_the_score_and_labelled(room: Newsroom) -> None:
    last = room.front_page("ann").items[-1].article
    room.boost(3, about=("article", str(last)), reason="exclusive")
    first = room.front_page("ann").items[0]
    assert (first.article, first.label, first.parts["boosted"]) == (last, "boosted", 3)


def test_dials_not_named_stay_and_the_setting_says_who_and_why(room: Newsroom) -> None:
    room.set_dials(reason="election", by="Ada", freshness=0.9)
    room.set_dials(reason="more of it", by="Bo", hours=2, depth=0.1)
    now = room.direction()
    assert now.dials == Dials(freshness=0.9, depth=0.1)
    assert now.setting
    assert (now.setting.value.by, now.setting.value.reason) == ("Bo", "more of it")


def test_a_preview_changes_nothing_and_says_what_would_change(room: Newsroom) -> None:
    room.front_page("ann")
    found = room.preview_dials(Dials(freshness=0.0), n=2)
    assert found.method == "scores"
    assert found.after.age >= found.before.age
    assert room.direction().dials == Dials()
    assert found.examples[0].before


def test_with_clicks_a_preview_says_what_is_expected_of_them(room: Newsroom) -> None:
    article = room.front_page("ann", n=1).items[0].article
    for reader in ("a", "b", "c"):
        room.read(reader, article)
    found = room.preview_dials(Dials(), readers=("ann",))
    assert found.method == "rates"
    assert found.before == found.after
    assert found.before.clicks > 0


@pytest.mark.parametrize(
    "asked",
    [{"freshness": 1.5}, {"freshness": float("nan")}, {"reason": " "}, {"hours": 0}, {"hours": float("inf")}],
)
def test_a_setting_that_makes_no_sense_is_refused(room: Newsroom, asked: dict[str, float]) -> None:
    with pytest.raises(InvalidInputError):
        room.set_dials(**({"reason": "why", "depth": 0.5} | asked))  # type: ignore[arg-type]


def test_unknown_dials_and_articles_are_named(room: Newsroom) -> None:
    with pytest.raises(UnknownNameError):
        room.set_dials(reason="why", volume=0.5)
    with pytest.raises(NotFoundError):
        room.pin(999, reason="why")
    for about, amount in ((("tag", ""), 1.0), (("mood", "x"), 1.0), (("article", "x"), 1.0), (("tag", "x"), 9.0)):
        with pytest.raises(InvalidInputError):
            room.boost(amount, about=about, reason="why")
