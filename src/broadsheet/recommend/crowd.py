"""The crowd: how much each article was opened lately, by anyone who lets what they do be used."""

import math
from collections.abc import Iterable

import numpy as np

from broadsheet.core import Event
from broadsheet.recommend.catalogue import Catalogue, Floats

_HALF_LIFE_HOURS = 6.0
"""Interest in news halves in about six hours."""
_MANY = math.log1p(10.0)
"""Ten opens are a favourite; one is not, though it be the only one."""
_HOUR = 3600.0
_COUNTED = ("click", "like", "share", "save")


class Crowd:
    """Decayed counts of opens, kept so that one reader's part can be taken out again exactly."""

    def __init__(self) -> None:
        self._counts: dict[int, tuple[float, float]] = {}
        self._acts: dict[str, list[tuple[int, float]]] = {}
        self._latest = 0.0

    def take(self, events: Iterable[Event]) -> None:
        """Count `events`; only opens, likes, shares and saves are."""
        for event in events:
            if event.article is not None and event.action in _COUNTED:
                hour = event.at.timestamp() / _HOUR
                self._latest = max(self._latest, hour)
                self._acts.setdefault(event.reader, []).append((event.article, hour))
                self._add(event.article, hour, 1.0)

    def forget(self, reader: str) -> None:
        """Take out everything `reader` did."""
        for article, hour in self._acts.pop(reader, ()):
            self._add(article, hour, -1.0)

    def share(self, catalogue: Catalogue) -> Floats | None:
        """For each row 0 to 1 on a logarithmic scale, 1 for the most opened article; None when nothing was opened.

        Time is measured from the latest act, whatever the clock says, so an archive has its favourites too.
        """
        found = np.zeros(len(catalogue), dtype=np.float32)
        for article, (count, hour) in self._counts.items():
            row = catalogue.rows.get(article)
            if row is not None:
                found[row] = math.log1p(max(count, 0.0) * _decay(self._latest - hour))
        most = float(found.max(initial=0.0))
        return found / np.float32(max(most, _MANY)) if most > 0 else None

    def _add(self, article: int, hour: float, amount: float) -> None:
        count, since = self._counts.get(article, (0.0, hour))
        now = max(hour, since)
        self._counts[article] = (count * _decay(now - since) + amount * _decay(now - hour), now)


def _decay(hours: float) -> float:
    return math.pow(0.5, hours / _HALF_LIFE_HOURS)
