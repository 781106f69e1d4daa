"""A model of rewards for the doubly robust estimator: ridge regression, each half predicted by the other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.offpolicy.estimate import Doubles

_RIDGE = 1.0
"""The weight of the prior, in cases: it matters only where a log is hardly longer than it has features."""
_FOLDS = 2
"""Cross-fitting (Chernozhukov et al. 2018, definition 3.1) needs no more, and each costs one solution."""


@dataclass(frozen=True, slots=True, eq=False)
class Rewards:
    """Coefficients by fold, each learnt without that fold; `folds` (n,) says which a logged row is in."""

    coefficients: Doubles
    folds: NDArray[np.int64]

    def of(self, features: Doubles) -> Doubles:
        """The reward of each row of `features`: (n, d) for what was shown, (n, k, d) for k choices, gives (n[, k])."""
        own = self.coefficients[self.folds]
        found: Doubles = np.einsum("n...d,nd->n...", _with_one(features), own)
        return found


def fitted(features: Doubles, rewards: Doubles, *, clusters: NDArray[np.int64] | None = None) -> Rewards:
    """The rewards' model from what was shown: `features` (n, d), `rewards` (n,); `clusters` (n,) stay together."""
    names = np.arange(len(rewards)) if clusters is None else clusters
    _, places = np.unique(names, return_inverse=True)
    folds = places % _FOLDS
    shown = _with_one(features)
    coefficients = [_solved(shown[folds != fold], rewards[folds != fold]) for fold in range(_FOLDS)]
    return Rewards(np.array(coefficients), folds)


def _solved(features: Doubles, rewards: Doubles) -> Doubles:
    prior = np.diag(np.full(features.shape[1], _RIDGE))
    prior[-1, -1] = 1e-9  # the mean is not shrunk
    return np.asarray(np.linalg.solve(features.T @ features + prior, features.T @ rewards), dtype=np.float64)


def _with_one(features: Doubles) -> Doubles:
    found: Doubles = np.concatenate([features.astype(np.float64), np.ones((*features.shape[:-1], 1))], axis=-1)
    return found
