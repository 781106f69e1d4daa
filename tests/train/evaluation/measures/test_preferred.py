"""Preferences: against log-probabilities summed by hand."""

import math

import numpy as np
import pytest

from broadsheet.train.evaluation.measures import preferred
from broadsheet.train.scoring import wilson
from tests.train.evaluation.measures.known import Shards, Told, every_part, subject

# Source, accepted, refused: of a model that guesses evenly the shorter answer is the likelier.
PAIRS = {
    "en": [("rain", "wet", "a wet day"), ("shares", "they fell far", "fell"), ("tea", "cup", "pot")],
    "zh": [("下雨", "湿", "湿了一天"), ("股市", "大幅下跌", "跌"), ("茶", "杯", "壶")],
}
EVEN = np.zeros(363)


def shards_of(language: str) -> Shards:
    texts, accepted, refused = zip(*PAIRS[language], strict=True)
    columns = {"text": texts, "target": accepted, "refused": refused}
    return Shards(every_part(columns))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_margin_is_beta_times_what_the_model_gained_over_the_one_before(language: str) -> None:
    before = {part: np.array([[-2.0, -3.0], [-9.0, -1.0], [-4.0, -4.0]]) for part in ("train", "valid", "test")}
    found = preferred.measure(
        subject(Told("causal", following=EVEN), shards_of(language), "prefer", reference=before, beta=0.2)
    )
    margins = []
    for (_, accepted, refused), (was, was_not) in zip(PAIRS[language], before["test"], strict=True):
        now, now_not = (-(len(text.encode()) + 1) * math.log(363) for text in (accepted, refused))
        margins.append(0.2 * ((now - was) - (now_not - was_not)))
    right = sum(1.0 if margin > 0 else 0.5 if margin == 0 else 0.0 for margin in margins)
    assert found is not None
    assert found["n"] == 3
    assert found["accuracy"] == pytest.approx(right / 3)
    assert found["margin"] == pytest.approx(sum(margins) / 3, rel=1e-5)
    assert found["accuracy_interval"] == list(wilson(round(right), 3))


def test_a_model_that_learnt_nothing_has_half_of_them() -> None:
    model = Told("causal", following=np.random.default_rng(1).normal(size=363))
    found = preferred.measure(subject(model, shards_of("zh"), "prefer", reference=model))
    assert found is not None
    assert (found["accuracy"], found["margin"]) == (0.5, 0.0)


def test_a_model_that_learnt_no_preferences_has_none() -> None:
    assert preferred.measure(subject(Told("causal", following=EVEN), shards_of("en"), "causal")) is None
