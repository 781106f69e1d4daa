"""An editor merges and splits; it holds through every later joining, and is learnt from."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Article, InvalidInputError, NotFoundError
from tests.trends.reports import NOW, START, TOLD, stored


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as opened:
        for article in stored():
            opened.store.articles.add(article.value)
        list(opened.refresh())
        yield opened


def home(room: Newsroom, article: int) -> int:
    found = room.store.stories.of_article(article)
    assert found is not None
    return found


def same(room: Newsroom, one: int, two: int) -> bool:
    return home(room, one) == home(room, two)


def test_a_merge_holds_when_the_archive_is_joined_anew(room: Newsroom) -> None:
    assert not same(room, 1, 7)
    kept = room.merge_stories(home(room, 7), home(room, 1), by="Lin")
    assert kept == home(room, 1) == home(room, 7)
    list(room.rejoin())
    assert same(room, 1, 7)


def test_a_split_holds_when_the_archive_is_joined_anew(room: Newsroom) -> None:
    assert same(room, 1, 3)
    made = room.split_story(home(room, 1), [3], by="Lin")
    assert made == home(room, 3) != home(room, 1)
    list(room.rejoin())
    assert not same(room, 1, 3)


def test_a_ruling_holds_though_the_stories_ids_have_changed(room: Newsroom) -> None:
    room.split_story(home(room, 1), [3])
    room.store.stories.put([], gone=[s.id for s in room.stories()])
    room.store.stories.replace([], considered=set(range(1, 8)))
    list(room.rejoin())
    assert not same(room, 1, 3)


def test_what_is_withdrawn_leaves_nothing_behind(room: Newsroom) -> None:
    room.split_story(home(room, 1), [3])
    [ruling] = room.rulings()
    room.withdraw_ruling(ruling.id)
    assert (same(room, 1, 3), room.rulings()) == (True, [])
    room.merge_stories(home(room, 7), home(room, 1))
    room.withdraw_ruling(room.rulings()[0].id)
    assert not same(room, 1, 7)


def test_a_ruling_tells_who_and_why_and_what_was_seen(room: Newsroom) -> None:
    room.merge_stories(home(room, 6), home(room, 7), by="Lin 林", note="一件事")
    ruling = room.rulings()[0].value
    assert (ruling.verb, ruling.by, ruling.note) == ("merge", "Lin 林", "一件事")
    assert len(ruling.comparison) == len(room.judgement()[0].values)
    assert room.judgement()[0].learnt == 1


def test_what_can_not_be_ruled_is_refused_and_nothing_is_kept(room: Newsroom) -> None:
    story = home(room, 1)
    for articles in ([], [1, 2, 3], [7], [99]):
        with pytest.raises(InvalidInputError):
            room.split_story(story, articles)
    with pytest.raises(InvalidInputError):
        room.merge_stories(story, story)
    with pytest.raises(NotFoundError):
        room.merge_stories(story, 99)
    assert room.rulings() == []


def test_a_new_report_is_attached_to_its_story_and_the_others_stay(room: Newsroom) -> None:
    before = {s.id: s.value.articles for s in room.stories()}
    text = "The road tunnel under Aster Harbour carried 71,400 vehicles on its first day, the ministry said on Tuesday."
    late = Article("Harbour tunnel: first day count", text, language="en", published=START + timedelta(hours=7))
    id = room.store.articles.add(late)
    list(room.refresh())
    assert same(room, id, 1)
    assert room.store.stories.attached() == 1
    after = {s.id: s.value.articles for s in room.stories()}
    assert {k: v for k, v in after.items() if k != home(room, 1)} == {
        k: v for k, v in before.items() if k != home(room, 1)
    }


def test_a_new_report_of_nothing_known_begins_a_story(room: Newsroom) -> None:
    late = Article("央行行长赴任", "新任驻外大使昨日离任。", language="zh", published=START + timedelta(hours=7))
    id = room.store.articles.add(late)
    list(room.refresh())
    assert room.store.stories.get(home(room, id)).value.articles == (id,)


def test_neighbours_come_with_a_chance_and_its_reasons(room: Newsroom) -> None:
    room.split_story(home(room, 1), [3])
    room.withdraw_ruling(room.rulings()[0].id)
    found = room.neighbours(home(room, 7))
    assert found
    assert [n.likeness.chance for n in found] == sorted((n.likeness.chance for n in found), reverse=True)
    assert home(room, 7) not in {n.id for n in found}


def test_what_is_new_is_what_the_reader_has_not_seen(room: Newsroom) -> None:
    story = home(room, 1)
    assert room.news(story, reader="ada").since is None
    assert room.look(story, "ada") == len(room.story(story).articles)
    late = Article("Tunnel toll", "The harbour tunnel toll will be 12 lan.", language="en", published=NOW)
    id = room.store.articles.add(late)
    told = room.story(story).story
    room.store.stories.attach(
        id,
        type(told)(**{f: getattr(told, f) for f in told.__slots__} | {"articles": (*told.articles, id)}),
        to=story,
        chance=0.9,
    )
    room.now = lambda: NOW + timedelta(hours=1)
    news = room.news(story, reader="ada")
    assert [d.article for d in news.reports] == [id]
    assert [a.text for s in news.reports[0].sentences for a in s.added if a.kind == "figure"] == ["12"]
    assert room.news(story, since=START).reports[-1].article == id


def test_the_reports_of_the_fixture_are_joined_as_they_are_told(room: Newsroom) -> None:
    events: dict[str, set[int]] = {}
    for id, row in enumerate(TOLD, start=1):
        events.setdefault(row[0], set()).add(id)
    assert {frozenset(s.value.articles) for s in room.stories()} == {frozenset(ids) for ids in events.values()}
