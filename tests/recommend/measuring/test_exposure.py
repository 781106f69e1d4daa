import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.recommend.measuring.exposure import coverage, exposure, gini, intra_list_similarity, novelty


def test_coverage_counts_each_article_once() -> None:
    assert coverage([1, 1, 2], catalogue=4) == 0.5
    assert coverage([], catalogue=0) == 0.0


def test_exposure_spread_evenly_has_a_gini_of_nothing() -> None:
    assert gini([3, 3, 3]) == pytest.approx(0.0)
    assert gini([0, 0]) == 0.0


def test_all_exposure_on_one_article_has_the_greatest_gini() -> None:
    assert gini([0, 0, 0, 9]) == pytest.approx(0.75)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20).filter(any))
def test_gini_is_half_the_mean_difference_over_the_mean(counts: list[int]) -> None:
    values = np.array(counts, dtype=float)
    assert gini(counts) == pytest.approx(np.abs(values[:, None] - values).mean() / (2 * values.mean()))


def test_what_half_of_the_readers_opened_is_one_bit_new() -> None:
    assert novelty(["a"], opened={"a": 2}, readers=4) == pytest.approx(1.0)
    assert novelty(["b"], opened={"a": 2}, readers=4) == pytest.approx(3.0)


def test_likeness_within_a_page_is_the_mean_cosine_of_its_pairs() -> None:
    page = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert intra_list_similarity(page) == pytest.approx(1 / 3)
    assert intra_list_similarity(page[:1]) == 0.0


def test_exposure_by_outlet_is_held_against_supply() -> None:
    a, b = exposure([["A", "B"], ["A", "B"]], available=["A", "B", "B", "A"])
    assert (a.group, a.available) == ("A", 0.5)
    assert a.exposed == pytest.approx(1 / (1 + 1 / np.log2(3)))
    assert a.ratio == pytest.approx(2 * a.exposed)
    assert not b.fair


def test_a_group_that_is_never_shown_is_in_the_report() -> None:
    rows = exposure([["A"]], available=["A", "B"])
    assert [(row.group, row.exposed) for row in rows] == [("A", 1.0), ("B", 0.0)]
