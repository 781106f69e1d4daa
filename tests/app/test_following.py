"""Followed stories: what a new report adds is told of, a copy is not, and a story is followed through its changes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Alert, Article, InvalidInputError, NotFoundError
from tests.newsrooms import NOW, REPORTS, furnish

FURTHER = {
    "en": Article(
        "Old Quay warehouse fire: two arrested",
        "Police arrested two men on Thursday over the timber warehouse fire on the Old Quay in Port Aster. "
        "The fire injured five people. Damage is put at 7.3 million dollars, Chief officer Duan Hai said.",
        url="https://harbour.example/fire",
        outlet="Harbour Post",
        language="en",
        published=NOW,
    ),
    "zh": Article(
        "旧埠木材仓库起火 两人被捕",
        "星港警方12日通报，旧埠木材仓库火灾案两名男子被捕，损失约730万元。火灾造成5人受伤，星港消防局长段海说。",
        url="https://gangbao.example/fire",
        outlet="港报",
        language="zh",
        published=NOW,
    ),
}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


def fire(room: Newsroom) -> int:
    found = room.store.stories.of_article(1)
    assert found is not None
    return found


def taken(room: Newsroom, article: Article, *, story: int) -> int:
    """An article that came and was put in a story."""
    id = room.store.articles.add(article)
    for _ in room.refresh():
        pass
    now = room.store.stories.of_article(id)
    if now != story and now is not None:
        room.merge_stories(story, now, by="test", note="")
    for _ in room.refresh():
        pass
    return id


def told(room: Newsroom, watch: int) -> list[Alert]:
    return [stored.value for stored in room.alerts(watch=watch)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_that_adds_something_is_told_of_with_what_it_adds(room: Newsroom, language: str) -> None:
    story = fire(room)
    watch = room.watch({"story": str(story)}, kind="story")
    came = taken(room, FURTHER[language], story=story)
    alerts = told(room, watch)
    assert [a.article for a in alerts] == [came]
    shown = alerts[0].value
    marked = {shown["snippet"][start:end] for start, end in shown["highlights"]}
    assert shown["title"] == FURTHER[language].title
    assert marked
    assert "" not in marked


def test_a_report_that_adds_nothing_is_not_told_of(room: Newsroom) -> None:
    story = fire(room)
    watch = room.watch({"story": str(story)}, kind="story")
    copy = replace(REPORTS[0], text=REPORTS[0].text.rsplit("\n\n", 1)[0], url="https://copy.example/1", published=NOW)
    taken(room, copy, story=story)
    assert told(room, watch) == []


def test_a_story_is_followed_into_the_one_it_was_merged_with(room: Newsroom) -> None:
    story, other = fire(room), room.store.stories.of_article(3)
    assert other is not None
    watch = room.watch({"story": str(other)}, kind="story")
    for _ in room.refresh():
        pass
    room.merge_stories(story, other, by="test", note="")
    for _ in room.refresh():
        pass
    assert {1, 2} <= {alert.article for alert in told(room, watch)}
    assert room.watch_problem(watch) == ""


def test_a_watch_has_the_headline_of_its_story_for_a_name(room: Newsroom) -> None:
    room.watch({"story": str(fire(room))}, kind="story")
    assert room.watches()[0].value.name in {REPORTS[0].title, REPORTS[1].title}


@pytest.mark.parametrize(
    ("asked", "refused"), [("", InvalidInputError), ("fire", InvalidInputError), ("99999", NotFoundError)]
)
def test_what_is_no_story_can_not_be_followed(room: Newsroom, asked: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        room.watch({"story": asked}, kind="story")
