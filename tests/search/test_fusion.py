"""Two rankings made one."""

import pytest

from broadsheet.search.fusion import fuse


def test_first_in_both_scores_one() -> None:
    fused = fuse({"text": [7, 8], "vector": [7, 9]}, weights={"text": 1.0, "vector": 1.0})
    assert fused[0][0] == 7
    assert sum(fused[0][1].values()) == pytest.approx(1.0)


def test_what_both_found_comes_before_what_one_found() -> None:
    fused = fuse({"text": [1, 2, 3], "vector": [4, 3, 5]}, weights={"text": 1.0, "vector": 1.0})
    assert fused[0][0] == 3


def test_ties_are_broken_by_id() -> None:
    assert [a for a, _ in fuse({"text": [9], "vector": [2]}, weights={"text": 1.0, "vector": 1.0})] == [2, 9]


def test_nothing_found_fuses_to_nothing() -> None:
    assert fuse({"text": [], "vector": []}, weights={"text": 1.0, "vector": 1.0}) == []
