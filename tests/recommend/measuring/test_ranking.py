import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.recommend.measuring.ranking import auc, evaluate, mrr, ndcg, ranks


def official(labels: list[int], scores: list[float]) -> tuple[float, float, float]:
    """The published formulas, written out: pairs for AUC, reciprocal ranks, gains."""
    order = np.argsort(scores, kind="stable")[::-1]
    pairs = [(a > b) + (a == b) / 2 for a, p in zip(scores, labels, strict=True) if p
             for b, q in zip(scores, labels, strict=True) if not q]  # fmt: skip
    taken = np.take(labels, order)
    reciprocal = np.sum(taken / (np.arange(len(taken)) + 1)) / np.sum(taken)
    best = np.sort(labels)[::-1][:5]
    gain = [np.sum((2.0**row - 1) / np.log2(np.arange(len(row)) + 2)) for row in (taken[:5], best)]
    return float(np.mean(pairs)), float(reciprocal), float(gain[0] / gain[1])


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(-3, 3)), min_size=2, max_size=30))
def test_the_measures_are_those_of_the_published_formulas(rows: list[tuple[int, int]]) -> None:
    labels, scores = [r[0] for r in rows], [float(r[1]) for r in rows]
    if 0 < sum(labels) < len(labels):
        found = auc(labels, scores), mrr(labels, scores), ndcg(labels, scores, 5)
        assert found == pytest.approx(official(labels, scores))


def test_a_known_impression_has_its_known_figures() -> None:
    labels, scores = [0, 1, 0, 1], [0.9, 0.8, 0.1, 0.2]
    assert auc(labels, scores) == pytest.approx(0.5)
    assert mrr(labels, scores) == pytest.approx((1 / 2 + 1 / 3) / 2)
    ideal = 1 + 1 / math.log2(3)
    assert ndcg(labels, scores, 10) == pytest.approx((1 / math.log2(3) + 1 / math.log2(4)) / ideal)


def test_a_constant_score_is_not_flattered_by_a_click_in_front() -> None:
    assert mrr([1, 0, 0], [0.0, 0.0, 0.0]) == pytest.approx(1 / 3)
    assert auc([1, 0, 0], [0.0, 0.0, 0.0]) == 0.5


def test_an_impression_that_ranks_nothing_is_skipped_and_said_to_be() -> None:
    found = evaluate([([1, 0], [2.0, 1.0]), ([0, 0], [2.0, 1.0]), ([1, 1], [2.0, 1.0])])
    assert (found.auc, found.mrr, found.ndcg5, found.ndcg10) == (1.0, 1.0, 1.0, 1.0)
    assert (found.impressions, found.skipped) == (1, 2)


def test_of_no_impressions_nothing_is_claimed() -> None:
    assert math.isnan(evaluate([]).auc)


def test_ranks_are_those_of_a_prediction_file() -> None:
    assert ranks([0.1, 0.9, 0.5]).tolist() == [3, 1, 2]


def test_labels_and_scores_of_two_lengths_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="one length"):
        auc([1, 0], [0.5])
