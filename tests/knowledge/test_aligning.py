from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from broadsheet import knowledge, store
from broadsheet.core import Article
from broadsheet.knowledge.parts import Parts
from tests.knowledge.reports import AT, report

MODEL = "two"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[store.Store]:
    with store.open(f"sqlite:///{tmp_path}/newsroom.db", now=lambda: datetime(2026, 11, 9, tzinfo=UTC)) as opened:
        yield opened


def add(kept: store.Store, article: Article, *, at: tuple[float, float] = (0.0, 0.0)) -> int:
    """Keep and link an article whose vector is `at`."""
    id = kept.articles.add(article)
    kept.annotations.put((id, name, 1, value) for name, value in article.annotations.items())
    kept.vectors.put(MODEL, [id], np.array([at], dtype=np.float32))
    while knowledge.link_some(kept):
        pass
    return id


def align(kept: store.Store, *, limit: int = 100) -> list[int]:
    return knowledge.align_some(kept, embed=_nothing, model=MODEL, limit=limit)


def _nothing(names: Sequence[str]) -> NDArray[np.float32]:
    return np.zeros((len(names), 4), dtype=np.float32)


def one(kept: store.Store, name: str) -> int:
    (found,) = knowledge.find(kept, name)
    return found.id


@pytest.mark.parametrize(("place", "people"), [((1.0, 0.2), 1), ((0.0, 1.0), 2)])
def test_a_rendered_name_and_its_original_are_one_in_reports_that_are_alike(
    kept: store.Store, place: tuple[float, float], people: int
) -> None:
    chinese = report("卡勒姆·里夫发言。", [("卡勒姆·里夫", "person")], language="zh")
    add(kept, chinese, at=(1, 0))
    later = AT + timedelta(days=400)
    add(kept, report("Callum Reeve spoke.", [("Callum Reeve", "person")], published=later), at=place)
    align(kept)
    assert len({one(kept, "卡勒姆·里夫"), one(kept, "Callum Reeve")}) == people


def test_a_name_and_its_pinyin_are_one_wherever_they_stand_and_whatever_the_tagger_took_it_for(
    kept: store.Store,
) -> None:
    add(kept, report("Zhong Qiuchi ran.", [("Zhong Qiuchi", "other")]))
    align(kept)
    add(kept, report("仲秋池跑步。", [("仲秋池", "person")], language="zh", published=AT + timedelta(days=400)))
    align(kept)
    assert one(kept, "仲秋池") == one(kept, "Zhong Qiuchi")


def test_names_that_only_differ_in_sound_are_two(kept: store.Store) -> None:
    add(kept, report("卡勒姆·里夫发言。", [("卡勒姆·里夫", "person")], language="zh"))
    add(kept, report("Martin Kowalski spoke.", [("Martin Kowalski", "person")]))
    align(kept)
    assert one(kept, "卡勒姆·里夫") != one(kept, "Martin Kowalski")


def test_reports_near_in_time_and_meaning_are_compared_without_a_story(kept: store.Store) -> None:
    add(kept, report("段海到任。", [("段海", "person")], language="zh"), at=(1, 0))
    add(kept, report("Duan Hai took office.", [("Duan Hai", "person")]), at=(1, 0.1))
    align(kept)
    assert one(kept, "段海") == one(kept, "Duan Hai")


def test_what_was_compared_waits_no_more_and_what_is_linked_anew_does(kept: store.Store) -> None:
    first = add(kept, report("Ann Lee ran.", [("Ann Lee", "person")]))
    second = add(kept, report("Bo Fox ran.", [("Bo Fox", "person")]))
    assert (align(kept, limit=1), align(kept, limit=1), align(kept)) == ([first], [second], [])
    knowledge.link(kept, kept.articles.get_many([second]))
    assert align(kept) == [second]


def test_a_part_of_a_name_is_learnt_from_the_pairs_that_are_joined() -> None:
    parts = Parts()
    assert parts.agreement("银坳大学", "silverfold university", meaning=_same) == 0
    parts.learn([("银坳银行", "bank of silverfold"), ("银坳火车站", "silverfold station")])
    assert parts.agreement("银坳大学", "silverfold university", meaning=_same) > 0.7
    assert parts.agreement("科兰大学", "silverfold university", meaning=_same) == 0


def test_a_part_that_sounds_the_same_needs_no_learning() -> None:
    assert Parts().agreement("科兰大学", "corran university", meaning=_same) > 0.7


def _same(_one: str, _other: str) -> float:
    return 1.0
