from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from broadsheet.core import Appearance, FactCheck, NotFoundError, QueueMark, Rating
from broadsheet.store import Store

FLOOD = FactCheck(
    claim="The flood took 40 lives.",
    rating=Rating("Half true", value=3, worst=1, best=5),
    ruling="mixed",
    claimant="A minister",
    claimed=datetime(2026, 11, 7, tzinfo=UTC),
    appearances=(Appearance("https://news.example/1", "Tribune", datetime(2026, 11, 7, tzinfo=UTC)),),
    author="Check Desk",
    url="https://check.example/flood",
    published=datetime(2026, 11, 8, tzinfo=UTC),
    language="en",
    evidence=("https://office.example/report",),
)


def test_a_fact_check_comes_back_as_it_was(kept: Store) -> None:
    id, change = kept.fact_checks.put(FLOOD)
    assert (kept.fact_checks.get(id).value, change) == (FLOOD, "new")


def test_the_same_check_taken_in_twice_is_kept_once(kept: Store) -> None:
    first = kept.fact_checks.put(FLOOD)
    assert kept.fact_checks.put(FLOOD) == (first[0], "same")
    assert kept.fact_checks.count() == 1


def test_a_check_that_was_revised_takes_the_place_of_its_earlier_state(kept: Store) -> None:
    id, _ = kept.fact_checks.put(FLOOD)
    revised = replace(FLOOD, rating=Rating("False"), ruling="false")
    assert kept.fact_checks.put(revised) == (id, "changed")
    assert kept.fact_checks.get(id).value == revised


def test_two_claims_of_one_page_are_two_checks(kept: Store) -> None:
    kept.fact_checks.put(FLOOD)
    kept.fact_checks.put(replace(FLOOD, claim="The dam was never inspected."))
    assert kept.fact_checks.count() == 2


def test_the_list_is_narrowed_by_language_and_by_whose_they_are(kept: Store) -> None:
    theirs, _ = kept.fact_checks.put(FLOOD)
    ours, _ = kept.fact_checks.put(replace(FLOOD, claim="洪水造成四十人遇难。", language="zh", ours=True, article=7))
    assert [c.id for c in kept.fact_checks.find()] == [ours, theirs]
    assert [c.id for c in kept.fact_checks.find(language="en")] == [theirs]
    assert [c.id for c in kept.fact_checks.find(ours=True)] == [ours]
    assert [c.id for c in kept.fact_checks.find(before=ours)] == [theirs]
    assert [c.id for c in kept.fact_checks.of_article(7)] == [ours]


def test_everything_is_streamed_oldest_first(kept: Store) -> None:
    ids = [kept.fact_checks.put(replace(FLOOD, claim=f"claim {n}"))[0] for n in range(501)]
    assert [c.id for c in kept.fact_checks.stream()] == ids


def test_an_embedding_is_made_once_and_stands_when_the_rating_changes(kept: Store) -> None:
    id, _ = kept.fact_checks.put(FLOOD)
    assert kept.fact_checks.unembedded("m") == [(id, FLOOD.claim)]
    kept.fact_checks.embed("m", [id], np.array([[1.0, 0.0]], dtype=np.float32))
    kept.fact_checks.put(replace(FLOOD, ruling="false"))
    assert kept.fact_checks.unembedded("m") == []
    ids, matrix = kept.fact_checks.vectors("m")
    assert (ids, matrix.tolist()) == ([id], [[1.0, 0.0]])


def test_a_removed_check_is_gone(kept: Store) -> None:
    id, _ = kept.fact_checks.put(FLOOD)
    kept.fact_checks.remove(id)
    with pytest.raises(NotFoundError):
        kept.fact_checks.get(id)


def test_a_mark_takes_the_place_of_the_one_before_and_can_be_taken_back(kept: Store) -> None:
    kept.queue_marks.put("a", QueueMark("A sentence.", "taken", by="lin"))
    kept.queue_marks.put("a", QueueMark("A sentence.", "dismissed", by="lin"))
    assert kept.queue_marks.of(["a", "b"]) == {"a": QueueMark("A sentence.", "dismissed", by="lin")}
    kept.queue_marks.remove("a")
    assert kept.queue_marks.of(["a"]) == {}


@pytest.mark.parametrize(
    ("rating", "share"),
    [
        (Rating("Mostly true", 4, 1, 5), 0.75),
        (Rating("False", 5, 5, 1), 0.0),
        (Rating("off the scale", 9, 1, 5), 1.0),
        (Rating("Misleading"), None),
        (Rating("", 3, 3, 3), None),
    ],
)
def test_a_number_is_read_on_its_own_scale_whichever_way_it_runs(rating: Rating, share: float | None) -> None:
    assert rating.share == share
