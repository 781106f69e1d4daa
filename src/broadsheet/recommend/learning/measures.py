"""How well a ranker ranks logged pages: MIND's figures, and comparisons of two rankers with their intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np

from broadsheet.recommend.learning.card import Measured
from broadsheet.recommend.learning.samples import Samples
from broadsheet.recommend.measuring.ranking import evaluate, ndcg
from broadsheet.recommend.offpolicy import Estimate, Logged, mean, snips, snips_gain
from broadsheet.recommend.offpolicy.estimate import Doubles
from broadsheet.recommend.ranking.ranker import Ranker, Table

_DEPTH = 10
_LEAST_LOOKED_AT = 0.1
"""A click far down counts at most ten times one at the top."""


def scores(ranker: Ranker, samples: Samples) -> Doubles:
    """The score of each row (n,), each as when its page was made."""
    columns = {name: samples.features[:, i] for i, name in enumerate(samples.columns)}
    parts = ranker.parts(Table(np.arange(len(samples.features)), columns))
    total: Doubles = np.sum([part.astype(np.float64) for part in parts.values()], axis=0)
    return total + np.zeros(len(samples.features))


def figures(given: Doubles, samples: Samples, *, looked: Doubles | None = None) -> Mapping[str, float]:
    """AUC, MRR, nDCG@5 and nDCG@10 as MIND counts them: of each page with a click and something not clicked.

    With `looked` (n,), the chance that each place was looked at, also `even`: nDCG@10 with clicks weighted by one over
    it, which does not favour whatever made the pages.
    """
    bounds = np.cumsum(samples.sizes)[:-1]
    found = asdict(evaluate(zip(np.split(samples.clicks, bounds), np.split(given, bounds), strict=True)))
    kept = {name: float(found[name]) for name in ("auc", "mrr", "ndcg5", "ndcg10")}
    if looked is not None:
        kept["even"] = mean(_told(_evenly(given, samples, looked=looked))).value
    return {name: round(value, 6) for name, value in kept.items() if value == value}


def looked_at(at: Sequence[float]) -> Doubles:
    """The chance that each place is looked at beside the first, from its log-odds, at least a tenth."""
    return np.clip(np.exp(np.asarray(at, dtype=np.float64)), _LEAST_LOOKED_AT, 1.0)


def ndcg_gain(new: Doubles, old: Doubles, samples: Samples, *, looked: Doubles) -> Measured:
    """How much better `new` scores rank than `old`, in nDCG@10, with clicks weighted by one over `looked` (n,).

    Logged pages stood in the order of whatever served, and first places are clicked for being first; without the
    weights (Joachims, Swaminathan and Schnabel, WSDM 2017) what served would be hard to beat. Readers are the clusters.
    """
    differences = _evenly(new, samples, looked=looked) - _evenly(old, samples, looked=looked)
    told = np.isfinite(differences)
    return _measured(mean(differences[told], clusters=samples.readers[told]))


def _evenly(given: Doubles, samples: Samples, *, looked: Doubles) -> Doubles:
    """nDCG@10 of each page (p,), a click far down weighing as many as were not seen there; NaN without a click."""
    gains = np.log2(1.0 + samples.clicks / looked)  # the measure takes 2 ** label - 1
    bounds = np.cumsum(samples.sizes)[:-1]
    pairs = zip(np.split(gains, bounds), np.split(given, bounds), strict=True)
    return np.array([ndcg(gain, values, _DEPTH) for gain, values in pairs])


def _told(values: Doubles) -> Doubles:
    found: Doubles = values[np.isfinite(values)]
    return found


def explored_gain(new: Doubles, old: Doubles, samples: Samples) -> Measured:
    """How much higher the click rate of slots drawn by lot would be with what `new` prefers than with what `old` does.

    The difference is estimated as one, so that what both like cancels out.
    """
    return _measured(snips_gain(_drawn(new, samples), _drawn(old, samples)))


def explored_rate(given: Doubles, samples: Samples) -> Measured:
    """The click rate of slots drawn by lot, had they held what these scores put in the page's upper half: by SNIPS."""
    return _measured(snips(_drawn(given, samples)))


def _drawn(given: Doubles, samples: Samples) -> Logged:
    """The slots that were drawn, each with the propensity it was drawn with, asked about by what `given` prefers."""
    drawn = samples.explored & (samples.propensities > 0) & (samples.propensities <= 1)
    return Logged(
        samples.clicks[drawn].astype(np.float64),
        samples.propensities[drawn],
        _upper(given, samples)[drawn],
        clusters=samples.readers[samples.page[drawn]],
    )


def spread(given: Doubles, samples: Samples) -> float:
    """The mean standard deviation of scores within a page."""
    sizes = np.maximum(samples.sizes, 1)
    means = np.bincount(samples.page, weights=given, minlength=len(samples)) / sizes
    squares = np.bincount(samples.page, weights=(given - means[samples.page]) ** 2, minlength=len(samples)) / sizes
    return float(np.sqrt(squares).mean()) if len(samples) else 0.0


def _upper(given: Doubles, samples: Samples) -> Doubles:
    """1 for rows in the better half of their page by `given`, else 0."""
    order = np.lexsort((-given, samples.page))
    starts = np.cumsum(samples.sizes) - samples.sizes
    ranks = np.empty(len(given))
    ranks[order] = np.arange(len(given)) - starts[samples.page[order]]
    found: Doubles = (ranks < samples.sizes[samples.page] / 2).astype(np.float64)
    return found


def _measured(estimate: Estimate) -> Measured:
    if not estimate.known:
        return Measured(0.0, -1.0, 1.0, estimate.cases)
    value, low, high = (round(v, 6) for v in (estimate.value, estimate.low, estimate.high))
    return Measured(value, low, high, estimate.cases)
