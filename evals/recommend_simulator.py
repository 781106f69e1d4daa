"""The simulator: how far pages go from popularity to the oracle, in a world that was tuned on and in one that was not.

Stages of what the product does: item-kNN (co-visits alone), factors with every article counting against a reader
alike (that is plain ALS), what was shown counting, what this reader passed over counting when they are folded in and
also when factors are learnt, and the texts of articles.

    python -m evals recommend_simulator
    python -m evals.recommend_simulator --full      100,000 readers and 20,000 articles, with implicit where it is
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
from evals._worlds import EVERYDAY, GENERATORS, Story, neighbours, story

from broadsheet.recommend.factors.acts import Seen
from broadsheet.recommend.factors.factors import Factors, Floats
from broadsheet.recommend.factors.fitting import STANDARD, fit
from broadsheet.recommend.simulator.world import FULL, Size

DATA = ("_worlds.py",)
_PLAIN_ALS = ((32, 0.01, 1.0), (64, 0.05, 10.0), (64, 1.0, 5.0), (128, 1.0, 1.0))
_WINDOWS = (96.0, 168.0, np.inf)
"""The age in hours up to which peers, which know nothing of ages, may choose: the best of three counts."""


def figures(path: Path) -> dict[str, float]:  # noqa: ARG001 - worlds are made, not read
    """Shares of the gap by world and stage."""
    return {name: value for world in GENERATORS for name, value in stages(world, EVERYDAY)}


def stages(world: str, size: Size) -> Iterator[tuple[str, float]]:
    """The share of each stage in a world."""
    told = story(world, size)
    if size.articles <= EVERYDAY.articles:
        yield f"{world}.item_knn", told.share(told.clicked(neighbours(told)))
    acts, texts = told.acts, told.world.observed.vectors
    nobodys = replace(acts, seen=Seen(*(np.zeros(0, np.int64),) * 2, np.zeros(0, np.float32)))
    alike = replace(nobodys, shown=np.full(len(acts.ids), float(acts.readers), dtype=np.float32))
    textless = replace(STANDARD, prior=1.0)
    plain = fit(alike, embeddings=np.zeros_like(texts), version="", options=replace(textless, opened=5.0, ridge=1.0))
    yield f"{world}.factors_plain", told.share(told.clicked(liked(plain, told, own=False)))
    shown = fit(nobodys, embeddings=np.zeros_like(texts), version="", options=textless)
    yield f"{world}.factors_shown", told.share(told.clicked(liked(shown, told, own=False)))
    yield f"{world}.factors_folded", told.share(told.clicked(liked(shown, told, own=True)))
    passed = fit(acts, embeddings=np.zeros_like(texts), version="", options=textless)
    yield f"{world}.factors_passed_over", told.share(told.clicked(liked(passed, told, own=True)))
    whole = fit(acts, embeddings=texts, version="")
    yield f"{world}.factors", told.share(told.clicked(liked(whole, told, own=True)))


def liked(factors: Factors, told: Story, *, own: bool) -> Floats:
    """The score of every article for each judged reader, folded in by what they opened and, if `own`, looked at."""
    found = np.zeros(told.truth.shape, dtype=np.float32)
    for place, opened in enumerate(told.opened):
        vectors = factors.vectors[opened]
        weights = np.ones(len(vectors), dtype=np.float32)
        rows = np.flatnonzero(told.own[place]) if own else np.zeros(0, dtype=np.int64)
        passed = factors.vectors[rows] * np.sqrt(told.own[place, rows])[:, None]
        found[place] = factors.vectors @ factors.fold_in(vectors, weights, shown=passed).vector
    return found


def peers(told: Story) -> Iterator[tuple[str, float]]:
    """ALS of implicit in four settings, BPR and BM25, each with the best of three windows; nothing where it is not."""
    try:
        learners, bprs = import_module("implicit.als"), import_module("implicit.bpr")
        near = import_module("implicit.nearest_neighbours")
        from scipy.sparse import csr_matrix
    except ImportError as error:
        print(f"implicit: skipped, {error}; pip install implicit")
        return
    acts = told.acts
    opened = csr_matrix((acts.weight, (acts.reader, acts.article)), shape=(acts.readers, len(acts.ids)))
    ages = told.world.end - told.world.observed.hours

    def windowed(scores: Floats) -> float:
        return max(told.share(told.clicked(np.where(ages <= window, scores, -1e9))) for window in _WINDOWS)

    for size, ridge, alpha in _PLAIN_ALS:
        als = learners.AlternatingLeastSquares(
            factors=size, regularization=ridge, alpha=alpha, iterations=10, random_state=1
        )
        als.fit(opened, show_progress=False)
        yield f"ALS {size}/{ridge}/{alpha}", windowed(als.user_factors[told.judged] @ als.item_factors.T)
    bpr = bprs.BayesianPersonalizedRanking(factors=64, iterations=60, learning_rate=0.05, random_state=1)
    bpr.fit(opened, show_progress=False)
    yield "BPR 64", windowed(bpr.user_factors[told.judged] @ bpr.item_factors.T)
    knn = near.BM25Recommender(K=200)
    knn.fit(opened, show_progress=False)
    yield "item-kNN BM25", windowed((opened[told.judged] @ knn.similarity).toarray())


def main() -> None:
    """Print every stage and peer."""
    parser = argparse.ArgumentParser(description="Shares of the gap from popularity to the oracle, with peers.")
    parser.add_argument("--full", action="store_true", help="100,000 readers, 20,000 articles: some ten minutes")
    size = FULL if parser.parse_args().full else EVERYDAY
    for world in GENERATORS:
        began = time.perf_counter()
        for name, value in stages(world, size):
            print(f"{name:40} {value:6.3f} {time.perf_counter() - began:6.0f} s", flush=True)
        for name, value in peers(story(world, size)):
            print(f"{world}.{name:40} {value:6.3f}", flush=True)


if __name__ == "__main__":
    main()
