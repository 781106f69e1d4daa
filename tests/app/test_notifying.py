"""Notices: few, each once, never at night, and fewer to those who wave them away."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.app.notifying import is_quiet
from broadsheet.core import InvalidInputError, MissingError, NotFoundError, Subscription
from tests.newsrooms import Clock, furnish

AWAKE = {"notices": True, "quiet_from": 0, "quiet_to": 0, "threshold": 0.0}


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=clock) as opened:
        furnish(opened)
        yield opened


def test_nothing_is_sent_to_one_who_asked_for_nothing(room: Newsroom) -> None:
    assert room.notify("ada").because == "off"
    assert list(room.notify_all()) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_notice_has_the_pages_reason_and_its_worth(room: Newsroom, language: str) -> None:
    room.subscribe("ada", **AWAKE)
    notice = room.notify("ada", language=language).notice
    assert notice
    items = {item.article: item for item in room.front_page("ada", language=language).items}
    assert notice.value.reason == items[notice.value.article].reason
    assert notice.value.worth == pytest.approx(notice.value.parts["news"] * notice.value.parts["fit"], abs=1e-3)


def test_a_story_is_told_once_and_not_at_all_when_it_was_read(room: Newsroom, clock: Clock) -> None:
    room.subscribe("ada", **AWAKE)
    told = []
    for _ in range(6):
        made = room.notify("ada")
        told += [made.notice.value.story] if made.notice else []
        clock.now += timedelta(hours=2)
    assert told
    assert len(told) == len(set(told))
    for article in (1, 2, 3, 4):
        room.read("bob", article)
    room.subscribe("bob", **AWAKE)
    assert room.notify("bob").because == "nothing"


def test_a_day_has_a_cap_and_an_hour_one_notice(room: Newsroom, clock: Clock) -> None:
    room.subscribe("ada", **AWAKE | {"most_a_day": 1})
    assert room.notify("ada").because == "sent"
    assert room.notify("ada").because == "enough"
    room.subscribe("ada", most_a_day=2)
    assert room.notify("ada").because == "soon"
    clock.now += timedelta(minutes=61)
    assert room.notify("ada").because in ("sent", "nothing")


@pytest.mark.parametrize(
    ("hour", "start", "end", "quiet"),
    [(23, 22, 7, True), (6, 22, 7, True), (7, 22, 7, False), (12, 22, 7, False), (13, 12, 14, True), (5, 0, 0, False)],
)
def test_the_night_may_run_over_midnight(hour: int, start: int, end: int, quiet: bool) -> None:  # noqa: FBT001
    assert is_quiet(hour, Subscription("ada", quiet_from=start, quiet_to=end)) is quiet


def test_quiet_hours_are_those_of_the_readers_clock(room: Newsroom, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 12, 15, tzinfo=UTC)  # 23 in Shanghai
    room.subscribe("ada", **AWAKE | {"quiet_from": 22, "quiet_to": 7, "zone": "Asia/Shanghai"})
    assert room.notify("ada").because == "quiet"
    room.subscribe("ada", zone="UTC")
    assert room.notify("ada").because == "sent"


def test_dismissing_raises_the_threshold_and_opening_lowers_it_each_notice_once(room: Newsroom) -> None:
    room.subscribe("ada", **AWAKE | {"threshold": 0.4})
    room.subscribe("ada", threshold=0.3)
    notice = room.notify("ada").notice
    assert notice
    raised = room.answer_notice("ada", notice.id, "dismissed").threshold
    assert raised == pytest.approx(0.4)
    assert room.answer_notice("ada", notice.id, "opened").threshold == raised
    with pytest.raises(NotFoundError):
        room.answer_notice("bob", notice.id, "opened")


def test_what_the_channel_refused_is_kept_nowhere_and_sent_later(room: Newsroom) -> None:
    room.subscribe("ada", **AWAKE)
    room.settings = replace(room.settings, channel="webhook")
    with pytest.raises(MissingError):
        room.notify("ada")
    assert [type(one.error) for one in room.notify_all()] == [MissingError]
    room.settings = replace(room.settings, channel="none")
    assert room.notify("ada").because == "sent"


@pytest.mark.parametrize(
    "wish", [{"quiet_from": 24}, {"most_a_day": 21}, {"threshold": 1.1}, {"zone": "Mars/Base"}, {"zone": "../etc"}]
)
def test_a_wish_that_can_be_no_wish_is_refused(room: Newsroom, wish: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError):
        room.subscribe("ada", **wish)


def test_who_is_erased_leaves_no_notice_letter_or_feed(room: Newsroom) -> None:
    room.subscribe("ada", **AWAKE | {"letters": True})
    room.notify("ada")
    room.letter("ada", n=2)
    key = room.feed_key("ada")
    told = room.export_reader("ada")["rows"]
    assert {"subscriptions", "notifications", "letters", "feed_keys"} <= {table for table, rows in told.items() if rows}
    room.erase_reader("ada")
    assert (room.notifications("ada"), room.letters("ada"), room.subscription("ada")) == ([], [], Subscription("ada"))
    with pytest.raises(NotFoundError):
        room.reader_feed(key)
