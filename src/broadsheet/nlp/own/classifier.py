"""A classifier that a newsroom trained, as an analysis: a label, how sure, and why."""

from dataclasses import dataclass, field
from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.own.linear import Linear, softmax
from broadsheet.nlp.own.reasons import parts, reading

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
        logits = self.linear.logits(reading(article)).tolist()
        odds = softmax(logits)
        order = sorted(range(len(odds)), key=lambda i: -odds[i])
        best = order[0]
        named = [(self.linear.labels[i], round(odds[i], DIGITS)) for i in order[: OTHERS + 1]]
        return {
            "label": named[0][0],
            "score": named[0][1],
            "logit": round(logits[best], DIGITS),
            "others": [{"label": label, "score": score} for label, score in named[1:]],
            "parts": parts(self.linear, article, best),
        }
