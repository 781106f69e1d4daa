"""Pages as they were served."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import store
from broadsheet.core import Served, Shown
from broadsheet.store.served_form import pack, unpack

AT = datetime(2026, 11, 8, 9, 30, tzinfo=UTC)
ITEMS = (Shown(5, 1, 0.75, 0.5, True, "换一个标题", (1.0, -0.5)), Shown(9, 2, 0.1, features=(0.25, 2.0)))
PAGE = Served("p1", "若川", AT, "forest-3", "front", "zh", ITEMS, ("age", "clicks"))

_singles = st.floats(width=32, allow_nan=False)
_shown = st.builds(
    Shown,
    st.integers(1, 2**40),
    st.integers(1, 200),
    st.floats(allow_nan=False),
    st.floats(0, 1),
    st.booleans(),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.lists(_singles, max_size=5).map(tuple),
)


@given(st.lists(_shown, max_size=20, unique_by=lambda i: i.position), st.lists(st.text(st.characters(codec="utf-8"))))
def test_a_page_is_read_as_it_was_packed(items: list[Shown], columns: list[str]) -> None:
    page = replace(PAGE, items=tuple(items), columns=tuple(columns))
    told = {n: getattr(page, n) for n in ("key", "reader", "at", "version", "surface", "language", "personalised")}
    assert unpack(pack(page), **told) == page


def test_a_page_of_thirty_takes_less_than_six_kilobytes() -> None:
    random = np.random.default_rng(1)
    items = tuple(Shown(n, n, 0.5, features=tuple(random.random(40))) for n in range(1, 31))
    assert len(pack(replace(PAGE, items=items, columns=tuple(f"column {n}" for n in range(40))))) < 6_000


def test_a_page_comes_back_as_it_was_served(kept: store.Store) -> None:
    assert kept.served.add([PAGE]) == 1
    assert kept.served.get("p1") == PAGE
    assert kept.served.get("p2") is None
    assert kept.served.of("若川") == [PAGE]


def test_a_page_is_kept_once(kept: store.Store) -> None:
    assert kept.served.add([PAGE, PAGE, replace(PAGE, key="p2")]) == 2
    assert kept.served.add([PAGE]) == 0


def test_a_page_that_is_not_personalised_keeps_no_name(kept: store.Store) -> None:
    kept.served.add([replace(PAGE, personalised=False)])
    found = kept.served.get("p1")
    assert found == replace(PAGE, personalised=False, reader="")
    assert kept.served.of("若川") == kept.served.of("") == []


def test_pages_are_read_on_from_where_one_was(kept: store.Store) -> None:
    pages = [replace(PAGE, key=f"p{n}") for n in range(5)]
    kept.served.add(pages)
    first = kept.served.since(0, limit=2)
    assert [p for _, p in first + kept.served.since(first[-1][0])] == pages


def test_pages_of_before_a_day_are_forgotten(kept: store.Store) -> None:
    kept.served.add([replace(PAGE, key=f"p{n}", at=AT + timedelta(days=n)) for n in range(5)])
    assert kept.served.prune(AT + timedelta(days=3)) == 3
    assert [p.key for _, p in kept.served.since(0)] == ["p3", "p4"]


def test_the_pages_of_one_reader_are_erased(kept: store.Store) -> None:
    kept.served.add([PAGE, replace(PAGE, key="p2", reader="ann"), replace(PAGE, key="p3", personalised=False)])
    assert kept.served.erase("若川") == 1
    assert kept.served.erase("") == 0
    assert [p.key for _, p in kept.served.since(0)] == ["p2", "p3"]
