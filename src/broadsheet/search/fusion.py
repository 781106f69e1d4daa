"""Fusion: two rankings made one by reciprocal rank (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from collections.abc import Mapping, Sequence

_K = 5
"""The paper has 60, for lists of thousands; on the sample wire nDCG@10 over both languages is .497 with 5, .476 so."""


def fuse(rankings: Mapping[str, Sequence[int]], *, weights: Mapping[str, float]) -> list[tuple[int, dict[str, float]]]:
    """Articles with what each ranking (best first) gives them, the largest sum first, ties by the smaller id.

    Scaled so that an article first in every ranking scores 1.
    """
    whole = sum(weights[name] for name in rankings) / (_K + 1)
    parts: dict[int, dict[str, float]] = {}
    for name, ranking in rankings.items():
        for rank, article in enumerate(ranking, start=1):
            parts.setdefault(article, {})[name] = weights[name] / (_K + rank) / whole
    return sorted(parts.items(), key=lambda item: (-sum(item[1].values()), item[0]))
