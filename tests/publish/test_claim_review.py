import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet import ingest, publish
from broadsheet.core import Appearance, FactCheck, Rating

FLOOD = FactCheck(
    claim="The flood took 40 lives.",
    rating=Rating("Half true", 3.0, 1.0, 5.0),
    ruling="mixed",
    claimant="A minister",
    claimed=datetime(2026, 11, 7, tzinfo=UTC),
    appearances=(
        Appearance("https://news.example/1", "Tribune", datetime(2026, 11, 7, 9, 30, tzinfo=UTC)),
        Appearance("https://news.example/2"),
    ),
    explanation="The office counts 38.",
    title="Did the flood take 40 lives?",
    author="Check Desk",
    author_url="https://check.example/",
    url="https://check.example/flood",
    published=datetime(2026, 11, 8, tzinfo=UTC),
    language="en",
    evidence=("https://office.example/report",),
)
OURS = FactCheck(claim="洪水造成四十人遇难。", rating=Rating(), ruling="false", author="大报", language="zh", ours=True)


def test_what_goes_out_comes_in_again_unchanged() -> None:
    (back,) = ingest.fact_checks(publish.claim_review_json(FLOOD).encode())
    assert back == FLOOD


def test_the_newsrooms_own_ruling_gets_words_and_a_number_on_a_scale_of_five() -> None:
    rating = publish.claim_review(OURS, url="https://news.example/facts/1")["reviewRating"]
    assert rating == {
        "@type": "Rating",
        "alternateName": "不实",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_label_of_the_newsroom_is_read_back_as_its_ruling(language: str) -> None:
    for name, label in publish.RATING_LABELS[language].items():
        assert ingest.ruling(Rating(label)) == name


def test_what_is_unproven_has_no_number() -> None:
    unproven = replace(OURS, ruling="unproven")
    assert publish.claim_review(unproven)["reviewRating"] == {"@type": "Rating", "alternateName": "尚无定论"}


def test_the_required_fields_are_there_and_of_their_types() -> None:
    value = publish.claim_review(OURS, url="https://news.example/facts/1")
    assert value["@context"] == "https://schema.org"
    assert value["@type"] == "ClaimReview"
    assert value["url"] == "https://news.example/facts/1"
    assert value["claimReviewed"] == OURS.claim
    assert value["itemReviewed"]["@type"] == "Claim"
    assert value["author"] == {"@type": "Organization", "name": "大报"}


def test_a_claim_can_not_leave_its_script_element() -> None:
    hostile = replace(OURS, claim="</script><script>alert(1)</script>", url="javascript:alert(1)")
    said = publish.claim_review_json(hostile)
    assert "<" not in said
    assert "url" not in json.loads(said)


def test_a_feed_of_several_is_one_document_and_comes_in_again() -> None:
    pieces = publish.claim_feed(
        [(FLOOD, ""), (OURS, "https://news.example/facts/2")], name="大报", made=datetime(2026, 11, 9, tzinfo=UTC)
    )
    said = "".join(pieces)
    assert json.loads(said)["@type"] == "DataFeed"
    claims = [c.claim for c in ingest.fact_checks(said.encode()) if isinstance(c, FactCheck)]
    assert claims == [FLOOD.claim, OURS.claim]


def test_an_empty_feed_is_a_feed() -> None:
    said = "".join(publish.claim_feed([], name="x", made=datetime(2026, 11, 9, tzinfo=UTC)))
    assert json.loads(said)["dataFeedElement"] == []
