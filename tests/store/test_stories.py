"""Stories put, attached, ruled on and looked at."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet import store
from broadsheet.core import Article, NotFoundError, Ruling, Story

AT = datetime(2026, 11, 8, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> store.Store:
    opened = store.open(f"sqlite:///{tmp_path / 'a.db'}", now=lambda: AT)
    for n in range(6):
        opened.articles.add(Article(f"{n}", f"text {n}", published=AT + timedelta(hours=n)))
    return opened


def story(*articles: int, score: float = 1.0) -> Story:
    return Story(articles, {"en": "t"}, AT, AT, score=score)


def test_what_is_in_no_story_is_pending_in_order_of_time(kept: store.Store) -> None:
    kept.stories.put([(None, story(1, 3))])
    assert [id for _, id in kept.stories.pending()] == [2, 4, 5, 6]


def test_an_article_is_attached_and_counted_until_its_days_are_joined(kept: store.Store) -> None:
    [id] = kept.stories.put([(None, story(1))])
    assert kept.stories.attach(2, story(1, 2), to=id, chance=0.9) == id
    assert (kept.stories.of_articles([1, 2, 3]), kept.stories.attached()) == ({1: id, 2: id}, 1)
    kept.stories.replace([story(1, 2)], considered={1, 2})
    assert kept.stories.attached() == 0


def test_a_story_that_is_gone_takes_no_articles_with_it(kept: store.Store) -> None:
    one, two = kept.stories.put([(None, story(1)), (None, story(2))])
    assert kept.stories.put([(one, story(1, 2))], gone=[two]) == [one]
    assert kept.stories.get(one).value.articles == (1, 2)
    with pytest.raises(NotFoundError):
        kept.stories.get(two)


def test_what_falls_apart_leaves_the_id_to_its_greater_part() -> None:
    assert store.continued([[4], [1, 2, 3], [9]], {1: 7, 2: 7, 3: 7, 4: 7}) == [None, 7, None]


def test_of_two_stories_that_become_one_the_greater_gives_the_id() -> None:
    assert store.continued([[1, 2, 3]], {1: 5, 2: 8, 3: 8}) == [8]


def test_a_new_score_changes_the_order_and_nothing_else(kept: store.Store) -> None:
    one, two = kept.stories.put([(None, story(1, score=2.0)), (None, story(2, score=1.0))])
    kept.stories.score([(one, story(1, score=0.5))])
    assert [s.id for s in kept.stories.list()] == [two, one]
    assert kept.stories.of_articles([1, 2]) == {1: one, 2: two}


def test_articles_are_found_by_their_time(kept: store.Store) -> None:
    assert kept.stories.within(AT + timedelta(hours=1), AT + timedelta(hours=3)) == [2, 3, 4]


def test_a_ruling_is_kept_whole_and_gone_when_withdrawn(kept: store.Store) -> None:
    ruling = Ruling("split", (1,), (2, 3), by="Lin 林", note="两件事", comparison=(1.0, 0.5), limit=-0.25)
    id = kept.rulings.add(ruling)
    assert kept.rulings.get(id).value == ruling
    kept.rulings.withdraw(id)
    assert kept.rulings.list() == []
    with pytest.raises(NotFoundError, match="ruling"):
        kept.rulings.get(id)


def test_a_look_is_kept_as_it_was_first_and_forgotten_with_its_reader(kept: store.Store) -> None:
    assert kept.looks.note("ada", [1, 2], at=AT) == 2
    assert kept.looks.note("ada", [2, 3], at=AT + timedelta(days=1)) == 1
    assert kept.looks.seen("ada", [1, 2, 3, 4]) == {1: AT, 2: AT, 3: AT + timedelta(days=1)}
    assert kept.looks.seen("bo", [1]) == {}
    kept.personal.erase("ada", at=AT)
    assert kept.looks.seen("ada", [1, 2, 3]) == {}
