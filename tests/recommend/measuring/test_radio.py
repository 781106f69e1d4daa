import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.recommend.measuring.radio import (
    activation,
    alternative_voices,
    calibration,
    distance,
    fragmentation,
    in_pool,
    on_page,
    representation,
)

SHARES = st.dictionaries(st.sampled_from("abcd"), st.floats(0.01, 1.0), min_size=1).map(
    lambda d: {k: v / sum(d.values()) for k, v in d.items()}
)


@given(SHARES, SHARES)
def test_the_distance_is_symmetric_and_between_nothing_and_one(p: dict[str, float], q: dict[str, float]) -> None:
    assert 0.0 <= distance(p, q) <= 1.0
    assert distance(p, q) == pytest.approx(distance(q, p))
    assert distance(p, p) == pytest.approx(0.0, abs=1e-6)


def test_what_has_nothing_in_common_is_nearly_one_apart() -> None:
    assert distance({"a": 1.0}, {"b": 1.0}) > 0.98


def test_a_known_distance_has_its_known_value() -> None:
    assert distance({"a": 0.5, "b": 0.5}, {"a": 1.0}) == pytest.approx(0.5579, abs=4e-3)


def test_in_a_page_the_first_place_counts_most() -> None:
    assert on_page([{"a": 1.0}, {"b": 1.0}]) == pytest.approx({"a": 2 / 3, "b": 1 / 3})
    assert in_pool([{"a": 1.0}, {"b": 3.0}]) == pytest.approx({"a": 0.5, "b": 0.5})


def test_a_page_like_the_history_is_calibrated() -> None:
    history = [{"sport": 1.0}, {"politics": 1.0}]
    assert calibration(history, history=history) == pytest.approx(0.0, abs=1e-6)
    assert calibration([{"arts": 1.0}], history=history) > 0.9


def test_two_readers_with_the_same_stories_are_not_fragmented() -> None:
    page = [{"story 1": 1.0}, {"story 2": 1.0}]
    assert fragmentation(page, other=page) == pytest.approx(0.0, abs=1e-6)
    assert fragmentation(page, other=page[::-1]) > 0.1


def test_a_page_of_outrage_stands_far_from_a_calm_pool() -> None:
    assert activation([0.9, 1.0], pool=[0.1, 0.0, 0.05]) > 0.9
    assert activation([0.12], pool=[0.11, 0.19]) == pytest.approx(0.0, abs=1e-6)


def test_actors_and_voices_are_held_against_all_there_was() -> None:
    pool = [{"government": 1.0}, {"opposition": 1.0}]
    assert representation([{"government": 1.0}], pool=pool) > 0.5
    assert alternative_voices([0.0], pool=[0.5]) > alternative_voices([0.4], pool=[0.5])


def test_of_nothing_and_something_the_distance_is_one() -> None:
    assert distance({}, {"a": 1.0}) == 1.0
    assert distance({}, {}) == 0.0
