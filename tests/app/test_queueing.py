from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Article, FactCheck, InvalidInputError, NotFoundError, Rating, UnknownNameError
from tests.newsrooms import NOW, furnish

AT = datetime(2026, 11, 12, 6, tzinfo=UTC)
LEAK = (
    "PORT ASTER, Nov 12 (Meridian) - The Harbour Bank denied on Thursday that its system leaked the data of 40,000"
    " customers.\n\nRain is forecast for Friday."
)
REPORTS = (
    Article("Bank denies leak", LEAK, "https://a.example/1", "Meridian Wire", language="en", published=AT),
    Article(
        "Harbour Bank says no data leaked",
        LEAK.replace("(Meridian) ", "") + "\n\nThe minister will speak on Friday about the bank.",
        "https://b.example/1",
        "Port Aster Post",
        language="en",
        published=AT + timedelta(hours=1),
    ),
    Article(
        "港湾银行否认数据泄露",
        "港湾银行12日否认其系统泄露了6万名客户的数据。\n\n周五有雨。",
        "https://c.example/1",
        "维澜社",
        language="zh",
        published=AT + timedelta(hours=2),
    ),
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        for report in REPORTS:
            opened.add(report)
        for _step in opened.refresh():
            pass
        yield opened


def test_the_claim_of_consequence_is_first_and_the_weather_is_not_there(room: Newsroom) -> None:
    queue = room.queue(hours=72)
    assert "40,000 customers" in queue[0].place.text
    assert not any("Rain" in item.place.text or "有雨" in item.place.text for item in queue)
    assert [i.score for i in queue] == sorted((i.score for i in queue), reverse=True)


def test_copies_of_a_sentence_are_one_claim_with_its_outlets(room: Newsroom) -> None:
    (leak,) = [i for i in room.queue(hours=72) if "40,000" in i.place.text]
    assert leak.place.outlet == "Meridian Wire"
    assert [v.outlet for v in leak.said_by] == ["Port Aster Post"]
    assert "spreading" in {p.name for p in leak.parts}


def test_a_place_is_a_place_in_its_report(room: Newsroom) -> None:
    for item in room.queue(hours=72):
        text = room.article(item.place.article).value.text
        assert " ".join(text[item.place.start : item.place.end].split()) == item.place.text


def test_a_queue_is_of_its_window_and_language(room: Newsroom) -> None:
    assert {i.place.outlet for i in room.queue(hours=12)} <= {"Meridian Wire", "Port Aster Post", "维澜社"}
    assert {i.place.language for i in room.queue(hours=72, language="zh")} == {"zh"}
    day = room.queue(day="2026-11-10")
    assert day
    assert {i.place.at.date().day for i in day} == {10}
    assert room.queue(day="2026-01-01") == []


def test_the_reasons_are_told_in_the_language_asked_for(room: Newsroom) -> None:
    assert room.queue(hours=72, told="zh")[0].parts[0].message != room.queue(hours=72, told="en")[0].parts[0].message


def test_what_an_editor_dismissed_is_gone_until_it_is_opened_again(room: Newsroom) -> None:
    first = room.queue(hours=72)[0]
    room.mark(first.place.text, "dismissed", by="lin", article=first.place.article)
    assert first.key not in {i.key for i in room.queue(hours=72)}
    (gone,) = room.queue(hours=72, state="dismissed")
    assert (gone.key, gone.state, gone.by) == (first.key, "dismissed", "lin")
    room.mark(first.place.text, "open")
    assert room.queue(hours=72)[0].key == first.key


def test_what_is_taken_stays_with_its_name_and_a_verdict_ends_it(room: Newsroom) -> None:
    first = room.queue(hours=72)[0]
    room.mark(first.place.text, "taken", by="lin")
    assert (room.queue(hours=72)[0].state, room.queue(hours=72)[0].by) == ("taken", "lin")
    check = FactCheck(first.place.text, Rating(), "false", article=first.place.article)
    id = room.keep_verdict(check, sentence=first.place.text, by="lin")
    assert first.key not in {i.key for i in room.queue(hours=72)}
    (done,) = room.queue(hours=72, state="checked")
    assert (done.fact_check, done.earlier[0].check.id) == (id, id)


def test_an_earlier_check_of_the_claim_is_shown_beside_it(room: Newsroom) -> None:
    claim = "Harbour Bank's system leaked the data of 40,000 customers."
    id = room.keep_fact_check(FactCheck(claim, Rating(), "true"))
    item = next(i for i in room.queue(hours=72) if "40,000" in i.place.text)
    assert [(e.check.id, e.match.differs) for e in item.earlier] == [(id, "denial")]


def test_bad_asking_is_refused(room: Newsroom) -> None:
    for wrong in ({"hours": 0}, {"limit": 0}, {"day": "yesterday"}):
        with pytest.raises(InvalidInputError):
            room.queue(**wrong)
    with pytest.raises(UnknownNameError):
        room.queue(state="lost")
    with pytest.raises(UnknownNameError):
        room.mark("A sentence.", "checked")
    with pytest.raises(InvalidInputError):
        room.mark("…", "taken")
    with pytest.raises(NotFoundError):
        room.mark("A sentence.", "taken", article=10**6)


def test_a_new_report_is_in_the_queue_at_once(room: Newsroom) -> None:
    before = room.queue(hours=72)
    text = "The minister said 12,000 people died because the vaccine was false, but the police denied it."
    room.add(replace(REPORTS[0], title="Claim", text=text, url="https://d.example/1"))
    assert len(room.queue(hours=72)) == len(before) + 1
