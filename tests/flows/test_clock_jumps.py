"""A clock that jumps a year and comes back: pages are sane on every day, and nothing stays frozen afterwards."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.core import AdPage, Article, Campaign, Creative, Event
from broadsheet.serve.application import application
from tests.newsrooms import NOW, Clock, furnish

YEAR = timedelta(days=365)
JUMPS = [YEAR, -YEAR]
AWAKE = {"notices": True, "quiet_from": 0, "quiet_to": 0, "threshold": 0.0}


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "home", model="none", now=clock) as opened:
        furnish(opened)
        for n, words in enumerate(("harbour ferry timetable", "school orchestra prize", "apple harvest record")):
            opened.add(Article(f"The {words}", f"All about the {words}.", url=f"https://x.example/{n}", published=NOW))
        yield opened


def page(room: Newsroom) -> list[int]:
    return [item.article for item in room.front_page("ann").items]


@pytest.mark.parametrize("jump", JUMPS)
def test_every_click_changes_the_next_page_on_whatever_day_it_is(room: Newsroom, clock: Clock, jump: timedelta) -> None:
    for there in (timedelta(), jump, timedelta(minutes=5), 2 * jump, timedelta(minutes=10)):
        clock.now = NOW + there
        before = page(room)
        room.read("ann", before[0])
        assert page(room)
        assert page(room) != before


@pytest.mark.parametrize("jump", JUMPS)
def test_a_pin_runs_again_when_the_clock_is_right_again(room: Newsroom, clock: Clock, jump: timedelta) -> None:
    last = page(room)[-1]
    room.pin(last, reason="for everyone", hours=24)
    assert page(room)[0] == last
    clock.now = NOW + jump
    assert room.front_page("ann").items[0].label == ""
    clock.now = NOW + timedelta(hours=1)
    assert page(room)[0] == last


def test_a_notice_sent_by_a_clock_ahead_silences_nobody_for_a_year(room: Newsroom, clock: Clock) -> None:
    room.subscribe("ann", **AWAKE)
    clock.now = NOW + YEAR
    assert room.notify("ann").because == "sent"
    clock.now = NOW + timedelta(minutes=5)
    assert room.notify("ann").because not in ("soon", "enough")


def test_an_act_on_a_lost_page_of_a_clock_ahead_holds_no_count_up(room: Newsroom, clock: Clock) -> None:
    fire = next(a.id for a in room.articles() if a.value.language == "en" and "fire" in a.value.title)
    test = room.start_headlines(fire, ["Five injured in warehouse fire on the Old Quay"], by="lin")
    clock.now = NOW + YEAR
    room.observe([Event("lost", "ann", "view", room.now(), fire, page="never kept", position=1)])
    clock.now = NOW + timedelta(minutes=5)
    served = room.front_page("bob")
    room.recommender.flush()
    room.observe([Event("seen", "bob", "view", room.now(), fire, page=served.id, position=1)])
    room.count_headlines()
    assert sum(tally.exposures for tally in room.headline_looks(test.id)[-1].tallies) == 1


def test_what_was_sold_by_a_clock_ahead_slows_no_campaign_down(room: Newsroom, clock: Clock) -> None:
    payer = room.ads.add_advertiser("Larke")
    campaign = room.ads.add_campaign(Campaign(payer, "Kettles", "cpm", 2000, 100_000, cap=0))
    made = room.ads.add_creative(Creative(campaign, "Larke Kettle", "Boils.", "https://larke.example/k", "en"))
    room.ads.approve(made.id, by="Ada")
    room.ads.set_state(campaign, "running")
    clock.now = NOW + YEAR
    for slot in [room.ads.slots(AdPage(language="en")) for _ in range(20)]:
        if slot:
            room.ads.happened(slot[0].key, "impression")
    assert room.store.ad_counts.between(clock.now - timedelta(hours=1), clock.now)[campaign] > 0
    assert not room.store.ad_counts.between(NOW - timedelta(hours=1), NOW)


def test_a_visit_begun_by_a_clock_ahead_ends(room: Newsroom, clock: Clock) -> None:
    client = TestClient(application(room), base_url="http://127.0.0.1")
    clock.now = NOW + YEAR
    client.get("/readers/ann")
    clock.now = NOW
    client.get("/readers/ann")
    assert client.cookies["visit"].strip('"') == f"|{NOW.isoformat()}"


def test_the_audience_is_looked_at_up_to_the_first_day_there_is(room: Newsroom) -> None:
    client = TestClient(application(room), base_url="http://127.0.0.1")
    assert client.get("/audience", params={"until": "0001-01-01"}).status_code in (200, 422)
