"""The exchange and its parts together: who may stand on a page, when, how often, for how much."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from broadsheet.core import AdChoices, AdPage, AdSlot, Advertiser, Campaign, Creative, Stored, Targeting
from broadsheet.recommend import ads

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BASE = Campaign(1, "Kettles", "cpm", 2000, 10**9, state="running")
SPORT = AdPage(language="en", topics=("medtop:20000822",), words="Mariners beat Herons 2-1")


def offer(*campaigns: Campaign, language: str = "en", blocked: tuple[str, ...] = ()) -> ads.Offer:
    kept = [Stored(i, c, NOW) for i, c in enumerate(campaigns, start=1)]
    payers = {i: Stored(i, Advertiser(f"A{i}", blocked), NOW) for i in {c.advertiser for c in campaigns}}
    made = [
        Stored(c.id, Creative(c.id, "Kettles", "They boil.", "https://k.example/", language, state="approved"), NOW)
        for c in kept
    ]
    return ads.Offer.of(kept, payers, made)


def exchange(told: ads.Offer, *, now: datetime = NOW, used: Any = None, reserve: int = 0) -> ads.Exchange:
    random = np.random.default_rng(3)
    made = ads.Exchange(ads.Terms(reserve=reserve), draw=lambda: random)
    made.load(told, ads.Budgets.of(told, used or {}, {}, traffic=ads.traffic({}), now=now), ads.fit([]))
    return made


def filled(campaign: Campaign, page: AdPage = SPORT, **asked: Any) -> list[AdSlot]:
    now = asked.pop("now", NOW)
    return exchange(offer(campaign), now=now).fill(ads.Request(page, now, **asked))


def test_a_slot_is_labelled_and_says_who_why_and_where_to() -> None:
    slot = filled(replace(BASE, targeting=Targeting(topics=("medtop:15000000",))))[0]
    assert (slot.label, slot.advertiser, slot.domain) == ("Advertisement", "A1", "k.example")
    assert slot.why == "It is shown because the page is about sport. Nothing about you was used."


@pytest.mark.parametrize(("language", "label"), [("en", "Advertisement"), ("zh", "广告")])
def test_the_label_and_the_reason_are_in_the_pages_language(language: str, label: str) -> None:
    slot = filled(BASE, language=language)[0]
    assert slot.label == label
    assert ("您" in slot.why) == (language == "zh")


@pytest.mark.parametrize(
    ("targeting", "page"),
    [
        (Targeting(topics=("medtop:15000000",)), SPORT),
        (Targeting(keywords=("herons",)), SPORT),
        (Targeting(keywords=("白鹭",)), AdPage(language="en", words="星港水手2比1险胜南渡白鹭")),
        (Targeting(places=("Larkford",)), replace(SPORT, place="larkford")),
        (Targeting(hours=(12,)), SPORT),
        (Targeting(surfaces=("article",)), SPORT),
        (Targeting(languages=("en",)), SPORT),
    ],
)
def test_a_campaign_stands_where_it_asks_to(targeting: Targeting, page: AdPage) -> None:
    assert filled(replace(BASE, targeting=targeting), page)


@pytest.mark.parametrize(
    "targeting",
    [
        Targeting(topics=("medtop:04000000",)),
        Targeting(keywords=("hero",)),
        Targeting(places=("Larkford",)),
        Targeting(hours=(13,)),
        Targeting(surfaces=("front",)),
        Targeting(languages=("zh",)),
        Targeting(interests=("cars",)),
    ],
)
def test_and_nowhere_else(targeting: Targeting) -> None:
    assert filled(replace(BASE, targeting=targeting)) == []


def test_interests_count_with_consent_and_the_reason_says_so() -> None:
    campaign = replace(BASE, targeting=Targeting(interests=("medtop:15000000",)))
    assert filled(campaign, interests=None) == []
    slot = filled(campaign, reader="li", interests=("medtop:20000822",))[0]
    assert "you allowed advertisements by interest, and sport is one of yours" in slot.why


def test_a_sensitive_interest_is_never_looked_at() -> None:
    campaign = replace(BASE, targeting=Targeting(interests=("medtop:07000000",)))
    assert filled(campaign, reader="li", interests=("medtop:07000000", "medtop:20000446")) == []


def test_brand_safety_is_on_unless_a_campaign_says_otherwise() -> None:
    fire = AdPage(language="en", words="Warehouse fire injures five")
    assert filled(BASE, fire) == []
    assert filled(replace(BASE, brand_safe=False), fire)


@pytest.mark.parametrize("blocked", ["medtop:15000000", "herons"])
def test_what_an_advertiser_or_campaign_blocks_it_never_stands_beside(blocked: str) -> None:
    assert filled(replace(BASE, blocked=(blocked,))) == []
    told = offer(BASE, blocked=(blocked,))
    assert exchange(told).fill(ads.Request(SPORT, NOW)) == []


def test_a_reader_sees_a_campaign_as_often_as_its_cap_says() -> None:
    seen = Counter({(1, "2026-11-20"): 2})
    assert filled(replace(BASE, cap=3), reader="li", seen=seen)
    assert filled(replace(BASE, cap=2), reader="li", seen=seen) == []
    assert filled(replace(BASE, cap=0), reader="li", seen=seen)


@pytest.mark.parametrize("hidden", [AdChoices("li", creatives=(1,)), AdChoices("li", advertisers=(1,))])
def test_what_a_reader_hid_is_not_shown_to_them_again(hidden: AdChoices) -> None:
    assert filled(BASE, choices=hidden) == []


def test_a_page_holds_one_advertisement_of_an_advertiser_and_at_most_what_the_publisher_says() -> None:
    told = offer(BASE, BASE, *(replace(BASE, advertiser=i) for i in range(2, 9)))
    found = exchange(told).fill(ads.Request(SPORT, NOW, slots=9))
    assert len(found) == 3
    assert len({slot.advertiser_id for slot in found}) == 3


@pytest.mark.parametrize("change", [{"state": "paused"}, {"until": NOW}, {"since": NOW + timedelta(hours=1)}])
def test_a_campaign_that_does_not_run_is_not_shown(change: dict[str, Any]) -> None:
    assert filled(replace(BASE, **change)) == []


def test_memory_never_sells_more_than_the_budget() -> None:
    told = offer(replace(BASE, budget=100))
    market = exchange(told, now=NOW.replace(hour=23, minute=55))
    sold = [s for _ in range(400) for s in market.fill(ads.Request(SPORT, NOW.replace(hour=23, minute=55)))]
    assert 0 < sum(s.price for s in sold) <= 100_000


def test_the_day_is_paced_and_what_is_ahead_of_its_plan_waits() -> None:
    told = offer(replace(BASE, daily=10**6))
    half = 10**6 * 1000 // 2
    ahead = exchange(told, used={(1, ""): half * 2, (1, "2026-11-20"): int(half * 1.2)})
    behind = exchange(told, used={(1, ""): half, (1, "2026-11-20"): int(half * 0.5)})
    assert ahead.fill(ads.Request(SPORT, NOW)) == []
    assert behind.fill(ads.Request(SPORT, NOW))


def test_a_clock_that_jumps_makes_the_books_another_days() -> None:
    market = exchange(offer(BASE))
    assert market.is_of(NOW)
    assert not market.is_of(NOW + timedelta(days=1))
    assert not market.is_of(NOW - timedelta(days=300))
