"""The vector of an article: the same for the index and for a feed of items."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.models import embed_leads
from broadsheet.models.leads import LEAD


class Counting:
    """An embedder whose vectors tell how long a text was."""

    name = "counting"
    dimension = 2

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1, len(text)] for text in texts], dtype=np.float32).reshape(-1, 2)


def test_the_headline_and_the_beginning_are_embedded() -> None:
    found = embed_leads([("春茶上市", "杭州。" * 200), ("Tea", "Short.")], embedder=Counting())
    assert found.tolist() == [[1, len("春茶上市. ") + LEAD], [1, len("Tea. Short.")]]


def test_what_says_nothing_is_near_nothing() -> None:
    assert embed_leads([("…", "——"), ("茶", "")], embedder=Counting()).tolist() == [[0, 0], [1, 3]]
