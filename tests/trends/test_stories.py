"""Reports joined into stories."""

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from broadsheet import models, trends
from broadsheet.core import Article, InvalidInputError, Stored, Story
from tests.trends.reports import NOW, START, events, stored

Vectors = dict[int, NDArray[np.float32]]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    matrix = models.load_embedder().embed([f"{a.value.title}. {a.value.text[:300]}" for a in stored()])
    return dict(enumerate(matrix, start=1))


def joined(found: list[Story]) -> set[frozenset[int]]:
    return {frozenset(story.articles) for story in found}


def test_reports_of_one_event_in_two_languages_are_one_story(vectors: Vectors) -> None:
    by_event: dict[str, set[int]] = {}
    for id, event in events().items():
        by_event.setdefault(event, set()).add(id)
    assert joined(trends.stories(stored(), vectors, now=NOW)) == {frozenset(ids) for ids in by_event.values()}


def test_every_article_is_in_exactly_one_story(vectors: Vectors) -> None:
    found = trends.stories(stored(), vectors, now=NOW)
    assert sorted(a for story in found for a in story.articles) == list(range(1, 8))


def test_the_order_of_the_articles_makes_no_difference(vectors: Vectors) -> None:
    shuffled = stored()
    random.Random(7).shuffle(shuffled)
    assert trends.stories(shuffled, vectors, now=NOW) == trends.stories(stored(), vectors, now=NOW)


def test_a_story_has_a_headline_for_each_language_and_its_outlets(vectors: Vectors) -> None:
    story = next(s for s in trends.stories(stored(), vectors, now=NOW) if 1 in s.articles)
    assert story.languages == ("en", "zh")
    assert story.titles["zh"] == "星港湾隧道通车 全长4.7公里"
    assert "tunnel" in story.titles["en"]
    assert story.outlets == ("Courier", "Meridian Wire", "维澜社")
    assert (story.first, story.last) == (START, START + timedelta(hours=5))
    assert story.articles == (1, 2, 3)


def test_the_parts_of_the_desk_score_sum_to_it_and_order_the_desk(vectors: Vectors) -> None:
    found = trends.stories(stored(), vectors, now=NOW)
    assert all(s.score == pytest.approx(sum(s.parts.values())) for s in found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert found[0].articles == (1, 2, 3)


def test_topics_and_names_are_those_most_reports_have(vectors: Vectors) -> None:
    def noted(a: Stored[Article]) -> Stored[Article]:
        topics = [{"id": "medtop:1", "label": "", "score": 1.0}, {"id": f"medtop:9{a.id}", "label": "", "score": 0.5}]
        names = [
            {"text": "Aster Harbour", "type": "place", "start": 0, "end": 1},
            {"text": "2%", "type": "amount", "start": 0, "end": 1},
        ]
        return replace(a, value=replace(a.value, annotations={"topics": topics, "entities": names}))

    story = next(s for s in trends.stories([noted(a) for a in stored()], vectors, now=NOW) if 1 in s.articles)
    assert story.topics[0] == "medtop:1"
    assert story.entities == ("Aster Harbour",)


def test_a_copy_of_a_report_is_in_its_story(vectors: Vectors) -> None:
    copy = Stored(8, replace(stored()[3].value, outlet="Copycat"), START)
    found = trends.stories([*stored(), copy], {**vectors, 8: vectors[4]}, now=NOW)
    assert {4, 5, 8} in [set(s.articles) for s in found]


def test_the_same_words_a_month_later_are_another_story(vectors: Vectors) -> None:
    later = replace(stored()[3].value, published=START + timedelta(days=30))
    found = trends.stories([*stored(), Stored(8, later, START)], {**vectors, 8: vectors[4]}, now=NOW)
    assert frozenset({8}) in joined(found)


def test_a_chain_of_likeness_does_not_join_two_different_events(vectors: Vectors) -> None:
    both = vectors[3] + vectors[4]
    bridge = Article("Morning brief", stored()[2].value.text[:80] + stored()[3].value.text[:80], language="en")
    bridge = replace(bridge, published=START + timedelta(hours=3))
    found = trends.stories([*stored(), Stored(8, bridge, START)], {**vectors, 8: both}, now=NOW)
    assert not any({1, 4} <= set(s.articles) for s in found)


def test_an_article_without_a_vector_stays_by_itself(vectors: Vectors) -> None:
    some = {id: vector for id, vector in vectors.items() if id != 2}
    assert frozenset({2}) in joined(trends.stories(stored(), some, now=NOW))


def test_without_any_vectors_every_article_is_a_story() -> None:
    assert len(trends.stories(stored(), {}, now=NOW)) == 7


def test_undated_articles_are_dated_by_their_arrival(vectors: Vectors) -> None:
    undated = [replace(a, value=replace(a.value, published=None)) for a in stored()]
    assert all(story.first == START for story in trends.stories(undated, vectors, now=NOW))


def test_no_articles_are_no_stories() -> None:
    assert trends.stories([], {}, now=NOW) == []


def test_an_article_given_twice_is_an_error(vectors: Vectors) -> None:
    with pytest.raises(InvalidInputError, match="twice"):
        trends.stories([*stored(), stored()[0]], vectors, now=NOW)


def test_a_story_without_titles_or_text_is_a_story() -> None:
    empty = Stored(1, Article("", ""), START)
    assert trends.stories([empty], {}, now=NOW)[0].titles == {"": ""}
