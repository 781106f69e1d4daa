"""Ranking: what the words say and what the meaning says of each candidate, added up. Pure arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a perfect match by words and by meaning counts; `sharpness` is the power of the share of words met.

    A cosine of `least` counts nothing. Fitted on half of the gold queries (evals/gold): of 36 settings the best fifteen
    differ by less than .01 nDCG there, so the values in their midst were taken.
    """

    text: float = 0.35
    vector: float = 0.65
    sharpness: float = 1.5
    least: float = 0.1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the candidates, by article: BM25 scores, share of the query's words met, cosines."""

    scores: Mapping[int, float]
    shares: Mapping[int, float]
    cosines: Mapping[int, float]

    def without(self, article: int) -> "Evidence":
        """The same of all candidates but one."""
        scores, shares, cosines = (
            {a: value for a, value in told.items() if a != article} for told in (self.scores, self.shares, self.cosines)
        )
        return Evidence(scores, shares, cosines)


Ranked = list[tuple[int, dict[str, float]]]


def rank(evidence: Evidence, *, weights: Weights) -> Ranked:
    """The candidates with the parts of their scores (0 to 1 in sum), best first, ties by the smaller id.

    By words: BM25 as a part of the best candidate's, the less the smaller the share of the query's words that were met
    (each by its rarity): an article with one of five words must not outrank a right one that has none. By meaning: the
    cosine above `least`. A convex combination of scores rather than of ranks (Bruch, Gai and Ingber, ACM TOIS 2023).
    """
    best = max(evidence.scores.values(), default=0.0) or 1.0
    whole = weights.text + weights.vector
    found: dict[int, dict[str, float]] = {}
    for article, score in evidence.scores.items():
        share = evidence.shares.get(article, 0.0) ** weights.sharpness
        if share:  # the engine also brings what has a part of a word alone: that is no word of the query
            found[article] = {"text": weights.text / whole * score / best * share}
    for article, cosine in evidence.cosines.items():
        if cosine > weights.least:
            value = weights.vector / whole * (cosine - weights.least) / (1 - weights.least)
            found.setdefault(article, {})["vector"] = value
    return sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0]))
