"""A classifier fitted to labelled texts: a linear support vector machine over grams and vectors.

One against the rest, squared hinge loss (Fan et al., "LIBLINEAR", JMLR 2008); its margins become probabilities by one
temperature, which is fitted elsewhere on what was held out.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from broadsheet.nlp.own import Linear, Meaning
from broadsheet.train.recipe import Fitting
from broadsheet.train.vocabulary import gather, matrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

# Where the machine has not settled after so many rounds it is near enough: margins moved in the fourth digit.
ROUNDS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """The unit vectors of texts, one a row of `rows` (n, dimension), and the name of the embedder that made them."""

    embedder: str
    rows: "Array"

    def take(self, positions: Sequence[int]) -> "Vectors":
        """Those of some of the texts."""
        return Vectors(self.embedder, self.rows[list(positions)])


def fit(
    texts: Sequence[str],
    truth: Sequence[int],
    *,
    labels: Sequence[str],
    vectors: Vectors | None,
    how: Fitting,
    seed: int,
) -> Linear:
    """The classifier of `texts`, whose labels are `labels[truth[i]]`; at least two must stand in `truth`.

    `vectors` are the texts' own, or None for words alone; the temperature of what comes back is 1.
    """
    vocabulary = gather(texts)
    words = len(vocabulary.rows)
    scale = how.weight(len(texts))
    table = matrix(texts, vocabulary)
    if vectors:
        from scipy import sparse

        centre = vectors.rows.mean(axis=0)
        table = sparse.hstack([table, sparse.csr_matrix(scale * (vectors.rows - centre))]).tocsr()
    weights, bias = _machine(table, truth, count=len(labels), cost=how.cost, seed=seed)
    meaning = Meaning(vectors.embedder, weights[words:] * scale, centre) if vectors else None
    folded = weights[:words] * vocabulary.mass[:, None]
    return Linear(tuple(labels), vocabulary.rows, folded, vocabulary.mass, bias, 1.0, meaning)


def _machine(table: Any, truth: Sequence[int], *, count: int, cost: float, seed: int) -> "tuple[Array, Array]":
    """The weights (columns, count) and the bias (count,); a label that is not in `truth` gets a bias of minus ten."""
    import numpy as np
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", UserWarning)  # that many labels with few texts each look like a regression
        machine = LinearSVC(C=cost, random_state=seed, max_iter=ROUNDS, dual="auto").fit(table, list(truth))
    weights = np.zeros((table.shape[1], count), dtype=np.float32)
    bias = np.full(count, -10.0, dtype=np.float32)
    rows, intercept = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:  # one plane between the two: half its margin for the one, half against the other
        rows, intercept = np.concatenate([-rows, rows]) / 2, np.concatenate([-intercept, intercept]) / 2
    weights[:, machine.classes_] = rows.T
    bias[machine.classes_] = intercept
    return weights, bias
