"""Off-policy estimators on small logs whose answers are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.recommend.offpolicy import Logged, dr, fitted, ips, mean, replay, snips
from broadsheet.recommend.offpolicy.estimate import bernstein, kish


def _log(seed: int, *, n: int = 4000) -> tuple[Logged, float]:
    """A log of two articles, the second with twice the clicks and shown a quarter of the time; the truth of its own."""
    rng = np.random.default_rng(seed)
    second = rng.random(n) < 0.25
    rewards = (rng.random(n) < np.where(second, 0.4, 0.2)).astype(float)
    return Logged(rewards, np.where(second, 0.25, 0.75), second.astype(float)), 0.4


def test_replay_is_the_mean_of_what_both_policies_would_have_shown() -> None:
    assert replay([1, 0, 1, 0], same=[True, True, False, False]).value == 0.5


def test_ips_and_snips_find_the_value_of_a_policy_that_never_ran() -> None:
    logged, truth = _log(1)
    for found in (ips(logged), snips(logged)):
        assert found.low < truth < found.high
        assert found.value == pytest.approx(truth, abs=0.05)


def test_estimates_on_the_policy_that_logged_are_the_plain_mean() -> None:
    logged, _ = _log(2)
    same = Logged(logged.rewards, logged.propensities, logged.propensities)
    assert ips(same).value == pytest.approx(logged.rewards.mean())
    assert snips(same).value == pytest.approx(logged.rewards.mean())
    assert ips(same).effective == pytest.approx(len(logged.rewards))


def test_dr_is_right_with_wrong_propensities_when_the_rewards_are_known() -> None:
    logged, truth = _log(3)
    wrong = Logged(logged.rewards, np.full(len(logged.rewards), 0.5), logged.target)
    predicted = np.where(logged.target > 0, 0.4, 0.2)
    assert dr(wrong, predicted=predicted, expected=np.full(len(predicted), 0.4)).value == pytest.approx(truth, abs=0.05)


def test_dr_is_right_with_a_wrong_model_when_the_propensities_are_known() -> None:
    logged, truth = _log(4)
    n = len(logged.rewards)
    assert dr(logged, predicted=np.full(n, 0.9), expected=np.full(n, 0.9)).value == pytest.approx(truth, abs=0.05)


def test_a_policy_that_would_have_shown_nothing_of_it_is_unknown() -> None:
    logged = Logged(np.ones(3), np.ones(3), np.zeros(3))
    assert not snips(logged).known


def test_cases_of_one_reader_are_no_independent_witnesses() -> None:
    values = np.tile([1.0, 0.0], 50)
    together = mean(values, clusters=np.repeat(np.arange(4), 25))
    apart = mean(values)
    assert together.high - together.low != apart.high - apart.low
    doubled = mean(np.repeat(values, 10), clusters=np.repeat(np.arange(100), 10))
    assert doubled.high - doubled.low == pytest.approx(apart.high - apart.low, rel=0.01)


def test_one_cluster_tells_nothing_of_the_spread() -> None:
    assert not mean(np.array([1.0, 0.0]), clusters=np.zeros(2, dtype=np.int64)).known


def test_bernsteins_interval_holds_the_mean_and_is_the_wider_one() -> None:
    values = np.random.default_rng(5).random(200)
    low, high = bernstein(values, bound=1.0)
    assert low < mean(values).low < 0.5 < mean(values).high < high


def test_a_propensity_of_nought_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="above 0"):
        Logged(np.ones(2), np.array([0.0, 1.0]), np.ones(2))


def test_the_model_of_rewards_never_saw_what_it_predicts() -> None:
    rng = np.random.default_rng(6)
    features, rewards = rng.normal(size=(60, 40)), rng.random(60)
    predicted = fitted(features, rewards).of(features)
    assert np.corrcoef(predicted, rewards)[0, 1] < 0.5  # a model that had seen them would be at .8


@given(st.lists(st.floats(0, 100), min_size=1, max_size=50))
def test_the_effective_size_is_never_more_than_the_number_of_cases(weights: list[float]) -> None:
    assert 0 <= kish(np.array(weights)) <= len(weights) * (1 + 1e-9)
