"""Boosted trees as they are shipped, whose score comes apart exactly into what each feature added on the way down.

Trees of few leaves, fitted one to what the others left (Friedman 2001). Walking down one, each question moves the value
from that of a node to that of its child; the moves belong to the features asked (Palczewska and others 2014), and with
the values at the roots they add up to the score, so that nothing is approximated where it is told apart.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

FILE = "learnt.json"


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes by number, the root first: the `feature` asked (-1 in a leaf), `cut`, where to go from there, `value`."""

    feature: tuple[int, ...]
    cut: tuple[float, ...]
    below: tuple[int, ...]
    above: tuple[int, ...]
    value: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """`base` log-odds, trees over `features`, and the probability from which a sentence counts as supported."""

    base: float
    features: tuple[str, ...]
    trees: tuple[Tree, ...]
    enough: Mapping[str, float]

    def weights(self, values: Mapping[str, float]) -> dict[str, float]:
        """The log-odds of each feature; with `base` they add up to the log-odds that the evidence says the sentence."""
        row = [values[name] for name in self.features]
        total = [0.0] * len(row)
        for tree in self.trees:
            _descend(tree, row, total)
        return dict(zip(self.features, total, strict=True))


def _descend(tree: Tree, row: Sequence[float], total: list[float]) -> None:
    at = 0
    while (asked := tree.feature[at]) >= 0:
        child = tree.below[at] if row[asked] <= tree.cut[at] else tree.above[at]
        total[asked] += tree.value[child] - tree.value[at]
        at = child


def probability(log_odds: float) -> float:
    """0..1, by the logistic function."""
    return 1 / (1 + math.exp(-log_odds))


def log_odds(share: float) -> float:
    """The logarithm of the odds of a probability between 0 and 1."""
    return math.log(share / (1 - share))


def read(text: str) -> Model:
    """The model that a file of `verify/data` describes: `base`, `features`, `trees`, `enough` by language, its card."""
    row = json.loads(text)
    columns = ("feature", "cut", "below", "above", "value")
    trees = tuple(Tree(*(tuple(tree[c]) for c in columns)) for tree in row["trees"])
    return Model(row["base"], tuple(row["features"]), trees, row["enough"])


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that comes with this room; its card stands in the same file."""
    return read((files("broadsheet.verify") / "data" / FILE).read_text(encoding="utf-8"))
