"""Repeats: the same counts as a dictionary keeps, however they come."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.recommend.crowd.repeats import Repeats


@given(st.lists(st.lists(st.integers(0, 40) | st.integers(0, 2**62), max_size=30), max_size=8))
def test_counts_are_those_of_a_dictionary(batches: list[list[int]]) -> None:
    table, known = Repeats(), dict[int, int]()
    for batch in batches:
        expected = []
        for key in batch:
            expected.append(known.get(key, 0))
            known[key] = known.get(key, 0) + 1
        assert table.count(np.array(batch, dtype=np.int64)).tolist() == expected


def test_it_grows_and_forgets_nothing() -> None:
    table, keys = Repeats(), np.arange(20_000, dtype=np.int64) << 32
    for part in np.split(keys, 20):
        assert not table.count(part).any()
    assert (table.count(keys) == 1).all()


def test_a_flood_of_one_key_stays_at_the_most_that_is_told() -> None:
    table = Repeats()
    table.count(np.zeros(5_000, dtype=np.int64))
    assert table.count(np.zeros(1, dtype=np.int64)).tolist() == [255]
