"""The peer of the front page: how long implicit's `recommend` takes for 30 of as many items, by itself and in process.

It has one thing to do, the products of a reader's 64 factors with those of all items, fitted before; a page is also
fresh, steered, varied, explained, logged and sent over HTTP. Which part of the page that is, is what is compared.
"""

import time
from collections.abc import Iterator

import numpy as np
from bench._measure import peer

FACTORS = 64
_READERS = 400
_READ = 20
_TIMES = 60


def recommending(items: int) -> Iterator[tuple[str, float]]:
    """For all `items`, and for the 50,000 of a hot window: what it was, and the median seconds of one `recommend`."""
    for wide in dict.fromkeys((items, min(items, 50_000))):
        yield f"implicit's recommend() over {wide:,}", _median(wide)


def missing() -> str:
    """Why there is none to compare with; empty when there is."""
    found = peer("implicit.als")
    return found if isinstance(found, str) else ""


def _median(items: int) -> float:
    from implicit.als import AlternatingLeastSquares
    from scipy.sparse import csr_matrix

    random = np.random.default_rng(3)
    model = AlternatingLeastSquares(factors=FACTORS)
    model.item_factors = random.standard_normal((items, FACTORS), dtype=np.float32)
    model.user_factors = random.standard_normal((_READERS, FACTORS), dtype=np.float32)
    reader = np.repeat(np.arange(_READERS), _READ)
    read = random.integers(items, size=len(reader))
    acts = csr_matrix((np.ones(len(reader), dtype=np.float32), (reader, read)), shape=(_READERS, items))
    taken = []
    for turn in range(_TIMES):
        start = time.perf_counter()
        model.recommend(turn % _READERS, acts[turn % _READERS], N=30)
        taken.append(time.perf_counter() - start)
    return float(np.median(taken[5:]))
