"""A linear classifier over grams: weights that were trained, a probability for each label, and what moved it.

The logit of label c for a text with the distinct known grams G is

    logit_c = (bias_c + sum over g in G of weights[g, c] / sqrt(sum over g in G of mass[g]^2)) / temperature

where `weights` hold the gram's inverse document frequency already and `mass` is that frequency: TF-IDF with binary
counts and rows of length one (Salton and Buckley 1988). The probabilities are the softmax of the logits; dividing by
one temperature is the calibration of Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.nlp.own.grams import grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """What was trained: `rows` gives a gram's row in `weights` (n, labels) and `mass` (n,), both float32.

    `bias` has shape (labels,); `temperature` is above zero.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: "NDArray[np.float32]"
    mass: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"
    temperature: float = 1.0

    def known(self, text: str) -> dict[str, int]:
        """The distinct grams of `text` that have a row, with their rows."""
        rows = self.rows
        return {gram: rows[gram] for gram in grams(text) if gram in rows}

    def logits(self, text: str) -> "NDArray[np.float32]":
        """The logit of each label, shape (labels,); of a text without a known gram, the bias alone."""
        import numpy as np

        rows = self.rows
        # A set in place of a dictionary, and `take` in place of indexing: together a third of the time of a headline.
        met = {row for gram in set(grams(text)) if (row := rows.get(gram, -1)) >= 0}
        if not met:
            return np.asarray(self.bias / np.float32(self.temperature))
        chosen = np.fromiter(sorted(met), dtype=np.intp, count=len(met))
        mass = self.mass.take(chosen)
        summed = self.weights.take(chosen, axis=0).sum(axis=0)
        found: NDArray[np.float32] = (self.bias + summed / math.sqrt(float(mass @ mass))) / np.float32(self.temperature)
        return found

    def likely(self, text: str) -> list[float]:
        """The probability of each label; they sum to 1."""
        return softmax(self.logits(text).tolist())

    def predict(self, texts: Iterable[str]) -> list[tuple[str, float]]:
        """For each text its likeliest label and that label's probability."""
        found = []
        for text in texts:
            odds = self.likely(text)
            best = max(range(len(odds)), key=odds.__getitem__)
            found.append((self.labels[best], odds[best]))
        return found

    def moved(self, text: str, label: int) -> dict[str, float]:
        """What each known gram added to the logit of the label with that number; with `rest` they sum to it."""
        known = self.known(text)
        if not known:
            return {}
        length = math.sqrt(sum(float(self.mass[row]) ** 2 for row in known.values())) * self.temperature
        return {gram: float(self.weights[row, label]) / length for gram, row in known.items()}


def softmax(logits: Sequence[float]) -> list[float]:
    """Logits to probabilities."""
    top = max(logits)
    odds = [math.exp(logit - top) for logit in logits]
    total = sum(odds)
    return [odd / total for odd in odds]
