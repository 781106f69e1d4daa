"""An editor's rulings move the weights."""

import numpy as np
import pytest

from broadsheet import models, trends
from broadsheet.core import Ruling
from broadsheet.trends.likeness import explain
from broadsheet.trends.weights import NAMES
from tests.trends.reports import stored

LIMIT = 0.0
NEAR = (1.0, 0.30, 0.02, 0.1, -0.4, 0.0, 0.0, 0.0, 0.0, 0.0)
"""A pair in one language that the fitted weights just keep apart, and one that they just join, below."""
OVER = (1.0, 0.40, 0.02, 0.1, -0.2, 0.0, 0.0, 0.0, 0.0, 0.0)


def like(pair: tuple[float, ...], *, n: int, verb: str) -> list[Ruling]:
    """Rulings on `n` pairs that are like `pair`, none of them it."""
    shifts = np.random.default_rng(5).normal(0, 0.01, (n, len(pair)))
    return [
        Ruling(
            "merge" if verb == "merge" else "split",
            (i,),
            (100 + i,),
            comparison=tuple(v + s if v and v != 1.0 else v for v, s in zip(pair, shift, strict=True)),
            limit=LIMIT,
        )
        for i, shift in enumerate(shifts.tolist())
    ]


def chance(pair: tuple[float, ...], weights: trends.Weights) -> float:
    return explain(pair, weights, limit=LIMIT).chance


def test_after_several_merges_an_unseen_like_pair_is_joined() -> None:
    assert chance(NEAR, trends.FITTED) < 0.5 < chance(NEAR, trends.learn(like(NEAR, n=5, verb="merge")))


def test_after_several_splits_an_unseen_like_pair_is_kept_apart() -> None:
    assert chance(OVER, trends.FITTED) > 0.5 > chance(OVER, trends.learn(like(OVER, n=5, verb="split")))


def test_without_rulings_the_weights_are_the_fitted_ones() -> None:
    assert trends.learn([]) == trends.FITTED


def test_the_order_of_rulings_makes_no_difference() -> None:
    rulings = [*like(NEAR, n=3, verb="merge"), *like(OVER, n=2, verb="split")]
    assert trends.learn(rulings) == trends.learn(rulings[::-1])


def test_a_thousand_rulings_move_no_weight_without_end() -> None:
    learnt = trends.learn(like(OVER, n=1000, verb="split"))
    furthest = [abs(a - b) / max(abs(b), 2.4) for a, b in zip(learnt.values, trends.FITTED.values, strict=True)]
    assert max(furthest) <= 0.6251
    assert learnt.learnt == 1000


def test_a_ruling_without_a_comparison_teaches_nothing() -> None:
    assert trends.learn([Ruling("merge", (1,), (2,))]) == trends.FITTED


def test_the_parts_of_a_likeness_sum_to_its_log_odds() -> None:
    reports = stored()
    matrix = models.load_embedder().embed([f"{a.value.title}. {a.value.text[:300]}" for a in reports])
    identity = trends.identify(reports, dict(enumerate(matrix, start=1)))
    for one, two in (([1], [3]), ([1], [2]), ([1, 2], [3]), ([1], [7])):
        found = identity.likeness(one, two)
        assert sum(found.parts.values()) == pytest.approx(found.log_odds)
        assert found.chance == pytest.approx(1 / (1 + np.exp(-found.log_odds)))
    assert identity.likeness([1], [3]).chance > 0.5 > identity.likeness([1], [7]).chance


def test_every_place_of_a_comparison_has_a_weight() -> None:
    assert len(trends.FITTED.values) == len(NAMES)
