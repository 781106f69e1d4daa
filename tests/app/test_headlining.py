"""A whole headline test in a real newsroom: from candidates to a winner on readers' pages."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import ConflictError, Event, HeadlineRules, HeadlineTest, InvalidInputError, Served, Shown, Stored
from broadsheet.recommend.headlines import Titles
from tests.newsrooms import REPORTS, Clock

GOOD = {"en": "Five injured in warehouse fire on the Old Quay", "zh": "星港旧埠一木材仓库清晨起火，致5人受伤"}
FALSE = {"en": "Nine dead in warehouse fire on the Old Quay", "zh": "星港旧埠一木材仓库起火，致9人死亡"}


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=clock) as opened:
        for report in REPORTS[:2]:
            opened.add(report)
        yield opened


def article(room: Newsroom, language: str) -> int:
    return next(a.id for a in room.articles() if a.value.language == language)


def read(room: Newsroom, test: Stored[HeadlineTest], *, names: range, clicks: tuple[float, ...]) -> None:
    """Serve each reader a page with the article as the test wants it; they see it, and click as often as told."""
    pages, acts = [], []
    titles = Titles(room.store)
    counted = [0] * len(clicks)
    for n in names:
        name, key = f"reader-{n}", f"page-{n}"
        title = titles.titles([test.value.article], reader=name, page=key).get(test.value.article, "")
        place = next((i for i, v in enumerate(test.value.variants) if v.text == title), 0)
        pages.append(
            Served(key, name, room.now(), "v", "front", "en", (Shown(test.value.article, 1, 1.0, title=title),))
        )
        told = {"article": test.value.article, "page": key, "position": 1}
        acts.append(Event(f"v{n}", name, "view", room.now(), **told))  # type: ignore[arg-type]
        counted[place] += 1
        if int(counted[place] * clicks[place]) > int((counted[place] - 1) * clicks[place]):
            acts.append(Event(f"c{n}", name, "click", room.now(), **told))  # type: ignore[arg-type]
    room.store.served.add(pages)
    room.observe(acts)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_only_what_the_article_bears_out_competes_and_the_rest_is_listed_with_why(
    room: Newsroom, language: str
) -> None:
    given = [GOOD[language], FALSE[language], GOOD["zh" if language == "en" else "en"]]
    test = room.start_headlines(article(room, language), given, by="林编辑").value
    assert [v.text for v in test.variants[1:]] == [GOOD[language]]
    assert test.variants[0].origin == "own"
    assert [r.text for r in test.refused] == given[1:]
    assert all(r.refused for r in test.refused)


def test_the_same_headline_twice_competes_once(room: Newsroom) -> None:
    own = room.article(article(room, "en")).value.title
    found = room.headline_candidates(article(room, "en"), [GOOD["en"], f" {GOOD['en'].upper()} ", own, "  "])
    assert len(found) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_headlines_can_be_written_for_a_test(room: Newsroom, language: str) -> None:
    found = room.headline_candidates(article(room, language), write=3)
    assert any(one.origin == "written" for one in found)


def test_nothing_that_passes_makes_no_test(room: Newsroom) -> None:
    with pytest.raises(InvalidInputError, match="Nine dead"):
        room.start_headlines(article(room, "en"), [FALSE["en"]], by="lin")
    assert room.headline_tests() == []


def test_who_tests_signs(room: Newsroom) -> None:
    with pytest.raises(InvalidInputError):
        room.start_headlines(article(room, "en"), [GOOD["en"]], by=" ")


def test_rules_that_could_not_end_well_are_refused(room: Newsroom) -> None:
    for rules in (HeadlineRules(confidence=1.0), HeadlineRules(hours=0), HeadlineRules(minimum=0)):
        with pytest.raises(InvalidInputError):
            room.start_headlines(article(room, "en"), [GOOD["en"]], by="lin", rules=rules)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_test_ends_itself_and_the_winner_is_what_readers_see_until_it_is_undone(
    room: Newsroom, clock: Clock, language: str
) -> None:
    id = article(room, language)
    test = room.start_headlines(id, [GOOD[language]], by="lin")
    clock.now += timedelta(minutes=10)
    read(room, test, names=range(1_600), clicks=(0.03, 0.15))
    assert room.count_headlines() == [test.id]
    ended = room.headline_test(test.id).value
    assert (ended.state, ended.shown, ended.verdict and ended.verdict.ground) == ("decided", 1, "probability")
    assert Titles(room.store).titles([id], reader="new", page="p") == {id: GOOD[language]}
    assert room.article(id).value.title == ended.variants[0].text
    room.show_headline(test.id, 0, by="lin")
    assert Titles(room.store).titles([id], reader="new", page="p") == {}
    assert [d.action for d in room.headline_test(test.id).value.history] == ["start", "decide", "undo"]


def test_a_page_shows_each_reader_their_variant(room: Newsroom) -> None:
    id = article(room, "en")
    room.start_headlines(id, [GOOD["en"]], by="lin")
    got = {
        item.title
        for n in range(40)
        for item in room.front_page(f"reader-{n}", language="en").items
        if item.article == id
    }
    assert got == {"", GOOD["en"]}


def test_acts_are_counted_once_however_often_one_counts(room: Newsroom, clock: Clock) -> None:
    test = room.start_headlines(article(room, "en"), [GOOD["en"]], by="lin")
    clock.now += timedelta(minutes=10)
    read(room, test, names=range(50), clicks=(0.1, 0.1))
    room.count_headlines()
    room.count_headlines()
    assert sum(t.exposures for t in room.headline_looks(test.id)[-1].tallies) == 50


def test_an_act_waits_for_the_page_it_happened_on(room: Newsroom, clock: Clock) -> None:
    id = article(room, "en")
    test = room.start_headlines(id, [GOOD["en"]], by="lin")
    clock.now += timedelta(minutes=1)
    room.observe([Event("v", "lin", "view", room.now(), id, page="late", position=1)])
    room.count_headlines()
    room.store.served.add([Served("late", "lin", room.now(), "v", "front", "en", (Shown(id, 1, 1.0),))])
    room.count_headlines()
    assert sum(t.exposures for t in room.headline_looks(test.id)[-1].tallies) == 1


def test_an_act_on_a_page_that_never_was_holds_nothing_up(room: Newsroom, clock: Clock) -> None:
    id = article(room, "en")
    test = room.start_headlines(id, [GOOD["en"]], by="lin")
    clock.now += timedelta(minutes=1)
    room.observe([Event("v", "lin", "view", room.now(), id, page="made up", position=1)])
    clock.now += timedelta(minutes=1)
    read(room, test, names=range(10), clicks=(0.0, 0.0))
    room.count_headlines()
    assert sum(t.exposures for t in room.headline_looks(test.id)[-1].tallies) == 10


def test_time_ends_a_test_that_nobody_saw(room: Newsroom, clock: Clock) -> None:
    test = room.start_headlines(article(room, "en"), [GOOD["en"]], by="lin", rules=HeadlineRules(hours=2))
    clock.now += timedelta(hours=3)
    assert room.count_headlines() == [test.id]
    ended = room.headline_test(test.id).value
    assert (ended.verdict and ended.verdict.ground, ended.shown) == ("horizon", 0)


def test_a_person_may_stop_a_test_and_choose(room: Newsroom) -> None:
    test = room.start_headlines(article(room, "en"), [GOOD["en"]], by="lin")
    with pytest.raises(InvalidInputError):
        room.stop_headlines(test.id, by="lin", winner=2)
    ended = room.stop_headlines(test.id, by="lin", winner=1).value
    assert (ended.state, ended.shown) == ("stopped", 1)
    with pytest.raises(ConflictError):
        room.stop_headlines(test.id, by="lin")
    with pytest.raises(ConflictError):
        room.show_headline(room.start_headlines(article(room, "zh"), [GOOD["zh"]], by="lin").id, 1, by="lin")


def test_an_erased_reader_is_in_no_running_test(room: Newsroom, clock: Clock) -> None:
    test = room.start_headlines(article(room, "en"), [GOOD["en"]], by="lin")
    clock.now += timedelta(minutes=10)
    read(room, test, names=range(5), clicks=(0.0, 0.0))
    room.count_headlines()
    room.erase_reader("reader-3")
    assert len(room.store.headline_tests.seen(test.id)) == 4
