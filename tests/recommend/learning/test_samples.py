"""Samples: what a log of pages and acts says of each article shown."""

from dataclasses import replace

import numpy as np

from broadsheet.core import Event, Served, Shown
from broadsheet.recommend.learning.samples import LIKED, OPENED, PASSED, READ, REFUSED, samples
from tests.recommend.learning.logs import START

_ITEMS = tuple(
    Shown(article, position, 0.0, features=(float(article),)) for position, article in enumerate((7, 8, 9), 1)
)
_PAGE = Served("p", "ann", START, "linear-3", "front", "en", _ITEMS, ("news.fresh",))


def _act(article: int, action: str, *, value: float = 1.0, reader: str = "ann", page: str = "p") -> Event:
    return Event(f"{article}{action}{reader}", reader, action, START, article, value=value, page=page)  # type: ignore[arg-type]


def _grades(*acts: Event) -> list[int]:
    grades: list[int] = samples([_PAGE], acts).grades.tolist()
    return grades


def test_a_page_nothing_was_done_on_was_passed_over() -> None:
    assert _grades() == [PASSED, PASSED, PASSED]


def test_the_most_that_was_done_counts() -> None:
    assert _grades(_act(7, "like"), _act(7, "click"), _act(8, "dwell", value=45), _act(9, "click")) == [
        LIKED, READ, OPENED,
    ]  # fmt: skip


def test_what_was_hidden_is_refused_though_it_was_opened() -> None:
    assert _grades(_act(7, "click"), _act(7, "hide"), _act(7, "like")) == [REFUSED, PASSED, PASSED]


def test_where_views_are_reported_what_was_never_in_view_is_no_sample() -> None:
    found = samples([_PAGE], [_act(7, "view"), _act(8, "click")])
    assert found.features[:, 0].tolist() == [7.0, 8.0]


def test_acts_of_somebody_else_on_the_page_do_not_count() -> None:
    assert _grades(_act(7, "click", reader="bob")) == [PASSED] * 3


def test_readers_who_do_not_let_it_be_used_and_pages_without_it_are_left_out() -> None:
    assert len(samples([_PAGE], [], unwilling=frozenset({"ann"}))) == 0
    assert len(samples([replace(_PAGE, personalised=False)], [])) == 0


def test_columns_that_were_added_or_moved_are_found_by_name() -> None:
    later = Served("q", "bob", START.replace(hour=9), "x", "front", "zh", (Shown(1, 1, 0.0, features=(5.0, 6.0)),),
                   ("news.size", "news.fresh"))  # fmt: skip
    found = samples([later, _PAGE], [])
    assert found.columns == ("news.fresh", "news.size")
    assert found.features.tolist() == [[7, 0], [8, 0], [9, 0], [6, 5]]
    assert found.keys == ("p", "q")


def test_older_pages_weigh_less() -> None:
    newer = replace(_PAGE, key="q", at=START.replace(day=15))
    assert np.allclose(samples([_PAGE, newer], []).weights, [0.5] * 3 + [1.0] * 3)


def test_the_newest_pages_are_split_off() -> None:
    pages = [replace(_PAGE, key=f"p{hour}", at=START.replace(hour=hour)) for hour in range(10)]
    past, newest = samples(pages, []).split(0.2)
    assert (len(past), newest.keys) == (8, ("p8", "p9"))
    assert newest.page.tolist() == [0, 0, 0, 1, 1, 1]
