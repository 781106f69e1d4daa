"""The gate: a new version goes live only when no measure says that it is worse than what serves."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.learning.card import Measured
from broadsheet.recommend.learning.measures import explored_gain, figures, looked_at, ndcg_gain, scores
from broadsheet.recommend.learning.samples import Samples
from broadsheet.recommend.ranking.ranker import Ranker
from broadsheet.recommend.ranking.trees import Trees

LEAST_PAGES = 100
"""Pages with a click that a version has to be measured on: an interval from fewer lets nearly anything through."""
_TOLD = {
    "ndcg10": "its nDCG@10 on the newest pages is lower",
    "explored": "what it prefers was opened less in the slots that were drawn by lot",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found: the new version's figures, those of what serves, the differences, and why it is refused."""

    figures: Mapping[str, float]
    beside: Mapping[str, float]
    gains: Mapping[str, Measured]
    refused: tuple[str, ...]
    pages: int


def judge(new: Trees, serving: Ranker, newest: Samples) -> Verdict:
    """Judge `new` beside what is `serving` on the `newest` pages, which it did not learn from.

    It is refused when a 95 % interval of a difference lies wholly below nought (a worse version is found out, a version
    that is as good passes), and when there are fewer than `LEAST_PAGES` pages to tell.
    """
    ours, theirs = scores(new, newest), scores(serving, newest)
    looked = looked_at(new.at(newest.positions.tolist()).tolist())
    gains = {
        "ndcg10": ndcg_gain(ours, theirs, newest, looked=looked),
        "explored": explored_gain(ours, theirs, newest),
    }
    pages = int(tellable(newest).sum())
    own, beside = (figures(given, newest, looked=looked) for given in (ours, theirs))
    return Verdict(own, beside, gains, tuple(_reasons(gains, pages)), pages)


def tellable(samples: Samples) -> NDArray[np.bool_]:
    """Which pages (p,) tell one ranking from another: something was clicked there, and something was not."""
    clicked = np.bincount(samples.page, weights=samples.clicks, minlength=len(samples))
    found: NDArray[np.bool_] = (clicked > 0) & (clicked < samples.sizes)
    return found


def _reasons(gains: Mapping[str, Measured], pages: int) -> list[str]:
    if pages < LEAST_PAGES:
        return [f"there are {pages} pages with a click to measure it on; {LEAST_PAGES} are needed"]
    return [
        f"{_TOLD[name]} by {-gain.value:.4f} (95 % interval {-gain.high:.4f} to {-gain.low:.4f})"
        for name, gain in gains.items()
        if gain.high < 0
    ]
