"""Which of several parts mattered, by leaving parts out and watching a score fall. It knows nothing of texts or models.

Cohen-Wang, Shah, Georgiev and Madry (2024), ContextCite: a sparse linear surrogate fitted to random ablations; with few
parts each is left out in turn, which is exact for what it asks.
"""

from collections.abc import Callable, Sequence

Score = Callable[[Sequence[int]], float]
"""The score with only these parts kept, by their numbers in order."""

# Their experiments find 32 ablations enough for hundreds of parts, because few of them matter (figure 4); with fewer
# parts than that each can be left out by itself.
ABLATIONS = 32
# The penalty of their LASSO, on standardised columns and a score for each token.
PENALTY = 0.01


def left_out(score: Score, count: int) -> list[float]:
    """What the score loses when each of `count` parts is left out: `count` + 1 scores are taken."""
    every = range(count)
    whole = score(every)
    return [whole - score([i for i in every if i != part]) for part in every]


def fitted(score: Score, count: int, *, seed: int, length: int) -> list[float]:
    """The weight of each part in a sparse linear fit of the score over random ablations, each part kept half the time.

    `length` is the number of tokens that the score sums over. `seed` decides; `ABLATIONS` + 1 scores are taken.
    """
    import numpy as np
    from sklearn.linear_model import Lasso

    chance = np.random.default_rng(seed)
    kept = np.vstack([np.ones((1, count)), chance.integers(0, 2, size=(ABLATIONS, count))])
    scores = np.array([score(np.flatnonzero(row).tolist()) for row in kept])
    spread = kept.std(axis=0)
    spread[spread == 0] = 1.0
    fit = Lasso(alpha=PENALTY).fit((kept - kept.mean(axis=0)) / spread, scores / max(length, 1))
    return [float(w) for w in fit.coef_ / spread * max(length, 1)]


def first_and_last(score: Score, count: int) -> list[float]:
    """What each part brings as the only one and what is lost without it, at the mean: two sources of one story count.

    It is the first and the last term of Shapley's value. `score` of nothing is 0.
    """
    lost = left_out(score, count)
    return [(lost[part] + score([part])) / 2 for part in range(count)]
