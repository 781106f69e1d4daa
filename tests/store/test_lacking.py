"""What lacks an annotation or a vector is found whatever part of the archive has it, and by indexes alone."""

from typing import Any

import numpy as np
from sqlalchemy import event, text

from broadsheet.core import Article
from broadsheet.store import Store


def some(kept: Store, count: int) -> list[int]:
    return [kept.articles.add(Article(f"t{n}", f"正文 {n}")) for n in range(count)]


def test_annotations_lack_newest_first_up_to_a_limit(kept: Store) -> None:
    ids = some(kept, 6)
    kept.annotations.put([(ids[1], "keywords", 1, []), (ids[4], "keywords", 1, [])])
    assert kept.annotations.pending("keywords", 1) == [ids[5], ids[3], ids[2], ids[0]]
    assert kept.annotations.pending("keywords", 1, limit=2) == [ids[5], ids[3]]
    assert kept.annotations.count_pending("keywords", 1) == 4


def test_vectors_lack_oldest_first_up_to_a_limit(kept: Store) -> None:
    ids = some(kept, 4)
    kept.vectors.put("m", ids[1:2], np.ones((1, 2), dtype=np.float32))
    assert kept.vectors.pending("m") == [ids[0], *ids[2:]]
    assert kept.vectors.pending("m", limit=1) == [ids[0]]


def test_an_article_removed_with_its_annotations_hides_none_that_lacks(kept: Store) -> None:
    ids = some(kept, 3)
    kept.annotations.put([(id, "keywords", 1, []) for id in ids[:2]])
    with kept.annotations._database.writing() as connection:
        connection.execute(text("DELETE FROM articles WHERE id = :id"), {"id": ids[0]})
    assert kept.annotations.pending("keywords", 1) == [ids[2]]


def test_the_table_of_texts_is_not_walked(kept: Store) -> None:
    some(kept, 3)
    asked: list[tuple[str, Any]] = []
    engine = kept.annotations._database.engine
    event.listen(
        engine, "before_cursor_execute", lambda _c, _k, statement, values, *_: asked.append((statement, values))
    )
    assert len(kept.annotations.pending("keywords", 1)) == 3
    selects = [(statement, values) for statement, values in asked if statement.startswith("SELECT")]
    with kept.annotations._database.reading() as connection:
        plans = [
            row[3]
            for said, values in selects
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", values)
        ]
    assert plans
    assert all("COVERING" in step for step in plans if step.startswith(("SCAN articles", "SEARCH annotations")))
