"""Which reports an editor has put together or kept apart."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet import trends
from broadsheet.core import Ruling

RULINGS = st.lists(
    st.builds(
        Ruling,
        verb=st.sampled_from(["merge", "split"]),
        one=st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True).map(tuple),
        two=st.lists(st.integers(5, 9), min_size=1, max_size=3, unique=True).map(tuple),
    ),
    max_size=8,
)


def test_a_merge_puts_all_its_reports_together() -> None:
    found = trends.bonds([Ruling("merge", (1, 2), (3,))])
    assert found.together == (frozenset({1, 2, 3}),)
    assert found.apart == {}


def test_a_split_keeps_the_two_sides_apart_and_the_taken_ones_together() -> None:
    found = trends.bonds([Ruling("split", (1, 2), (3,))])
    assert found.together == (frozenset({1, 2}),)
    assert found.apart[1] == {3}
    assert found.apart[3] == {1, 2}


def test_the_later_ruling_holds_and_the_earlier_keeps_what_it_leaves() -> None:
    found = trends.bonds([Ruling("merge", (1, 2), (3,)), Ruling("split", (1,), (2,))])
    assert not any({1, 2} <= together for together in found.together)
    assert found.apart[1] >= {2}


def test_what_is_merged_with_a_report_is_kept_apart_with_it() -> None:
    found = trends.bonds([Ruling("merge", (1,), (4,)), Ruling("split", (1,), (2,))])
    assert found.apart[2] == {1, 4}


@given(RULINGS)
def test_nothing_is_both_together_and_apart(rulings: list[Ruling]) -> None:
    found = trends.bonds(rulings)
    assert not any(found.apart.get(a, frozenset()) & together for together in found.together for a in together)


@given(RULINGS)
def test_apart_is_said_on_both_sides(rulings: list[Ruling]) -> None:
    found = trends.bonds(rulings)
    assert all(a in found.apart[b] for a, others in found.apart.items() for b in others)
