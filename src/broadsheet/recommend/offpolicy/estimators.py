"""Estimators of a policy's value from the log of another: replay, IPS, SNIPS and the doubly robust one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from broadsheet.core import InvalidInputError
from broadsheet.recommend.offpolicy.estimate import NOTHING, Doubles, Estimate, kish, mean

CAP = 100.0
"""Importance weights are cut here (Ionides 2008): a slot drawn once in a hundred says no more than a hundred others."""


@dataclass(frozen=True, slots=True, eq=False)
class Logged:
    """What was shown and what came of it; every row is one decision of the logging policy.

    `rewards`, `propensities` (of what was shown, under the policy that showed it, above 0 to 1) and `target` (of the
    same under the policy asked about, 0 to 1) are (n,); `clusters` (n,) name what belongs together, None: nothing does.
    """

    rewards: Doubles
    propensities: Doubles
    target: Doubles
    clusters: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        """Raises `InvalidInputError` for rows of different length and for propensities out of range."""
        lengths = {len(self.rewards), len(self.propensities), len(self.target)}
        if self.clusters is not None:
            lengths.add(len(self.clusters))
        if len(lengths) > 1:
            raise InvalidInputError("every decision has a reward and both propensities", found=f"lengths {lengths}")
        if len(self.propensities) and not (self.propensities.min() > 0 and self.propensities.max() <= 1):
            raise InvalidInputError(
                "a propensity is above 0 and at most 1", found=f"{self.propensities.min()} to {self.propensities.max()}"
            )

    @property
    def weights(self) -> Doubles:
        """The importance weights, cut at `CAP`."""
        found: Doubles = np.minimum(self.target / self.propensities, CAP)
        return found


def replay(rewards: ArrayLike, *, same: ArrayLike) -> Estimate:
    """The mean reward where the policy asked about would have shown the `same` (n, true or false).

    Li et al., WSDM 2011, algorithm 2: without bias where the logging policy chose uniformly at random, and only there.
    """
    agreed = np.asarray(rewards, dtype=np.float64)[np.asarray(same, dtype=bool)]
    return mean(agreed)


def ips(logged: Logged) -> Estimate:
    """Inverse propensity scores (Horvitz and Thompson 1952): no bias, and the variance of its weights."""
    return mean(logged.weights * logged.rewards, weights=logged.weights, clusters=logged.clusters)


def snips(logged: Logged) -> Estimate:
    """Self-normalised (Swaminathan and Joachims, NIPS 2015, equation 8): a small bias for far less variance.

    The interval is that of the linearised ratio. Nothing when the policy would have shown none of what was shown.
    """
    found = _linear(logged)
    if found is None:
        return NOTHING
    return _around(*found, weights=logged.weights, clusters=logged.clusters)


def dr(logged: Logged, *, predicted: ArrayLike, expected: ArrayLike) -> Estimate:
    """Doubly robust (Dudík, Langford and Li, ICML 2011, equation 3): right when propensities or rewards' model are.

    `predicted` (n,) is the model's reward for what was shown, `expected` (n,) its mean over what the policy asked about
    would show. The model must not have seen the rows it predicts (see `rewards.fitted`). The residuals' weights are
    normalised, as for SNIPS (Thomas and Brunskill, ICML 2016, section 4).
    """
    weights = logged.weights
    total = float(weights.sum())
    told = np.asarray(expected, dtype=np.float64)
    if total <= 0:
        return mean(told, weights=weights, clusters=logged.clusters)
    shares = weights / (total / len(weights))
    residuals = logged.rewards - np.asarray(predicted, dtype=np.float64)
    around = told + shares * residuals
    value = float(around.mean())
    left = float((shares * residuals).mean())
    return _around(value, around - value - (shares - 1) * left, weights=weights, clusters=logged.clusters)


def _around(value: float, around: Doubles, *, weights: Doubles, clusters: NDArray[np.int64] | None) -> Estimate:
    """The estimate `value` with the interval of the mean of `around`, its influence function."""
    found = mean(around, weights=weights, clusters=clusters)
    middle = found.value
    return Estimate(value, value + found.low - middle, value + found.high - middle, kish(weights), found.cases)


def snips_gain(new: Logged, old: Logged) -> Estimate:
    """How much more `new` is worth than `old` by SNIPS, two policies asked about with one log.

    The difference has an interval of its own, narrower than those of the two values: most of their errors are the same.
    Raises `InvalidInputError` when the logs differ in length.
    """
    if len(new.rewards) != len(old.rewards):
        raise InvalidInputError(
            "two policies are compared on one log", asked=f"{len(new.rewards)}", found=f"{len(old.rewards)}"
        )
    one, other = _linear(new), _linear(old)
    if one is None or other is None:
        return NOTHING
    return _around(
        one[0] - other[0], one[1] - other[1], weights=np.maximum(new.weights, old.weights), clusters=new.clusters
    )


def _linear(logged: Logged) -> tuple[float, Doubles] | None:
    """SNIPS and its influence function (n,); None when nothing shown has a weight."""
    weights = logged.weights
    total = float(weights.sum())
    if total <= 0:
        return None
    value = float((weights * logged.rewards).sum()) / total
    return value, weights * (logged.rewards - value) / (total / len(weights))
