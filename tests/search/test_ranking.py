"""What the words say and what the meaning says, added up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.search.ranking import Evidence, Weights, rank

EVEN = Weights(text=0.5, vector=0.5, sharpness=1.0, least=0.2)


def test_perfect_by_words_and_by_meaning_scores_one() -> None:
    [(article, parts)] = rank(Evidence({7: 12.0}, {7: 1.0}, {7: 1.0}), weights=EVEN)
    assert article == 7
    assert sum(parts.values()) == pytest.approx(1.0)


def test_one_word_of_five_does_not_outrank_the_right_meaning() -> None:
    ranked = rank(Evidence({1: 9.0}, {1: 0.2}, {1: 0.25, 2: 0.6}), weights=EVEN)
    assert [article for article, _ in ranked] == [2, 1]


def test_what_both_found_comes_before_what_one_found() -> None:
    ranked = rank(Evidence({1: 5.0, 2: 5.0}, {1: 1.0, 2: 1.0}, {2: 0.5, 3: 0.5}), weights=EVEN)
    assert ranked[0][0] == 2


def test_ties_are_broken_by_id() -> None:
    assert [a for a, _ in rank(Evidence({9: 1.0, 2: 1.0}, {9: 1.0, 2: 1.0}, {}), weights=EVEN)] == [2, 9]


def test_a_cosine_below_the_least_says_nothing() -> None:
    assert rank(Evidence({}, {}, {4: 0.1}), weights=EVEN) == []


def test_no_candidates_no_hits() -> None:
    assert rank(Evidence({}, {}, {}), weights=EVEN) == []


_ID = st.integers(1, 30)
_UNIT = st.floats(0, 1)


@given(st.dictionaries(_ID, st.floats(0.1, 50)), st.dictionaries(_ID, _UNIT), st.dictionaries(_ID, _UNIT))
def test_scores_fall_and_stay_within_one(
    scores: dict[int, float], shares: dict[int, float], cosines: dict[int, float]
) -> None:
    sums = [sum(parts.values()) for _, parts in rank(Evidence(scores, shares, cosines), weights=EVEN)]
    assert sums == sorted(sums, reverse=True)
    assert all(0 <= value <= 1 + 1e-9 for value in sums)
