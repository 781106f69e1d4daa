"""Boosted trees fitted to features of sentences, judged by folds of stories, and written as `verify` ships them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from evals._verify_sentences import Row, weights
from numpy.typing import NDArray

from broadsheet.core import Evidence
from broadsheet.verify.checking import CHECKS, _load, _readings
from broadsheet.verify.learnt.features import NAMES, features
from broadsheet.verify.reading import read
from broadsheet.verify.record import Record

Array = NDArray[np.float64]
FOLDS = 5
# Chosen by story folds of the tune half and the wire: stumps .944, four leaves .953, eight leaves .957 of the area
# under the curve. So many trees that more change nothing; a leaf holds what a few stories give together.
SETTINGS = {
    "max_leaf_nodes": 8,
    "max_iter": 150,
    "learning_rate": 0.1,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
}
# What can only speak for a sentence, the more of it there is, and what can only speak against it.
FOR = frozenset(
    {
        "share",
        "best",
        "second",
        "beside",
        "two",
        "held",
        "linked",
        "adjoining",
        "verbatim",
        "joint",
        "order",
        "run",
        "clause",
        "clause_best",
        "clause_two",
        "paired",
        "company",
        "alone",
        "subject",
        "figure",
    }
)
APART = ("novel", "novel_sum", "unpaired", "distance", "widest", "skipped", "spread")
AGAINST = frozenset({"missing", "missing_share", "errors", "apart", "breaks", *APART})


@dataclass(frozen=True)
class Table:
    """A line for each sentence of the rows: its features, whether it is true, weight, fold, and the row it is of."""

    x: Array
    true: NDArray[np.bool_]
    weight: Array
    fold: NDArray[np.int64]
    row: NDArray[np.int64]


def tabled(rows: Sequence[Row]) -> Table:
    """The features of all rows, with the findings of every check as they are today."""
    modules = [_load(name) for name in CHECKS.names()]
    shares = weights(rows)
    x, at = [], []
    known: tuple[tuple[str, int], Record] | None = None
    for i, row in enumerate(rows):
        key = (row.case.key, len(row.case.text))
        if known is None or known[0] != key:
            case = row.case
            story = Evidence(case.key, case.text, language=case.language, published=case.published)
            known = key, Record(_readings(story))
        draft = read(row.text, language=row.case.language, published=row.case.published)
        found = [f for module in modules for f in module.check(draft, known[1])]
        for passage in draft.passages:
            inside = [f for f in found if passage.start <= f.start < passage.end]
            values = features(passage, draft, known[1], findings=inside).values
            x.append([values[name] for name in NAMES])
            at.append(i)
    index = np.array(at)
    parts = np.bincount(index, minlength=len(rows))
    return Table(
        np.array(x),
        np.array([rows[i].true for i in at]),
        np.array([shares[i] / parts[i] for i in at]),
        np.array([_fold(rows[i].case.key) for i in at]),
        index,
    )


def _fold(key: str) -> int:
    return hashlib.sha256(f"fold {key}".encode()).digest()[0] % FOLDS


def fitted(table: Table, use: NDArray[np.bool_]) -> Any:
    """Boosted trees on the lines of `use`."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    sides = [1 if n in FOR else -1 if n in AGAINST or n.endswith(("_in", "_out")) else 0 for n in NAMES]
    model = HistGradientBoostingClassifier(**SETTINGS, monotonic_cst=sides, max_bins=64, random_state=0)
    return model.fit(table.x[use], table.true[use], sample_weight=table.weight[use])


def crossed(table: Table) -> Array:
    """The log-odds of every line by a model that saw no line of its story."""
    found = np.zeros(len(table.true))
    for fold in range(FOLDS):
        here = table.fold == fold
        if here.any() and not here.all():
            found[here] = fitted(table, ~here).decision_function(table.x[here])
    return found


def calibrated(log_odds: Array, table: Table, use: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset that make log-odds of unseen stories probabilities, by the lines of `use` (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6).fit(log_odds[use, None], table.true[use], sample_weight=table.weight[use])
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def written(model: Any, *, slope: float, offset: float) -> dict[str, object]:
    """Base and trees as `verify.learnt.model` reads them, their values made probabilities by slope and offset."""
    trees, base = [], float(model._baseline_prediction.ravel()[0])
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        values = _values(nodes)
        base += values[0]
        leaf = nodes["is_leaf"].astype(bool)
        trees.append(
            {
                "feature": [-1 if end else int(f) for end, f in zip(leaf, nodes["feature_idx"], strict=True)],
                "cut": [
                    0.0 if end else round(float(c), 6) for end, c in zip(leaf, nodes["num_threshold"], strict=True)
                ],
                "below": [0 if end else int(n) for end, n in zip(leaf, nodes["left"], strict=True)],
                "above": [0 if end else int(n) for end, n in zip(leaf, nodes["right"], strict=True)],
                "value": [round(slope * v, 6) for v in values],
            }
        )
    # The roots' values are rounded with the rest: what the trees leave out of the sum stands in the base.
    return {"base": round(slope * base + offset, 6), "features": list(NAMES), "trees": trees}


def _values(nodes: Any) -> list[float]:
    """The value of each node: of a leaf its own, of any other the mean of its leaves by the lines that reach them."""
    found = [0.0] * len(nodes)
    for at in reversed(range(len(nodes))):
        node = nodes[at]
        if node["is_leaf"]:
            found[at] = float(node["value"])
        else:
            left, right = int(node["left"]), int(node["right"])
            a, b = float(nodes[left]["count"]), float(nodes[right]["count"])
            found[at] = (found[left] * a + found[right] * b) / (a + b)
    return found
