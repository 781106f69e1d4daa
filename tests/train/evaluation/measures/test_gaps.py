"""Gaps: against ranks counted by hand."""

import numpy as np
import pytest
from sklearn.metrics import top_k_accuracy_score

from broadsheet.train.evaluation.measures import gaps
from broadsheet.train.evaluation.predicting import predicted
from broadsheet.train.scoring import wilson
from tests.train.evaluation.measures.known import TEXTS, Shards, Told, every_part, subject


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_shares_are_scikit_learn_s_first_and_among_five(language: str) -> None:
    shards = Shards(every_part({"text": TEXTS[language] * 8}))
    # Bytes that are common are likely, and a tenth of the sure ones are surest.
    following = np.random.default_rng(5).normal(size=363)
    for byte in "".join(TEXTS[language]).encode():
        following[7 + byte] += 1.5
    asked = subject(Told("masked", following=following), shards, "masked", next_sentence=False, share=0.4)
    found = gaps.measure(asked)
    _, truth = predicted(asked, "test")
    assert found is not None
    assert found["n"] == len(truth) > 30
    given = np.tile(following, (len(truth), 1))
    for name, k in (("first", 1), ("among_five", 5)):
        expected = top_k_accuracy_score(truth, given, k=k, labels=np.arange(363))
        assert found[name] == pytest.approx(expected)
    assert found["among_five"] > found["first"]
    assert found["first_interval"] == list(wilson(round(found["first"] * len(truth)), len(truth)))
    assert found["commonest_word"] == pytest.approx(max(np.bincount(truth)) / len(truth))


def test_no_more_gaps_are_filled_than_are_asked_for() -> None:
    shards = Shards(every_part({"text": TEXTS["zh"] * 8}))
    model = Told("masked", following=np.arange(363.0))
    whole, few = (
        gaps.measure(subject(model, shards, "masked", next_sentence=False, settings=settings))
        for settings in ({}, {"gaps": 2})
    )
    assert whole is not None
    assert few is not None
    assert 2 <= few["n"] < whole["n"]


def test_with_nothing_held_out_there_is_no_gap() -> None:
    shards = Shards({"train": {"text": TEXTS["en"]}})
    assert gaps.measure(subject(Told("masked", following=np.zeros(363)), shards, "masked")) is None
