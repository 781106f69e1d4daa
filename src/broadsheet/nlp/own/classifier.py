"""A classifier that a newsroom trained, as an analysis: a label, how sure, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from broadsheet.core import Article
from broadsheet.models import load_embedder
from broadsheet.nlp.own.linear import Linear, softmax
from broadsheet.nlp.own.reasons import parts, reading

if TYPE_CHECKING:
    from broadsheet.nlp.own.linear import Array

# How many labels are told beside the winner: enough to see what it was mistaken for.
OTHERS = 3
DIGITS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """An analysis of the newsroom's own; `VERSION` is the number of its training."""

    linear: Linear
    VERSION: int = 1
    REQUIRES: tuple[str, ...] = field(default=())

    def analyse(self, article: Article) -> dict[str, Any]:
        """`{"label", "score", "logit", "others", "parts"}`.

        `score` is the calibrated probability of `label`, 0 to 1; `parts` sum to its `logit`, and say what moved it;
        `others` are the next likeliest labels with their scores.
        """
        text = reading(article)
        vector = next(iter(self._vectors([text])), None)
        logits = self.linear.logits(text, vector).tolist()
        odds = softmax(logits)
        order = sorted(range(len(odds)), key=lambda i: -odds[i])
        named = [(self.linear.labels[i], round(odds[i], DIGITS)) for i in order[: OTHERS + 1]]
        return {
            "label": named[0][0],
            "score": named[0][1],
            "logit": round(logits[order[0]], DIGITS),
            "others": [{"label": label, "score": score} for label, score in named[1:]],
            "parts": parts(self.linear, article, order[0], vector=vector),
        }

    def likely(self, texts: Sequence[str]) -> list[list[float]]:
        """For each text the probability of each of `linear.labels`, without reasons."""
        vectors: Sequence[Array | None] = self._vectors(texts) or [None] * len(texts)
        return [softmax(self.linear.logits(t, v).tolist()) for t, v in zip(texts, vectors, strict=True)]

    def predict(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """For each text its likeliest label and that label's probability."""
        found = self.likely(texts)
        best = [max(range(len(odds)), key=odds.__getitem__) for odds in found]
        return [(self.linear.labels[i], odds[i]) for i, odds in zip(best, found, strict=True)]

    def _vectors(self, texts: Sequence[str]) -> "list[Array]":
        """The vector of each text; none where the words alone decide."""
        meaning = self.linear.meaning
        return list(load_embedder(meaning.embedder).embed(texts)) if meaning else []
