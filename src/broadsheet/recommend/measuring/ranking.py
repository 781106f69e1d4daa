"""How well scores rank what was clicked: AUC, MRR and nDCG of an impression, as MIND's official evaluation counts them.

Wu et al., MIND: A Large-scale Dataset for News Recommendation, ACL 2020, section 4.2, and its `evaluate.py`: each
measure is taken of one impression and then averaged over impressions. Of equal scores the later place ranks first, as
there (`argsort` turned round), so that a constant score is not flattered by clicks that stand at the front.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from broadsheet.core import InvalidInputError

_SHORT, _LONG = 5, 10
"""The depths of MIND's two nDCG figures."""


@dataclass(frozen=True, slots=True)
class RankingScores:
    """Means over `impressions`; those with no click, or with nothing but clicks, are `skipped`: they rank nothing."""

    auc: float
    mrr: float
    ndcg5: float
    ndcg10: float
    impressions: int
    skipped: int


def auc(labels: ArrayLike, scores: ArrayLike) -> float:
    """The probability that a clicked article scores above one that was not, ties counting half.

    `labels` (n,) are 1 for a click, else 0; `scores` (n,) any numbers. NaN when all labels are the same.
    Computed from mean ranks (Mann and Whitney 1947). Raises `InvalidInputError` when the shapes differ.
    """
    clicked, given = _checked(labels, scores)
    positives = int(clicked.sum())
    negatives = len(clicked) - positives
    if not positives or not negatives:
        return math.nan
    _, place, counts = np.unique(given, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2.0
    total = float(middle[place][clicked > 0].sum())
    return (total - positives * (positives + 1) / 2.0) / (positives * negatives)


def mrr(labels: ArrayLike, scores: ArrayLike) -> float:
    """The mean of 1/rank over all clicked articles, MIND's reading of it. NaN when nothing was clicked."""
    clicked, given = _checked(labels, scores)
    if not clicked.any():
        return math.nan
    ordered = clicked[_order(given)]
    return float((ordered / np.arange(1, len(ordered) + 1)).sum() / ordered.sum())


def ndcg(labels: ArrayLike, scores: ArrayLike, k: int) -> float:
    """Discounted gain of the first `k` beside the best there could be (Järvelin and Kekäläinen 2002), 0 to 1.

    The gain of a label is 2^label - 1, the discount log2(1 + rank). NaN when nothing was clicked.
    """
    clicked, given = _checked(labels, scores)
    if not clicked.any():
        return math.nan
    return _gain(clicked[_order(given)][:k]) / _gain(-np.sort(-clicked)[:k])


def evaluate(impressions: Iterable[tuple[ArrayLike, ArrayLike]]) -> RankingScores:
    """The means over a stream of (labels, scores), one pair an impression; NaN throughout when none can be ranked."""
    sums, counted, skipped = np.zeros(4), 0, 0
    for labels, scores in impressions:
        area = auc(labels, scores)
        if math.isnan(area):
            skipped += 1
            continue
        sums += (area, mrr(labels, scores), ndcg(labels, scores, _SHORT), ndcg(labels, scores, _LONG))
        counted += 1
    area, reciprocal, short, long = (sums / counted if counted else np.full(4, math.nan)).tolist()
    return RankingScores(area, reciprocal, short, long, impressions=counted, skipped=skipped)


def ranks(scores: ArrayLike) -> NDArray[np.int64]:
    """The rank of each place, 1 for the best, (n,): a line of MIND's prediction file."""
    given = np.asarray(scores, dtype=np.float64)
    found = np.empty(len(given), dtype=np.int64)
    found[_order(given)] = np.arange(1, len(given) + 1)
    return found


def _checked(labels: ArrayLike, scores: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    clicked, given = np.asarray(labels, dtype=np.float64), np.asarray(scores, dtype=np.float64)
    if clicked.ndim != 1 or clicked.shape != given.shape:
        raise InvalidInputError(
            "labels and scores are two rows of one length", asked=f"{clicked.shape}", found=f"{given.shape}"
        )
    return clicked, given


def _order(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    order: NDArray[np.int64] = np.argsort(scores, kind="stable")[::-1]
    return order


def _gain(ordered: NDArray[np.float64]) -> float:
    return float(((np.exp2(ordered) - 1.0) / np.log2(np.arange(2, len(ordered) + 2))).sum())
