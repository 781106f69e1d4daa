"""Advertisements through the newsroom: taken in, approved, served, counted; a reader's consent and choices."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.app.advertising.serving import page_of
from broadsheet.core import (
    AdPage,
    Article,
    Campaign,
    ConflictError,
    Creative,
    InvalidInputError,
    NotFoundError,
    Reader,
    Targeting,
    UnknownNameError,
)
from tests.newsrooms import NOW

PAGE = AdPage(language="en", words="Mariners beat Herons", topics=("medtop:15000000",))
CAMPAIGN = Campaign(1, "Kettles", "cpm", 2000, 100_000)
KETTLE = Creative(1, "Larke Kettle", "Boils a litre in three minutes.", "https://larke.example/k", "en")


def selling(room: Newsroom, campaign: Campaign = CAMPAIGN, creative: Creative = KETTLE) -> int:
    payer = room.ads.add_advertiser("Larke")
    id = room.ads.add_campaign(replace(campaign, advertiser=payer))
    made = room.ads.add_creative(replace(creative, campaign=id))
    room.ads.approve(made.id, by="Ada")
    room.ads.set_state(id, "running")
    return id


def test_a_campaign_goes_from_its_advertiser_to_a_charged_impression(room: Newsroom) -> None:
    id = selling(room)
    slot = room.ads.slots(PAGE)[0]
    assert (slot.advertiser, slot.label, slot.domain) == ("Larke", "Advertisement", "larke.example")
    assert room.ads.happened(slot.key, "impression") == ""
    report = room.ads.report(id)
    assert (report.total.impressions, report.total.money) == (1, slot.price)
    assert room.ads.fill()["filled"] == 1


@pytest.mark.parametrize(
    ("creative", "rule"),
    [
        (replace(KETTLE, headline="全国最好的电水壶", language="zh"), "绝对化用语"),
        (replace(KETTLE, text="Its steam cures diabetes."), "cures"),
    ],
)
def test_a_creative_that_the_law_forbids_is_refused_with_why(room: Newsroom, creative: Creative, rule: str) -> None:
    payer = room.ads.add_advertiser("Larke")
    id = room.ads.add_campaign(replace(CAMPAIGN, advertiser=payer))
    made = room.ads.add_creative(replace(creative, campaign=id))
    assert made.value.state == "refused"
    assert any(rule in line for line in made.value.findings)
    with pytest.raises(ConflictError, match="forbids"):
        room.ads.approve(made.id, by="Ada")
    with pytest.raises(ConflictError, match="no approved creative"):
        room.ads.set_state(id, "running")


@pytest.mark.parametrize(
    ("language", "product", "features", "headline"),
    [
        ("en", "Larke Kettle", "boils a litre in three minutes; its steam cures diabetes", "Larke Kettle: boils"),
        ("zh", "云雀电水壶", "三分钟烧开一升水；国家级品质", "云雀电水壶：三分钟"),
    ],
)
def test_a_creative_is_drafted_from_facts_and_waits_for_a_person(
    room: Newsroom, language: str, product: str, features: str, headline: str
) -> None:
    payer = room.ads.add_advertiser("Larke")
    id = room.ads.add_campaign(replace(CAMPAIGN, advertiser=payer))
    facts = {"product": product, "features": features}
    made = room.ads.draft_creative(id, facts=facts, link="https://l.example/", language=language, model="none").value
    assert made.state == "waiting"
    assert made.headline.startswith(headline)
    assert "diabetes" not in made.text
    assert "国家级" not in made.text
    assert made.draft is not None


def test_nobody_approves_without_a_name(room: Newsroom) -> None:
    payer = room.ads.add_advertiser("Larke")
    id = room.ads.add_campaign(replace(CAMPAIGN, advertiser=payer))
    made = room.ads.add_creative(replace(KETTLE, campaign=id))
    with pytest.raises(InvalidInputError, match="a person approves"):
        room.ads.approve(made.id, by=" ")


@pytest.mark.parametrize("interest", ["medtop:07000000", "佛教", "LGBTQ", "elections", "青少年"])
def test_sensitive_interests_are_refused_with_the_reason(room: Newsroom, interest: str) -> None:
    payer = room.ads.add_advertiser("Larke")
    with pytest.raises(InvalidInputError, match="sensitive"):
        room.ads.add_campaign(replace(CAMPAIGN, advertiser=payer, targeting=Targeting(interests=(interest,))))


@pytest.mark.parametrize(
    "change",
    [{"bid": 0}, {"budget": -1}, {"currency": "XXX"}, {"cap": 101}, {"since": NOW, "until": NOW}, {"name": ""}],
)
def test_a_campaign_that_makes_no_sense_is_refused(room: Newsroom, change: dict[str, object]) -> None:
    payer = room.ads.add_advertiser("Larke")
    with pytest.raises(InvalidInputError):
        room.ads.add_campaign(replace(CAMPAIGN, advertiser=payer, **change))  # type: ignore[arg-type]


def test_interests_count_only_with_consent_and_personalisation(room: Newsroom) -> None:
    selling(room, replace(CAMPAIGN, targeting=Targeting(interests=("medtop:15000000",))))
    room.put_reader(Reader("li", topics=("medtop:15000000",)))
    assert room.ads.slots(PAGE, reader="li") == []
    room.ads.consent("li", interests=True)
    assert room.ads.slots(PAGE, reader="li")
    room.put_reader(Reader("li", topics=("medtop:15000000",), personalised=False))
    assert room.ads.slots(PAGE, reader="li") == []


def test_nothing_is_kept_of_who_switched_personalisation_off(room: Newsroom) -> None:
    selling(room)
    room.put_reader(Reader("li", personalised=False))
    slot = room.ads.slots(PAGE, reader="li")[0]
    assert room.ads.slot(slot.key).reader == ""
    assert room.store.adverts.of("li")["served"] == []


def test_a_cap_holds_for_a_hundred_pages_at_once(room: Newsroom) -> None:
    selling(room, replace(CAMPAIGN, cap=2, budget=10**9))
    with ThreadPoolExecutor(8) as pool:
        shown = list(pool.map(lambda _: len(room.ads.slots(PAGE, reader="li")), range(100)))
    assert sum(shown) == 2


def test_a_cap_holds_after_the_newsroom_was_opened_again(tmp_path: Path) -> None:
    for opened in range(2):
        with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as room:
            if not opened:
                selling(room, replace(CAMPAIGN, cap=1))
            assert len(room.ads.slots(PAGE, reader="li")) == 1 - opened


@pytest.mark.parametrize("what", ["creative", "advertiser"])
def test_what_a_reader_hid_is_gone_for_them_alone(room: Newsroom, what: str) -> None:
    selling(room)
    slot = room.ads.slots(PAGE, reader="li")[0]
    room.ads.hide(slot.key, reader="li", what=what)
    assert room.ads.slots(PAGE, reader="li") == []
    assert room.ads.slots(PAGE, reader="wang")


def test_an_article_of_a_disaster_carries_no_advertisement(furnished: Newsroom) -> None:
    selling(furnished)
    by_title = {a.value.title: a.id for a in furnished.articles()}
    fire = furnished.ads.page_of(by_title["Old Quay warehouse fire injures five"])
    match = furnished.ads.page_of(by_title["Mariners beat Herons 2-1 with a late goal"])
    assert furnished.ads.slots(fire) == []
    assert furnished.ads.slots(match)
    assert furnished.ads.preview(by_title["Old Quay warehouse fire injures five"]).unsafe == "disaster"


def test_an_erased_reader_is_nowhere(room: Newsroom) -> None:
    selling(room)
    slot = room.ads.slots(PAGE, reader="canary-li")[0]
    room.ads.hide(slot.key, reader="canary-li")
    room.erase_reader("canary-li")
    room.ads.flush()
    assert room.ads.slot(slot.key).reader == ""
    assert room.ads.choices("canary-li").creatives == ()


def test_an_export_holds_what_a_reader_saw_and_chose(room: Newsroom) -> None:
    selling(room)
    slot = room.ads.slots(PAGE, reader="li")[0]
    room.ads.consent("li", interests=True)
    room.ads.flush()
    told = str(room.export_reader("li"))
    assert slot.key in told
    assert "interests" in told


def test_a_report_is_a_table_whose_formulas_do_nothing(room: Newsroom) -> None:
    id = selling(room)
    slot = room.ads.slots(replace(PAGE, surface="=cmd()"))[0]
    room.ads.happened(slot.key, "impression")
    assert "\n=cmd" not in room.ads.csv(id, by="surface")
    with pytest.raises(UnknownNameError):
        room.ads.csv(id, by="reader")


def test_a_slot_that_was_never_served_can_not_be_hidden(room: Newsroom) -> None:
    with pytest.raises(NotFoundError):
        room.ads.hide("nothing", reader="li")


def test_the_mood_of_the_worst_article_decides_for_a_page_of_many() -> None:
    told = [Article("A", "a", annotations={"sentiment": {"score": s}}) for s in (0.4, -0.9)]
    assert page_of(told, surface="front").sentiment == -0.9


def test_an_erased_reader_does_not_come_back_with_what_was_not_written_yet(room: Newsroom) -> None:
    selling(room, replace(CAMPAIGN, cap=1))
    assert room.ads.slots(PAGE, reader="canary-li")
    room.erase_reader("canary-li")
    room.ads.flush()
    assert room.store.adverts.of("canary-li")["served"] == []
