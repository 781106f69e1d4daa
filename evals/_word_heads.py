"""Fits the heads of `broadsheet.nlp.word_head`: softmax regressions on soft targets, pruned and kept in 8 bits."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet import nlp
from broadsheet.nlp.word_head import terms

Array = NDArray[Any]
# The inverse strength of the L2, the least texts a term is in, the terms kept a language.
STRENGTH, LEAST, KEPT = 1.0, 3, 12_000


def regression(strength: float) -> Any:
    """An unfitted softmax regression with L2."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=400)


def counted(texts: Sequence[str], known: dict[str, int]) -> Any:
    """A sparse matrix of which text has which of the known terms."""
    from scipy.sparse import csr_matrix

    columns = [sorted({known[term] for term, _, _ in terms(nlp.words(text)) if term in known}) for text in texts]
    ends = np.cumsum([0, *map(len, columns)])
    inner = np.array([one for row in columns for one in row], dtype=np.int32)
    return csr_matrix((np.ones(len(inner)), inner, ends), shape=(len(texts), len(known)))


def vocabulary(texts: Sequence[str], least: int) -> dict[str, int]:
    """The terms in at least so many of the texts, each with its column."""
    counts = Counter(term for text in texts for term in {term for term, _, _ in terms(nlp.words(text))})
    return {term: i for i, term in enumerate(sorted(t for t, n in counts.items() if n >= least and "\n" not in t))}


def taught(matrix: Any, targets: Array, weight: Array, *, strength: float) -> tuple[Array, Array]:
    """Weights `(features, classes)` and bias fitted to soft targets `(texts, classes)`."""
    from scipy.sparse import vstack

    count = targets.shape[1]
    classes = np.repeat(np.arange(count), matrix.shape[0])
    weights = (targets * weight[:, None]).T.ravel()
    used = weights > weight.max() * 1e-2
    model = regression(strength).fit(vstack([matrix] * count).tocsr()[used], classes[used], weights[used])
    return model.coef_.T, model.intercept_


def fitted(
    texts: Sequence[str], targets: Array, weight: Array, *, dense: Array, strength: float = STRENGTH, least: int = LEAST
) -> dict[str, Array]:
    """A head's terms, weights, bias and the weights of the `dense` quantities `(texts, n)`, as they are stored."""
    from scipy.sparse import csr_matrix, hstack

    known = vocabulary(texts, least)
    matrix = hstack([counted(texts, known), csr_matrix(dense)]).tocsr()
    weights, bias = taught(matrix, targets, weight, strength=strength)
    rows = weights[: len(known)]
    matters = np.abs(rows - rows.mean(axis=1, keepdims=True)).max(axis=1)
    kept = np.sort(np.argsort(-matters)[:KEPT])
    names = sorted(known)
    scale = float(np.abs(rows[kept]).max()) / 127
    return {
        "terms": np.frombuffer("\n".join(names[i] for i in kept).encode(), dtype=np.uint8),
        "weights": np.rint(rows[kept] / scale).astype(np.int8),
        "scale": np.float32(scale),
        "bias": bias.astype(np.float32),
        "dense": weights[len(known) :].astype(np.float32),
    }
