from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.tracing.ablating import ABLATIONS, first_and_last, fitted, left_out

WEIGHTS = st.lists(st.floats(-5, 5), min_size=1, max_size=16)


def linear(weights: Sequence[float]) -> object:
    return lambda kept: sum(weights[i] for i in kept)


@given(WEIGHTS)
def test_leaving_out_finds_the_weights_of_what_adds_up(weights: list[float]) -> None:
    assert left_out(linear(weights), len(weights)) == pytest.approx(weights, abs=1e-9)  # type: ignore[arg-type]


@given(WEIGHTS)
def test_first_and_last_agree_where_nothing_depends_on_anything_else(weights: list[float]) -> None:
    assert first_and_last(linear(weights), len(weights)) == pytest.approx(weights, abs=1e-9)  # type: ignore[arg-type]


def test_of_two_that_say_the_same_leaving_out_sees_neither_and_first_and_last_both() -> None:
    def either(kept: Sequence[int]) -> float:
        return 1.0 if {0, 1} & set(kept) else 0.0

    assert left_out(either, 3) == [0.0, 0.0, 0.0]
    assert first_and_last(either, 3) == [0.5, 0.5, 0.0]


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_a_fit_finds_the_few_of_many_that_matter(seed: int) -> None:
    weights = [0.0] * 40
    weights[3], weights[21] = 30.0, 12.0
    found = fitted(linear(weights), 40, seed=seed, length=20)  # type: ignore[arg-type]
    assert sorted(range(40), key=lambda i: -found[i])[:2] == [3, 21]


def test_a_fit_is_the_same_for_the_same_seed_and_asks_as_often_as_it_says() -> None:
    asked: list[Sequence[int]] = []

    def score(kept: Sequence[int]) -> float:
        asked.append(kept)
        return float(len(kept))

    assert fitted(score, 20, seed=4, length=10) == fitted(score, 20, seed=4, length=10)
    assert len(asked) == 2 * (ABLATIONS + 1)
    assert list(asked[0]) == list(range(20))
