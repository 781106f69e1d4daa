"""From scores to how often something is opened: known odds found again, whatever the place."""

import numpy as np
import pytest

from broadsheet.recommend.learning.chances import Chances, chances
from broadsheet.recommend.learning.samples import OPENED, PASSED, Samples

N = 6_000


def drawn(*, base: float, slope: float, fading: float = 0.0) -> tuple[np.ndarray, Samples]:
    """Scores, and clicks with these log-odds that fade with the place."""
    rng = np.random.default_rng(1)
    scores, places = rng.normal(size=N), np.tile(np.arange(1, 11), N // 10)
    odds = base + slope * scores - fading * np.log(places)
    clicked = rng.random(N) < 1 / (1 + np.exp(-odds))
    return scores, Samples(
        columns=(),
        features=np.zeros((N, 0), dtype=np.float32),
        grades=np.where(clicked, OPENED, PASSED).astype(np.int8),
        positions=places.astype(np.int32),
        propensities=np.ones(N),
        explored=np.zeros(N, dtype=bool),
        page=np.repeat(np.arange(N // 10), 10),
        hours=np.arange(N // 10, dtype=np.float64),
        readers=np.zeros(N // 10, dtype=np.int64),
        keys=tuple(map(str, range(N // 10))),
    )


@pytest.mark.parametrize("fading", [0.0, 0.8])
def test_the_odds_of_scores_are_found_whatever_the_places_add(fading: float) -> None:
    found = chances(*drawn(base=-1.5, slope=0.9, fading=fading))
    assert found is not None
    assert (found.base, found.slope) == pytest.approx((-1.5, 0.9), abs=0.2)


def test_chances_grow_with_scores_and_stay_between_nought_and_one() -> None:
    told = Chances(-2.0, 1.0).of([-1e9, 0.0, 2.0, 1e9])
    assert np.all(np.diff(told) > 0)
    assert told[2] == pytest.approx(0.5)
    assert 0 < told[0] < told[-1] <= 1


def test_scores_that_say_the_opposite_of_clicks_give_no_chances() -> None:
    assert chances(*drawn(base=-1.0, slope=-1.0)) is None


def test_too_few_clicks_give_none() -> None:
    assert chances(*drawn(base=-9.0, slope=0.5)) is None
