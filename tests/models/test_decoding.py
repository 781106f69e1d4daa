import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.models import Options, decoding

SCORES = st.lists(st.floats(-30, 30), min_size=1, max_size=40).map(lambda row: np.array(row, dtype=np.float64))
HALF, QUARTER = math.log(0.5), math.log(0.25)
ROW = np.array([QUARTER, HALF, math.log(0.15), math.log(0.1)])


def chances(*parts: float) -> "decoding.Row":
    return np.array(parts, dtype=np.float64)


def left(row: "decoding.Row") -> list[int]:
    return [int(i) for i in np.flatnonzero(row)]


@given(SCORES, st.floats(0.05, 2), st.integers(0, 50), st.floats(0.01, 1), st.floats(0, 1))
def test_whatever_the_cuts_a_distribution_is_left_and_the_likeliest_is_in_it(
    scores: "decoding.Row", temperature: float, k: int, mass: float, share: float
) -> None:
    row = decoding.distribution(scores, Options("sample", temperature, k, mass, share))
    assert row.sum() == pytest.approx(1)
    # Scores that differ by less than a chance can show are equal.
    assert row.max() > 0
    assert scores[int(row.argmax())] == pytest.approx(scores.max(), abs=1e-9)
    if k:
        assert len(left(row)) <= k


@given(SCORES, st.floats(0, 1, exclude_max=True))
def test_a_token_without_a_chance_is_never_drawn(scores: "decoding.Row", u: float) -> None:
    row = decoding.distribution(scores, Options("sample", top_k=3))
    assert row[decoding.draw(row, u)] > 0


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=6))
def test_draws_come_as_often_as_their_chance(weights: list[float]) -> None:
    row = chances(*weights) / sum(weights)
    drawn = [decoding.draw(row, (i + 0.5) / 2000) for i in range(2000)]
    assert [drawn.count(i) / 2000 for i in range(len(row))] == pytest.approx(list(row), abs=0.002)


def test_top_k_keeps_the_likeliest_k_and_of_equals_the_first() -> None:
    assert left(decoding.top_k(chances(0.2, 0.4, 0.2, 0.2), 2)) == [0, 1]
    assert decoding.top_k(chances(0.6, 0.3, 0.1), 2) == pytest.approx([2 / 3, 1 / 3, 0])


def test_the_nucleus_is_the_fewest_that_reach_the_mass() -> None:
    row = chances(0.5, 0.3, 0.15, 0.05)
    assert [left(decoding.top_p(row, mass)) for mass in (0.4, 0.5, 0.6, 0.94, 0.96, 1)] == [
        [0], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3],
    ]  # fmt: skip


def test_min_p_is_a_share_of_the_likeliest() -> None:
    assert left(decoding.min_p(chances(0.5, 0.3, 0.15, 0.05), 0.3)) == [0, 1, 2]


def test_a_low_temperature_sharpens_and_a_high_one_flattens() -> None:
    cold, hot = (decoding.softmax(decoding.temper(ROW, t)).max() for t in (0.5, 2.0))
    assert cold > 0.5 > hot
    assert decoding.softmax(decoding.temper(ROW, 0.5))[1] == pytest.approx(0.25 / (0.25 + 0.0625 + 0.0225 + 0.01))


def test_nothing_is_drawn_greedily_or_at_temperature_nought() -> None:
    for options in (Options("greedy"), Options("sample", temperature=0)):
        assert decoding.distribution(ROW, options) == pytest.approx([0, 1, 0, 0])


def test_a_repeat_penalty_divides_what_is_positive_and_multiplies_what_is_negative() -> None:
    assert decoding.penalise_repeats(chances(2, -2, 2), [0, 1, 1], penalty=2) == pytest.approx([1, -4, 2])


def test_frequency_counts_and_presence_does_not() -> None:
    row = decoding.penalise_counts(chances(0, 0, 0), [0, 1, 1], frequency=0.5, presence=0.25)
    assert row == pytest.approx([-0.75, -1.25, 0])


def test_only_the_latest_tokens_are_penalised() -> None:
    options = Options("sample", presence_penalty=1)
    row = decoding.adjusted(chances(0, 0, 0), options, before=[0], answer=[1] * decoding.WINDOW)
    assert row == pytest.approx([0, -1, 0])
    assert decoding.adjusted(chances(0, 0, 0), options, before=[0], answer=[1]) == pytest.approx([-1, -1, 0])


@pytest.mark.parametrize(
    ("answer", "n", "expected"),
    [([1, 2, 3, 1, 2], 3, [3]), ([1, 2, 3, 1, 2], 2, [3]), ([1, 1], 1, [1]), ([1, 2], 3, []), ([1, 2, 1], 0, [])],
)
def test_what_would_repeat_an_n_gram_is_named(answer: Sequence[int], n: int, expected: list[int]) -> None:
    assert decoding.repeating(answer, n) == expected


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(1, 4))
def test_an_answer_that_avoids_them_has_no_n_gram_twice(draws: list[int], n: int) -> None:
    answer: list[int] = []
    for token in draws:
        if token not in decoding.repeating(answer, n):
            answer.append(token)
    grams = [tuple(answer[i : i + n]) for i in range(len(answer) - n + 1)]
    assert len(grams) == len(set(grams))


def test_the_likeliest_come_first_with_their_chance() -> None:
    assert decoding.likeliest(chances(0.1, 0.6, 0, 0.3), 9) == [(1, 0.6), (3, 0.3), (0, 0.1)]


@given(SCORES)
def test_no_function_changes_what_it_is_given(scores: "decoding.Row") -> None:
    kept = scores.copy()
    options = Options("sample", 0.5, 3, 0.8, 0.1, 1.5, frequency_penalty=1, presence_penalty=1, no_repeat_ngram=1)
    decoding.distribution(decoding.adjusted(scores, options, before=[0], answer=[0] * (len(kept) > 1)), options)
    assert (scores == kept).all()
