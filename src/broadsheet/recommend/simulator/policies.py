"""Policies that come with the worlds: a plain site as it would be without a recommender, popularity, and the oracle."""

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.simulator.play import Visits
from broadsheet.recommend.simulator.world import Floats, Ints, World

_HALF_LIFE = 24.0
_NEW, _OPENED = 0.25, 0.35
"""The shares of a plain page that are the latest and the most opened; the rest is of the section a reader looks at."""


class PlainSite:
    """What most sites show: some of the latest, some of the most opened, and the section the reader has gone to.

    What is opened is shown more and so is opened more: the feedback every log of clicks has in it.
    """

    def __init__(self, world: World, *, seed: int) -> None:
        self._world = world
        self._rng = np.random.default_rng([seed, 4])
        self._opened = np.zeros(len(world.observed), dtype=np.float64)
        self._since = 0.0

    def pages(self, readers: Ints, *, hour: float, slots: int) -> Ints:
        """See `Policy`."""
        seen = self._world.observed
        live = np.flatnonzero(seen.hours <= hour)
        fresh = np.exp2(-(hour - seen.hours[live]) / _HALF_LIFE)
        heat = 0.05 * fresh + self._opened[live] / max(self._opened[live].max(initial=0.0), 1.0)
        kinds = self._rng.random((len(readers), slots))
        pages = np.where(kinds < _NEW, self._draw(live, fresh, kinds.shape), self._draw(live, heat, kinds.shape))
        sections = self._world.sections(readers, hour=hour, rng=self._rng)
        weights = 0.3 * fresh + heat + 0.02
        for root in np.unique(sections):
            rows = np.flatnonzero(sections == root)
            inside = seen.roots[live] == root
            if inside.any():
                drawn = self._draw(live[inside], weights[inside], (len(rows), slots))
                pages[rows] = np.where(kinds[rows] >= _NEW + _OPENED, drawn, pages[rows])
        return pages

    def learn(self, visits: Visits) -> None:
        """See `Policy`."""
        self._opened *= 0.5 ** ((visits.hour - self._since) / _HALF_LIFE)
        self._since = visits.hour
        np.add.at(self._opened, visits.pages[visits.clicked], 1.0)

    def _draw(self, among: Ints, weights: NDArray[np.float64], shape: tuple[int, ...]) -> Ints:
        sums = np.cumsum(weights)
        places = np.searchsorted(sums, self._rng.random(shape) * sums[-1])
        drawn: Ints = among[np.minimum(places, len(among) - 1)]
        return drawn


def oracle(world: World, readers: Ints, *, hour: float, batch: int = 256) -> Floats:
    """The true probability of each article for each reader, (b, articles), 0 before it appears: none can do better."""
    found = np.zeros((len(readers), len(world.observed)), dtype=np.float32)
    live = np.flatnonzero(world.observed.hours <= hour)
    for at in range(0, len(readers), batch):
        some = readers[at : at + batch]
        found[at : at + batch, live] = world.probability(some, np.tile(live, (len(some), 1)), hour=hour)
    return found
