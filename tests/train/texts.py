"""Labelled texts in two languages that any classifier can tell apart, and an embedder without a network."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.train import Examples

SPORT = ("wins the cup final", "scores a late goal", "加时赛打入制胜球", "球队夺得联赛冠军")
MONEY = ("shares fell on Monday", "the bank raised rates", "股市收盘下跌", "央行上调利率")


def examples(*, each: int = 6) -> Examples:
    rows = [(f"{text} {i}", label) for i in range(each) for label, some in _BOTH for text in some]
    return Examples([text for text, _ in rows], [label for _, label in rows])


_BOTH = (("体育 sport", SPORT), ("money", MONEY))


class Letters:
    """Vectors of a text's letters: near for texts that share them."""

    name = "letters"
    dimension = 16

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for sign in text:
                rows[row, ord(sign) % self.dimension] += 1
        found: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return found
