import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import FactCheck, InvalidInputError, NotFoundError, ParseError, Rating, UnknownNameError
from tests.newsrooms import NOW, furnish

FIRE = FactCheck(claim="The warehouse fire injured five people.", rating=Rating(), ruling="true")
VINEGAR = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/vinegar",
    "claimReviewed": "喝醋可以软化血管",
    "author": {"@type": "Organization", "name": "查证台"},
    "reviewRating": {"@type": "Rating", "alternateName": "谣言"},
}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        yield opened


def _file(tmp_path: Path, *reviews: object) -> str:
    path = tmp_path / "checks.json"
    path.write_text(json.dumps(reviews, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_a_verdict_of_this_newsroom_is_kept_with_its_author_and_day(room: Newsroom) -> None:
    kept = room.fact_check(room.keep_fact_check(FIRE)).value
    assert (kept.ours, kept.author, kept.published, kept.language) == (True, room.settings.name, NOW, "en")


def test_a_verdict_that_is_revised_takes_the_place_of_the_first(room: Newsroom) -> None:
    first = room.keep_fact_check(FIRE)
    assert room.keep_fact_check(replace(FIRE, ruling="mixed")) == first
    assert room.fact_check(first).value.ruling == "mixed"


def test_a_verdict_without_a_claim_or_of_no_known_ruling_is_refused(room: Newsroom) -> None:
    with pytest.raises(InvalidInputError):
        room.keep_fact_check(replace(FIRE, claim=" — "))
    with pytest.raises(UnknownNameError):
        room.keep_fact_check(replace(FIRE, ruling=""))


@pytest.mark.parametrize(
    ("sentence", "differs"),
    [
        ("Five people were hurt in the fire at the warehouse.", ""),
        ("仓库火灾造成五人受伤。", ""),
        ("The warehouse fire injured nine people.", "figure"),
        ("The warehouse fire injured nobody: no people were hurt.", "denial"),
    ],
)
def test_a_claim_checked_before_is_found_in_other_words_and_what_differs_is_told(
    room: Newsroom, sentence: str, differs: str
) -> None:
    id = room.keep_fact_check(FIRE)
    (found,) = room.earlier_checks(sentence)
    assert (found.check.id, found.match.differs) == (id, differs)


def test_another_claim_finds_nothing(room: Newsroom) -> None:
    room.keep_fact_check(FIRE)
    assert room.earlier_checks("The warehouse held 340 tonnes of timber.") == []
    with pytest.raises(InvalidInputError):
        room.earlier_checks("…")


def test_a_check_kept_later_is_found_and_one_removed_is_not(room: Newsroom) -> None:
    first = room.keep_fact_check(FIRE)
    assert room.earlier_checks(FIRE.claim)
    room.remove_fact_check(first)
    assert room.earlier_checks(FIRE.claim) == []
    with pytest.raises(NotFoundError):
        room.remove_fact_check(first)
    assert room.keep_fact_check(FIRE)
    assert room.earlier_checks(FIRE.claim)


def test_fact_checks_of_others_are_taken_in_once_and_bad_ones_told(room: Newsroom, tmp_path: Path) -> None:
    path = _file(tmp_path, VINEGAR, {"@type": "ClaimReview"}, {"@type": "MediaReview"})
    assert [(t.change, bool(t.problem)) for t in room.take_fact_checks(path)] == [
        ("new", False),
        (None, True),
        (None, True),
    ]
    assert [t.change for t in room.take_fact_checks(path)] == ["same", None, None]
    (kept,) = room.fact_checks(ours=False)
    assert (kept.value.ruling, kept.value.author, kept.value.ours) == ("false", "查证台", False)


def test_what_this_newsroom_sent_out_is_not_taken_for_anothers(room: Newsroom, tmp_path: Path) -> None:
    id = room.keep_fact_check(FIRE)
    path = _file(tmp_path, room.claim_review(id))
    assert [t.problem.code for t in room.take_fact_checks(path) if t.problem] == ["conflict"]
    assert room.store.fact_checks.count() == 1


def test_a_file_that_is_no_json_or_not_there_is_refused(room: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(ParseError):
        list(room.take_fact_checks("-", stdin=b"no json"))
    with pytest.raises(InvalidInputError):
        list(room.take_fact_checks(str(tmp_path / "nothing.json")))


def test_the_feed_holds_every_check_with_its_page(room: Newsroom) -> None:
    id = room.keep_fact_check(FIRE)
    feed = json.loads("".join(room.claim_feed()))
    assert feed["dataFeedElement"][0]["item"][0]["url"] == room.fact_check_page(id)


def test_the_sentences_of_a_report_that_were_checked_before_are_found(room: Newsroom) -> None:
    ids = furnish(room)
    article = ids["https://meridian.example/fire-1"]
    assert room.checks_in(article) == []
    room.keep_fact_check(replace(FIRE, claim="A fire in a timber warehouse on the Old Quay injured nine people."))
    (found,) = room.checks_in(article)
    text = room.article(article).value.text
    assert text[found.start : found.end] == found.sentence
    assert (found.checks[0].match.differs, found.checks[0].match.theirs) == ("figure", "nine people")
