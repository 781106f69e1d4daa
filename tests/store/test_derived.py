from datetime import UTC, datetime

import numpy as np
import pytest

from broadsheet.core import Article, NotFoundError, Source, Story
from broadsheet.store import SourceState, Store

AT = datetime(2026, 11, 8, tzinfo=UTC)


def some(kept: Store, count: int) -> list[int]:
    return [kept.articles.add(Article(f"t{n}", f"正文 {n}")) for n in range(count)]


def story(*articles: int, score: float = 1.0) -> Story:
    return Story(articles, {"en": "A story", "zh": "一件事"}, AT, AT, score=score)


def test_raising_a_version_makes_only_that_analysis_pending(kept: Store) -> None:
    ids = some(kept, 3)
    kept.annotations.put([(i, "keywords", 1, []) for i in ids] + [(i, "summary", 1, []) for i in ids])
    assert kept.annotations.pending("keywords", 1) == []
    assert sorted(kept.annotations.pending("keywords", 2)) == ids
    assert kept.annotations.count_pending("keywords", 2) == 3
    assert kept.annotations.pending("summary", 1) == []


def test_an_annotation_put_twice_is_the_newer_one(kept: Store) -> None:
    (id,) = some(kept, 1)
    kept.annotations.put([(id, "sentiment", 1, {"label": "neutral"})])
    kept.annotations.put([(id, "sentiment", 2, {"label": "积极"})])
    assert kept.annotations.of([id]) == {id: {"sentiment": {"label": "积极"}}}


def test_vectors_come_back_as_they_went_in(kept: Store) -> None:
    ids = some(kept, 3)
    matrix = np.arange(12, dtype=np.float32).reshape(3, 4)
    kept.vectors.put("m", ids, matrix)
    got, rows = kept.vectors.load("m")
    assert got == ids
    np.testing.assert_array_equal(rows, matrix)
    assert kept.vectors.load("m", ids[1:2])[1].shape == (1, 4)
    assert kept.vectors.load("m", after=ids[1])[0] == ids[2:]
    assert kept.vectors.pending("other") == ids


def test_signatures_are_found_by_any_shared_band(kept: Store) -> None:
    first, second, third = some(kept, 3)
    kept.signatures.add(first, [1, 2**64 - 1], digest=b"a")
    kept.signatures.add(second, [3, 2**64 - 1], digest=b"b")
    kept.signatures.add(third, [4], digest=b"c")
    assert kept.signatures.candidates([2**64 - 1]) == [first, second]
    assert kept.signatures.digest(second) == b"b"
    assert kept.signatures.digest(99) == b""


def test_a_growing_story_keeps_its_id(kept: Store) -> None:
    ids = some(kept, 4)
    kept.stories.replace([story(ids[0], ids[1]), story(ids[2])])
    before = kept.stories.of_article(ids[0])
    kept.stories.replace([story(ids[2]), story(ids[0], ids[1], ids[3])])
    assert kept.stories.of_article(ids[3]) == before
    assert len(kept.stories.list()) == 2


def test_a_story_that_split_keeps_its_id_for_the_bigger_part(kept: Store) -> None:
    ids = some(kept, 3)
    kept.stories.replace([story(*ids)])
    before = kept.stories.of_article(ids[0])
    kept.stories.replace([story(ids[2]), story(ids[0], ids[1])])
    assert kept.stories.of_article(ids[0]) == before
    assert kept.stories.of_article(ids[2]) != before


def test_stories_outside_what_was_considered_stay(kept: Store) -> None:
    old, seam, new = some(kept, 3)
    kept.stories.replace([story(old, seam)])
    before = kept.stories.of_article(old)
    kept.stories.replace([story(seam, new)], considered=[seam, new])
    assert kept.stories.of_article(old) == before == kept.stories.of_article(new)
    kept.stories.replace([story(seam), story(new)], considered=[seam, new])
    assert kept.stories.get(before or 0).value.articles[0] == old
    assert set(kept.stories.members()) == {old, seam, new}


def test_the_desk_is_ordered_by_score(kept: Store) -> None:
    low, high = some(kept, 2)
    kept.stories.replace([story(low, score=0.1), story(high, score=0.9)])
    assert [s.value.articles for s in kept.stories.list()] == [(high,), (low,)]


def test_following_twice_keeps_the_state(kept: Store) -> None:
    id = kept.sources.follow(Source("https://a.example/feed"))
    state = SourceState(etag='"x"', failures=2, error="没有回应", next_poll=AT)
    kept.sources.record(id, state)
    assert kept.sources.follow(Source("https://a.example/feed", title="港报")) == id
    assert kept.sources.state(id) == state
    assert kept.sources.get(id).value.title == "港报"


def test_only_due_sources_are_due(kept: Store) -> None:
    later = kept.sources.follow(Source("https://a.example/feed"))
    fresh = kept.sources.follow(Source("https://b.example/feed"))
    kept.sources.record(later, SourceState(next_poll=datetime(2027, 1, 1, tzinfo=UTC)))
    assert [s.id for s in kept.sources.due(AT)] == [fresh]
    kept.sources.remove(fresh)
    with pytest.raises(NotFoundError):
        kept.sources.get(fresh)
