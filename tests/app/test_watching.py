"""Saved searches: what is new is told once, and one that fails stops no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Article, InvalidInputError, NotFoundError, UnknownNameError
from tests.newsrooms import NOW

STORM = Article("Typhoon cuts power", "The typhoon cut power to the southern coast.", language="en", published=NOW)
STORM_ZH = Article("台风致沿海停电", "台风登陆，南部沿海大面积停电。", language="zh", published=NOW)
RATES = Article("Bank cuts rates", "The central bank cut its rate.", language="en", published=NOW)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as opened:
        yield opened


def take(room: Newsroom, *articles: Article) -> list[int]:
    ids = [room.store.articles.add(article) for article in articles]
    for _ in room.refresh():
        pass
    return ids


def told(room: Newsroom, watch: int) -> set[int | None]:
    return {stored.value.article for stored in room.alerts(watch=watch)}


@pytest.mark.parametrize(("query", "place"), [("typhoon power", 0), ("台风 停电", 1)])
def test_what_comes_is_told_of_and_what_was_there_is_not(room: Newsroom, query: str, place: int) -> None:
    take(room, Article("An older typhoon", "A typhoon cut the power. 台风停电。", language="en", published=NOW))
    watch = room.watch({"query": query})
    came = take(room, STORM, STORM_ZH, RATES)
    assert came[place] in told(room, watch)
    assert told(room, watch) <= set(came[:2])


def test_nothing_is_told_of_twice(room: Newsroom) -> None:
    watch = room.watch({"query": "typhoon"})
    take(room, STORM)
    room.store.watches.note(watch, (), state={"after": 0})
    take(room, RATES)
    assert len(room.alerts(watch=watch)) == 1


def test_what_narrows_a_search_narrows_its_alerts(room: Newsroom) -> None:
    watch = room.watch({"query": "typhoon 台风", "language": "zh"})
    _, storm_zh = take(room, STORM, STORM_ZH)
    assert told(room, watch) == {storm_zh}


def test_a_watch_that_fails_says_why_and_stops_no_other(room: Newsroom) -> None:
    broken, sound = room.watch({"query": "typhoon"}), room.watch({"query": "typhoon"}, name="Storms")
    room.store.watches.note(broken, (), state={"after": 0})
    stored = room.store.watches.get(broken)
    object.__setattr__(stored.value, "value", {"query": " "})
    room.watches = lambda: [stored, room.store.watches.get(sound)]  # type: ignore[method-assign]
    take(room, STORM)
    assert "empty" in room.watch_problem(broken)
    assert len(room.alerts(watch=sound)) == 1


def test_seen_is_seen_once(room: Newsroom) -> None:
    watch = room.watch({"query": "typhoon"})
    take(room, STORM)
    ids = [stored.id for stored in room.alerts()]
    assert room.unseen() == {watch: 1}
    assert (room.see(ids), room.see(ids)) == (1, 0)
    assert room.unseen() == {}


@pytest.mark.parametrize("value", [{}, {"query": " "}, {"query": "😀"}, {"query": "x", "since": "yesterday"}])
def test_what_can_not_be_watched_is_refused(room: Newsroom, value: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        room.watch(value)


@pytest.mark.parametrize("query", ["the of and", "的 了 是"])
def test_a_query_of_stop_words_alone_is_not_watched(room: Newsroom, query: str) -> None:
    with pytest.raises(InvalidInputError, match="nothing can be watched"):
        room.watch({"query": query})


def test_what_is_watched_already_is_not_watched_twice(room: Newsroom) -> None:
    first = room.watch({"query": "typhoon 台风", "language": "zh"})
    assert room.watch({"query": "typhoon 台风", "language": "zh"}) == first
    assert room.watch({"query": "typhoon 台风"}) != first
    assert len(room.watches()) == 2


def test_an_unknown_kind_is_told_with_those_there_are(room: Newsroom) -> None:
    with pytest.raises(UnknownNameError, match="search"):
        room.watch({"query": "x"}, kind="horoscope")


def test_a_watch_that_is_removed_is_gone_with_its_alerts(room: Newsroom) -> None:
    watch = room.watch({"query": "typhoon"}, name="Storms")
    take(room, STORM)
    assert [stored.value.name for stored in room.watches()] == ["Storms"]
    room.unwatch(watch)
    assert room.alerts() == []
    with pytest.raises(NotFoundError):
        room.unwatch(watch)
