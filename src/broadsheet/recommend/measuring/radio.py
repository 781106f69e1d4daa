"""RADio: how far pages stand from what they are held against, by one divergence for all norms.

Vrijenhoek, Bénédict, Gutierrez Granada, Odijk and de Rijke, RADio: Rank-Aware Divergence Metrics to Measure Normative
Diversity in News Recommendations, RecSys 2022. Every measure is the Jensen-Shannon distance of two distributions over
categories, in which the articles of a page count by 1/rank; 0 is the same, 1 has nothing in common. Whether near or far
is good depends on what a newsroom wants: a liberal model wants calibration near 0, a critical one activation far.

An article is a mapping from its categories to their weights: topics, stories, actors, voices.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

Article = Mapping[str, float]
Shares = Mapping[str, float]
_SMOOTH = 0.001
"""The weight of the other distribution mixed into each, so that no share is 0 (alpha in section 3.2 there)."""
_BINS = 10
"""Steps of the strength of feeling, from 0 to 1."""


def on_page(articles: Sequence[Article]) -> dict[str, float]:
    """The shares of the categories of a page, the article at rank r counting 1/r; they sum to 1, or there are none."""
    return _shares(articles, [1.0 / rank for rank in range(1, len(articles) + 1)])


def in_pool(articles: Sequence[Article]) -> dict[str, float]:
    """The shares of the categories of all there was, every article counting the same; they sum to 1, or are none."""
    return _shares(articles, [1.0] * len(articles))


def _shares(articles: Sequence[Article], weights: Sequence[float]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for article, weight in zip(articles, weights, strict=True):
        own = sum(article.values())
        for category, amount in article.items():
            if own > 0:
                sums[category] = sums.get(category, 0.0) + weight * amount / own
    total = sum(sums.values())
    return {category: amount / total for category, amount in sums.items()} if total else {}


def distance(p: Shares, q: Shares) -> float:
    """The Jensen-Shannon distance of two distributions, in base 2: 0 to 1, a metric (Endres and Schindelin 2003).

    1 when only one of them is empty, 0 when both are.
    """
    if not p or not q:
        return float(bool(p) != bool(q))
    names = sorted({**p, **q})
    one, two = (np.array([shares.get(name, 0.0) for name in names]) for shares in (p, q))
    left, right = (1 - _SMOOTH) * one + _SMOOTH * two, (1 - _SMOOTH) * two + _SMOOTH * one
    middle = (left + right) / 2
    divergence = float(left @ np.log2(left / middle) + right @ np.log2(right / middle)) / 2
    return math.sqrt(min(max(divergence, 0.0), 1.0))


def calibration(page: Sequence[Article], *, history: Sequence[Article]) -> float:
    """How far the topics of a page are from those of what the reader read, the newest first (section 4.1)."""
    return distance(on_page(history), on_page(page))


def fragmentation(page: Sequence[Article], *, other: Sequence[Article]) -> float:
    """How far the stories on one reader's page are from those on another's (section 4.2)."""
    return distance(on_page(other), on_page(page))


def activation(page: Sequence[float], *, pool: Sequence[float]) -> float:
    """How far the strength of feeling on a page, 0 to 1 an article, is from that of all there was (section 4.3)."""
    return distance(in_pool([_step(v) for v in pool]), on_page([_step(v) for v in page]))


def representation(page: Sequence[Article], *, pool: Sequence[Article]) -> float:
    """How far the actors or opinions on a page are from those in all there was (section 4.4)."""
    return distance(in_pool(pool), on_page(page))


def alternative_voices(page: Sequence[float], *, pool: Sequence[float]) -> float:
    """How far the share of minority voices on a page, 0 to 1 an article, is from all there was (section 4.5)."""
    return distance(in_pool([_voices(share) for share in pool]), on_page([_voices(share) for share in page]))


def _step(strength: float) -> Article:
    return {str(min(int(max(strength, 0.0) * _BINS), _BINS - 1)): 1.0}


def _voices(minority: float) -> Article:
    return {"minority": minority, "majority": 1.0 - minority}
