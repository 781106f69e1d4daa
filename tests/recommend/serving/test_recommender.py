"""Front pages, as readers get them."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from broadsheet import store
from broadsheet.core import Article, FrontPage, InvalidInputError, Reader
from broadsheet.recommend import Recommender
from tests.recommend.newsroom import NOW, act, clicks, fill, of_subject, story

ANN = Reader("ann")


def ids(page: FrontPage) -> list[int]:
    return [item.article for item in page.items]


def page_of(recommender: Recommender, reader: Reader = ANN, *, n: int = 10, language: str = "en") -> FrontPage:
    """The page, without the id that tells one serving of it from another."""
    return replace(recommender.front_page(reader, n=n, now=NOW, language=language), id="")


def test_an_empty_newsroom_gives_an_empty_page(empty: store.Store) -> None:
    assert page_of(Recommender(empty)).items == ()


def test_the_first_article_ever_is_on_the_next_page(empty: store.Store) -> None:
    recommender = Recommender(empty)
    page_of(recommender)
    id = empty.articles.add(Article("头条", "正文。", language="zh", published=NOW))
    page = page_of(recommender)
    assert ids(page) == [id]
    assert (page.items[0].reason, page.items[0].cause) == ("Also in the news", "")


def test_a_new_reader_gets_a_fresh_and_mixed_page(recommender: Recommender, kept: store.Store) -> None:
    page = page_of(recommender, n=9)
    subjects = Counter(a.value.tags[0] for a in kept.articles.get_many(ids(page)))
    assert set(subjects) == {"economy", "sport", "science"}
    assert max(subjects.values()) <= 4
    assert ids(page)[0] == 1


def test_a_page_has_as_many_items_as_asked_for_and_ranks_from_one(recommender: Recommender) -> None:
    page = page_of(recommender, n=7)
    assert [item.rank for item in page.items] == list(range(1, 8))
    assert page_of(recommender, n=0).items == ()
    assert len(page_of(recommender, n=500).items) == 36


def test_the_parts_sum_to_the_score_and_scores_fall(recommender: Recommender) -> None:
    recommender.observe([*clicks("ann", 1, 4), act("ann", "hide", 2), act("ann", "view", 3)])
    items = page_of(recommender, n=30).items
    assert all(item.score == pytest.approx(sum(item.parts.values()), abs=1e-9) for item in items)
    assert all(a.score >= b.score - 1e-5 for a, b in pairwise(items))


def test_a_click_changes_the_next_page(recommender: Recommender, kept: store.Store) -> None:
    before = page_of(recommender)
    recommender.observe(clicks("ann", 2, 5))
    after = page_of(recommender)
    assert not {2, 5} & set(ids(after))
    sport = set(of_subject("sport", kept))
    assert len(sport & set(ids(after)[:5])) > len(sport & set(ids(before)[:5]))
    assert any("you read" in item.reason for item in after.items)


def test_a_click_that_another_process_kept_changes_the_next_page(
    recommender: Recommender, kept: store.Store, tmp_path: Path
) -> None:
    page_of(recommender)
    with store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=lambda: NOW) as other:
        other.events.add(list(clicks("ann", 2)))
    assert 2 not in ids(page_of(recommender))
    assert 2 not in ids(page_of(Recommender(kept)))


def test_an_act_sent_twice_counts_once(recommender: Recommender) -> None:
    act_once = act("ann", "click", 2)
    assert recommender.observe([act_once]) == 1
    page = page_of(recommender)
    assert recommender.observe([act_once]) == 0
    assert page_of(recommender) == page


def test_what_is_like_a_hidden_article_comes_lower(recommender: Recommender, kept: store.Store) -> None:
    economy = set(of_subject("economy", kept))
    before = len(economy & set(ids(page_of(recommender))))
    recommender.observe([act("ann", "hide", 1), act("ann", "less", 4)])
    after = ids(page_of(recommender))
    assert len(economy & set(after)) < before
    assert not {1, 4} & set(after)


def test_what_was_shown_and_passed_over_comes_lower(recommender: Recommender) -> None:
    assert ids(page_of(recommender))[0] == 1
    recommender.observe([act("ann", "view", 1) for _ in range(4)])
    assert ids(page_of(recommender))[0] != 1


def test_a_followed_topic_comes_first_and_says_so(recommender: Recommender, kept: store.Store) -> None:
    page = page_of(recommender, Reader("ann", topics=("Science",)), n=6)
    assert page.items[0].article in of_subject("science", kept)
    assert (page.items[0].reason, page.items[0].cause) == ("You follow “science”", "followed")


def test_following_and_unfollowing_are_acts_too(recommender: Recommender, kept: store.Store) -> None:
    recommender.observe([act("ann", "follow", topic="science")])
    assert page_of(recommender).items[0].article in of_subject("science", kept)
    recommender.observe([act("ann", "unfollow", topic="science")])
    assert page_of(recommender).items[0].article == 1


def test_reasons_are_in_the_language_of_the_page(recommender: Recommender) -> None:
    reader = Reader("ann", topics=("science",))
    recommender.observe(clicks("ann", 2))
    for item in page_of(recommender, reader, language="zh").items:
        assert any("\u4e00" <= c <= "\u9fff" for c in item.reason)
    for item in page_of(recommender, reader, language="en").items:
        assert not any("\u4e00" <= c <= "\u9fff" for c in item.reason)


def test_the_cause_of_a_reason_is_a_part_of_the_score(recommender: Recommender) -> None:
    recommender.observe(clicks("ann", 2, 5))
    items = page_of(recommender, Reader("ann", topics=("economy",))).items
    assert all(item.parts[item.cause] > 0 for item in items if item.cause)
    assert sum(bool(item.cause) for item in items) >= 0.9 * len(items)


def test_a_reader_gets_only_the_languages_they_read(recommender: Recommender, kept: store.Store) -> None:
    page = page_of(recommender, Reader("ann", languages=("zh",)), n=30)
    assert {a.value.language for a in kept.articles.get_many(ids(page))} == {"zh"}
    assert len(page.items) == 18


def test_the_language_of_the_page_is_preferred(recommender: Recommender, kept: store.Store) -> None:
    for language in ("zh", "en"):
        page = page_of(recommender, n=6, language=language)
        languages = Counter(a.value.language for a in kept.articles.get_many(ids(page)))
        assert languages.most_common(1)[0][0] == language


def test_without_personalisation_nothing_the_reader_did_is_used(recommender: Recommender) -> None:
    plain = Reader("ann", topics=("science",), personalised=False)
    before = page_of(recommender, plain)
    recommender.observe([*clicks("ann", 1, 2, 3), act("ann", "hide", 4)])
    after = page_of(recommender, plain)
    assert after == before
    assert not {"followed", "similar", "seen", "refused"} & {name for item in after.items for name in item.parts}


def test_acts_of_readers_who_are_not_personalised_make_nothing_popular(
    recommender: Recommender, kept: store.Store
) -> None:
    kept.readers.put(Reader("quiet", personalised=False))
    before = page_of(recommender)
    recommender.observe(clicks("quiet", 20, 20, 20, 20))
    assert page_of(recommender) == before


def test_what_many_open_rises_and_says_so(recommender: Recommender) -> None:
    assert 30 not in ids(page_of(recommender))
    recommender.observe(act(f"reader-{i}", "click", 30) for i in range(60))
    item = next(item for item in page_of(recommender, n=20).items if item.article == 30)
    assert item.parts["trending"] > 0.5
    assert item.reason == "Readers are opening this"


def test_a_forgotten_reader_leaves_no_trace(recommender: Recommender, kept: store.Store) -> None:
    before = page_of(recommender)
    recommender.observe(clicks("bob", *([30] * 40)))
    assert page_of(recommender) != before
    kept.events.erase("bob")
    recommender.forget("bob")
    assert page_of(recommender) == before


def test_a_story_is_on_the_page_once_and_a_big_one_says_so(recommender: Recommender, kept: store.Store) -> None:
    kept.stories.replace([story(7, 8, 9, 11, 16)])
    for language, reason in (("en", "Reported by 5 outlets"), ("zh", "5家媒体都在报道")):
        told = [item for item in page_of(recommender, language=language).items if item.story == 1]
        assert [item.reason for item in told] == [reason]


def test_stories_joined_after_the_first_page_are_noticed(recommender: Recommender, kept: store.Store) -> None:
    assert all(item.story is None for item in page_of(recommender).items)
    kept.stories.replace([story(1, 4)])
    assert page_of(recommender).items[0].story == 1


def test_another_report_of_a_story_that_was_read_comes_lower(recommender: Recommender, kept: store.Store) -> None:
    kept.stories.replace([story(1, 2)])
    recommender.observe(clicks("ann", 1))
    item = next((i for i in page_of(recommender, n=30).items if i.article == 2), None)
    assert item is None or item.parts["seen"] < 0


def test_an_outlet_has_three_places_while_there_are_others(recommender: Recommender, kept: store.Store) -> None:
    page = page_of(recommender, n=18)
    outlets = Counter(a.value.outlet for a in kept.articles.get_many(ids(page)))
    assert max(outlets.values()) == 3


def test_one_outlet_alone_fills_the_page(empty: store.Store) -> None:
    fill(empty, outlets=1)
    page = page_of(Recommender(empty), n=10)
    assert len(page.items) == 10
    assert "outlet" not in page.items[2].parts
    assert page.items[3].parts["outlet"] < 0


def test_something_from_outside_the_usual_topics_is_on_every_page(recommender: Recommender, kept: store.Store) -> None:
    usual = Reader("ann", topics=("economy",))
    recommender.observe(clicks("ann", *of_subject("economy", kept)[:4]))
    items = page_of(recommender, usual, n=6).items
    assert {a.value.tags[0] for a in kept.articles.get_many([i.article for i in items])} > {"economy"}


def test_annotations_made_after_the_first_page_are_noticed(empty: store.Store) -> None:
    from broadsheet import nlp

    recommender = Recommender(empty)
    for number in range(6):
        empty.articles.add(Article(f"Report {number}", f"{number}", language="en", published=NOW))
    follower = Reader("ann", topics=("test:late",))
    assert "followed" not in page_of(recommender, follower).items[0].parts
    empty.annotations.put([(5, "topics", nlp.version("topics"), [{"id": "test:late", "label": "", "score": 1.0}])])
    assert page_of(recommender, follower).items[0].article == 5


def test_ages_are_measured_from_the_time_given(recommender: Recommender) -> None:
    reason = recommender.front_page(ANN, n=1, now=NOW + timedelta(days=3), language="zh").items[0].reason
    assert reason == "3天前发布"


def test_the_same_asked_twice_gives_the_same_page(recommender: Recommender) -> None:
    recommender.observe(clicks("ann", 2))
    assert page_of(recommender) == page_of(recommender)


@pytest.mark.parametrize(("n", "now"), [(-1, NOW), (3, NOW.replace(tzinfo=None))])
def test_a_page_that_makes_no_sense_is_refused(recommender: Recommender, n: int, now: object) -> None:
    with pytest.raises(InvalidInputError):
        recommender.front_page(ANN, n=n, now=now)  # type: ignore[arg-type]


def test_acts_that_were_brought_here_are_not_read_back(
    recommender: Recommender, kept: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(recommender)
    monkeypatch.setattr(kept.events, "since", lambda *_: pytest.fail("read back"))
    assert recommender.observe([*clicks("ann", 2), act("bo", "view", 5)]) == 2
    assert 2 not in ids(page_of(recommender))


def test_acts_kept_elsewhere_in_between_are_counted_too(recommender: Recommender, kept: store.Store) -> None:
    page_of(recommender)
    kept.events.add([act("ann", "click", 2)])
    recommender.observe([act("ann", "click", 5)])
    assert not {2, 5} & set(ids(page_of(recommender)))
