"""MovieLens 100K, leaving each reader's last item out: how often it is among ten recommended, and how high.

The protocol of He et al. (Neural Collaborative Filtering, WWW 2017, 4.1): every rating counts as an act, the last of
each reader by time is to be found, once among all items they have not rated and once among those and 100 drawn by lot.
Drawing a hundred is kept for comparison with what is published; which of two is better it can't tell (Krichene and
Rendle, KDD 2020). Films are no news: nothing is known here of what was shown, of texts or of ages, so it measures the
factors alone.

    python -m evals recommend_ml100k --data FOLDER     with u.data, ml-100k.inter or RecBole's wheel in it
    python -m evals.recommend_ml100k FILE              with implicit beside it, where it is
"""

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np

from broadsheet.recommend.datasets.movielens import ratings
from broadsheet.recommend.datasets.rows import Rating
from broadsheet.recommend.factors.acts import Acts
from broadsheet.recommend.factors.factors import Floats, Ints
from broadsheet.recommend.factors.fitting import STANDARD, fit

DATA = ("ml-100k.inter",)
_TOP, _SAMPLED = 10, 100
_SEED = 5
_SETTINGS = ((32, 0.1, 1.0), (64, 1.0, 5.0), (64, 10.0, 1.0), (32, 10.0, 5.0))


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Training pairs `reader`, `item` (m,), and the item left out of each reader, (readers,)."""

    reader: Ints
    item: Ints
    left_out: Ints
    items: int


def split(place: Path) -> Split:
    """The ratings of `place`, each reader's last one (of equal times the greatest item) left out."""
    rows = sorted((r for r in ratings(place) if isinstance(r, Rating)), key=lambda r: (r.reader, r.at, int(r.item)))
    readers = {name: n for n, name in enumerate(dict.fromkeys(r.reader for r in rows))}
    items = {name: n for n, name in enumerate(dict.fromkeys(sorted((r.item for r in rows), key=int)))}
    reader = np.array([readers[r.reader] for r in rows], dtype=np.int64)
    item = np.array([items[r.item] for r in rows], dtype=np.int64)
    last = np.append(reader[1:] != reader[:-1], True)
    return Split(reader[~last], item[~last], item[last], len(items))


def ours(found: Split) -> Floats:
    """Every reader folded into the product's factors: scores (readers, items)."""
    count = len(found.left_out)
    opens = np.bincount(found.item, minlength=found.items).astype(np.float32)
    ones = np.ones(len(found.item), dtype=np.float32)
    acts = Acts(np.arange(found.items), found.reader, found.item, ones, opens, count)
    factors = fit(acts, embeddings=np.zeros((found.items, 1), dtype=np.float32), version="", options=STANDARD)
    scores = np.empty((count, found.items), dtype=np.float32)
    for reader in range(count):
        vectors = factors.vectors[found.item[found.reader == reader]]
        taste = factors.fold_in(vectors, np.ones(len(vectors), dtype=np.float32), shown=vectors[:0])
        scores[reader] = factors.vectors @ taste.vector
    return scores


def measured(found: Split, scores: Floats) -> Iterator[tuple[str, float]]:
    """Hit rate and nDCG at ten, over all items and over 100 drawn."""
    rng = np.random.default_rng(_SEED)
    scores = scores.astype(np.float64)
    scores[found.reader, found.item] = -np.inf
    own = scores[np.arange(len(scores)), found.left_out]
    better = scores > own[:, None]
    drawn = np.zeros(scores.shape, dtype=bool)
    for reader, left_out in enumerate(found.left_out):
        free = np.flatnonzero(np.isfinite(scores[reader]))
        drawn[reader, rng.choice(free[free != left_out], _SAMPLED, replace=False)] = True
    for name, ranks in (("full", better.sum(axis=1)), ("sampled", (better & drawn).sum(axis=1))):
        yield f"{name}.hit10", float((ranks < _TOP).mean())
        yield f"{name}.ndcg10", float(np.where(ranks < _TOP, 1.0 / np.log2(ranks + 2.0), 0.0).mean())


def figures(path: Path) -> dict[str, float]:
    """The four figures of the product's factors."""
    found = split(path)
    return dict(measured(found, ours(found)))


def _peers(found: Split) -> Iterator[tuple[str, Floats]]:
    counts = np.bincount(found.item, minlength=found.items).astype(np.float32)
    yield "popularity", np.tile(counts, (len(found.left_out), 1))
    try:
        learners, bprs = import_module("implicit.als"), import_module("implicit.bpr")
        near = import_module("implicit.nearest_neighbours")
        from scipy.sparse import csr_matrix
    except ImportError as error:
        print(f"implicit: skipped, {error}; pip install implicit")
        return
    shape = (len(found.left_out), found.items)
    opened = csr_matrix((np.ones(len(found.item), dtype=np.float32), (found.reader, found.item)), shape=shape)
    for size, ridge, alpha in _SETTINGS:
        als = learners.AlternatingLeastSquares(
            factors=size, regularization=ridge, alpha=alpha, iterations=15, random_state=1
        )
        als.fit(opened, show_progress=False)
        yield f"implicit ALS {size}/{ridge}/{alpha}", als.user_factors @ als.item_factors.T
    bpr = bprs.BayesianPersonalizedRanking(
        factors=64, iterations=200, learning_rate=0.05, regularization=0.01, random_state=1
    )
    bpr.fit(opened, show_progress=False)
    yield "implicit BPR 64", bpr.user_factors @ bpr.item_factors.T
    for name, knn in (("BM25", near.BM25Recommender(K=100)), ("cosine", near.CosineRecommender(K=50))):
        knn.fit(opened, show_progress=False)
        yield f"implicit item-kNN {name}", (opened @ knn.similarity).toarray()


def main() -> None:
    """Print the product's figures and the peers'."""
    found = split(Path(sys.argv[1]))
    for name, scores in (("ours", ours(found)), *_peers(found)):
        row = dict(measured(found, scores))
        print(f"{name:28}", "  ".join(f"{part} {value:.3f}" for part, value in row.items()), flush=True)
        if not all(math.isfinite(value) for value in row.values()):
            raise SystemExit(f"{name} gave scores that are no numbers")


if __name__ == "__main__":
    main()
