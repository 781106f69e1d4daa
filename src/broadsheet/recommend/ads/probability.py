"""How likely a click is: rates that lend each other strength, and what the place on the page adds, calibrated.

A creative's rate is shrunk to its campaign's, that to its advertiser's, that to the rate of all (an empirical Bayes
hierarchy of Beta posteriors). A logistic regression on top scales that (Platt, 1999) and adds surface, position and
what of the targeting fitted, with a ridge that pulls to the rates alone. It is fitted on counts, never on readers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Row = tuple[int, int, int, str, int, str, int, int]
"""(advertiser, campaign, creative, surface, position, matched, impressions, clicks)."""
PRIOR = 0.005
"""The click rate before anything was seen; display advertising on news pages lies between .1 % and 1 %."""
STRENGTH = 300.0
"""Impressions that a level's own counts need to weigh as much as the level above."""
RIDGE = 10.0
STEPS = 25
MATCHES = ("topic", "keyword", "place", "interest")
POSITIONS = 3  # the first two and the rest


@dataclass(frozen=True, eq=False)
class ClickModel:
    """The rates by level, and the weights of the context; without weights the rates stand as they are."""

    rates: Mapping[tuple[str, int], float] = field(default_factory=dict)
    clicks: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    overall: float = PRIOR
    surfaces: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()

    def rate(self, *, advertiser: int, campaign: int, creative: int = 0) -> float:
        """The rate of the narrowest of these that was seen."""
        for level in (("creative", creative), ("campaign", campaign), ("advertiser", advertiser)):
            if level in self.rates:
                return self.rates[level]
        return self.overall

    def posterior(self, creative: int, *, mean: float) -> tuple[float, float]:
        """The Beta posterior (a, b) of a creative's rate round its campaign's `mean`, for drawing from."""
        shown, clicks = self.clicks.get(creative, (0, 0))
        return mean * STRENGTH + clicks, (1 - mean) * STRENGTH + shown - clicks

    def shift(self, *, surface: str, position: int, matched: Sequence[str]) -> float:
        """What the context adds to the log-odds."""
        if not self.weights:
            return 0.0
        told = _context(surface, position, matched, surfaces=self.surfaces)
        return float(self.weights[0] + np.dot(told, self.weights[2:]))

    def chance(self, rate: Floats, shift: Floats | float) -> Floats:
        """How likely a click is at these rates with these shifts of the log-odds."""
        slope = self.weights[1] if self.weights else 1.0
        chance: Floats = 1 / (1 + np.exp(-(slope * _logit(rate) + shift)))
        return chance


def fit(rows: Iterable[Row]) -> ClickModel:
    """Learn from what was seen and clicked; nothing seen gives the prior."""
    told = list(rows)
    if not told:
        return ClickModel()
    overall = _shrunk(sum(r[7] for r in told), sum(r[6] for r in told), PRIOR)
    rates, own = _rates(told, overall)
    surfaces = tuple(sorted({r[3] for r in told}))
    model = ClickModel(rates, own, overall, surfaces)
    return ClickModel(rates, own, overall, surfaces, _weights(told, model))


def _rates(told: Sequence[Row], overall: float) -> tuple[dict[tuple[str, int], float], dict[int, tuple[int, int]]]:
    sums: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    above: dict[tuple[str, int], tuple[str, int]] = {}
    for advertiser, campaign, creative, _, _, _, shown, clicks in told:
        levels = (("advertiser", advertiser), ("campaign", campaign), ("creative", creative))
        for level, up in zip(levels, (("", 0), *levels), strict=False):
            sums[level][0] += shown
            sums[level][1] += clicks
            above[level] = up
    rates: dict[tuple[str, int], float] = {("", 0): overall}
    for kind in ("advertiser", "campaign", "creative"):
        for level in [one for one in sums if one[0] == kind]:
            shown, clicks = sums[level]
            rates[level] = _shrunk(clicks, shown, rates[above[level]])
    del rates["", 0]
    return rates, {id: (n, c) for (kind, id), (n, c) in sums.items() if kind == "creative"}


def _shrunk(clicks: int, shown: int, mean: float) -> float:
    return (clicks + mean * STRENGTH) / (shown + STRENGTH)


def _weights(told: Sequence[Row], model: ClickModel) -> tuple[float, ...]:
    """Ridge logistic regression by Newton's method: (intercept, slope of the rate's log-odds, context ...)."""
    rate = np.array([model.rate(advertiser=r[0], campaign=r[1], creative=r[2]) for r in told])
    context = np.array([_context(r[3], r[4], _parts(r[5]), surfaces=model.surfaces) for r in told])
    table = np.column_stack([np.ones(len(told)), _logit(rate), context])
    shown, clicks = (np.array([r[place] for r in told], dtype=np.float64) for place in (6, 7))
    start = np.zeros(table.shape[1])
    start[1] = 1.0
    weights = start.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -20, 20)))
        slope = table.T @ (clicks - shown * chance) - RIDGE * (weights - start)
        curve = (table * (shown * chance * (1 - chance))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(float(w) for w in weights)


def _context(surface: str, position: int, matched: Sequence[str], *, surfaces: Sequence[str]) -> Floats:
    place = min(max(position, 1), POSITIONS)
    told = [surface == one for one in surfaces]
    told += [place == one for one in range(1, POSITIONS + 1)]
    told += [one in matched for one in MATCHES]
    return np.array(told, dtype=np.float64)


def _parts(matched: str) -> Sequence[str]:
    return matched.split() if matched else ()


def _logit(rate: Floats | float) -> Floats:
    held = np.clip(rate, 1e-6, 1 - 1e-6)
    logit: Floats = np.log(held / (1 - held))
    return logit
