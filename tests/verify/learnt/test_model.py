"""Trees come apart into what each feature added."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.learnt import model

# Asks the first feature at 0.5, and above that the second at 2.
TREE = model.Tree(
    (0, -1, 1, -1, -1), (0.5, 0.0, 2.0, 0.0, 0.0), (1, 0, 3, 0, 0), (2, 0, 4, 0, 0), (0.1, -1.0, 0.6, 0.2, 1.0)
)
SMALL = model.Model(0.3, ("share", "missing"), (TREE, TREE), {"en": 0.5})


@pytest.mark.parametrize(
    ("share", "missing", "expected"),
    [(0.5, 9.0, (-2.2, 0.0)), (0.6, 2.0, (1.0, -0.8)), (0.6, 2.1, (1.0, 0.8))],
)
def test_each_move_down_a_tree_belongs_to_the_feature_asked(
    share: float, missing: float, expected: tuple[float, float]
) -> None:
    found = SMALL.weights({"share": share, "missing": missing})
    assert found == pytest.approx(dict(zip(SMALL.features, expected, strict=True)))


@given(st.floats(0, 1), st.floats(0, 5))
def test_the_weights_add_up_to_leaves_less_roots(share: float, missing: float) -> None:
    leaf = -1.0 if share <= 0.5 else 0.2 if missing <= 2 else 1.0
    assert math.isclose(sum(SMALL.weights({"share": share, "missing": missing}).values()), 2 * (leaf - 0.1))


@given(st.floats(0.01, 0.99))
def test_log_odds_and_probability_undo_each_other(share: float) -> None:
    assert math.isclose(model.probability(model.log_odds(share)), share)


def test_the_shipped_model_is_over_the_features_there_are() -> None:
    from broadsheet.verify.learnt.features import NAMES

    assert model.shipped().features == NAMES
    assert set(model.shipped().enough) == {"zh", "en"}
