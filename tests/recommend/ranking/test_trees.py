"""The learnt ranker: what LightGBM wrote is what it says, split into parts that add up."""

from typing import Any

import numpy as np
import pytest

from broadsheet.core import IntegrityError
from broadsheet.recommend.ranking.ranker import Table
from broadsheet.recommend.ranking.trees import Trees
from tests.recommend.ranking.forests import COLUMNS, small_model

Model = tuple[str, Any, np.ndarray]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def model() -> Model:
    return small_model()


def _table(rows: np.ndarray) -> Table:
    return Table(np.arange(len(rows)), {name: rows[:, i].copy() for i, name in enumerate(COLUMNS)})


def test_the_parts_and_the_position_are_all_that_lightgbm_says(model: Model) -> None:
    text, booster, rows = model
    trees = Trees(text, version="v", columns=COLUMNS)
    said = booster.predict(rows)
    ours = sum(trees.parts(_table(rows)).values()) + trees.at(rows[:, 3].astype(int).tolist())
    assert np.allclose(said - said[0], ours - ours[0], atol=1e-5)


def test_a_cause_that_is_not_there_has_no_part(model: Model) -> None:
    trees = Trees(model[0], version="v", columns=COLUMNS)
    rows = model[2].copy()
    rows[:, :2] = 0
    assert not trees.parts(_table(rows))["similar"].any()


def test_taking_a_cause_away_leaves_the_other_parts_as_they_were(model: Model) -> None:
    trees = Trees(model[0], version="v", columns=COLUMNS)
    rows, without = model[2], model[2].copy()
    without[:, :2] = 0
    assert np.array_equal(trees.parts(_table(rows))["news"], trees.parts(_table(without))["news"])


def test_a_column_the_table_lacks_counts_as_nothing(model: Model) -> None:
    trees = Trees(model[0], version="v", columns=COLUMNS)
    table = Table(np.arange(3), {})
    assert all(not part.any() and part.shape == (3,) for part in trees.parts(table).values())


def test_where_it_stands_is_not_used_for_a_page_and_lower_places_are_opened_less(model: Model) -> None:
    trees = Trees(model[0], version="v", columns=COLUMNS)
    assert "position.place" not in trees.columns
    assert "position" not in trees.parts(_table(model[2]))
    at = trees.at([1, 30])
    assert at[0] == 0
    assert at[1] < 0


def test_the_scale_multiplies_every_part(model: Model) -> None:
    one, two = (Trees(model[0], version="v", columns=COLUMNS, scale=s).parts(_table(model[2])) for s in (1.0, 2.0))
    assert all(np.allclose(two[name], 2 * one[name]) for name in one)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_torn_model_file_is_refused(model: Model, share: float) -> None:
    text = model[0][: int(len(model[0].split("end of trees")[0]) * share)]
    with pytest.raises(IntegrityError):
        Trees(text, version="v", columns=COLUMNS)


def test_a_tree_about_two_causes_is_refused(model: Model) -> None:
    mixed = ("similar.signal", "news.topic", "news.age", "position.place")
    with pytest.raises(IntegrityError, match="two causes"):
        Trees(model[0], version="v", columns=mixed)


def test_a_deeper_tree_than_is_served_is_refused() -> None:
    import lightgbm

    rows = np.random.default_rng(1).random((600, 1)).astype(np.float32)
    data = lightgbm.Dataset(rows, rows[:, 0])
    deep = lightgbm.train({"num_leaves": 60, "min_data_in_leaf": 1, "verbosity": -1, "use_missing": False}, data, 1)
    with pytest.raises(IntegrityError, match="deeper"):
        Trees(deep.model_to_string(), version="v", columns=("news.age",))
