"""The linear ranker: weights set by hand. It serves until one is learnt, and whenever a learnt one can't be loaded."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.ranking.ranker import Table

VERSION = "linear-3"
"""Raised with every change of a weight."""
_LANGUAGE = 0.2
"""The reader's first language ..."""
_UNDERSTOOD = 0.4
"""... and any they read; of one who never said which, that of the page: theirs comes first, and the rest after it."""
_FADING = ("similar", "interests", "taste")
_FADES_FROM, _FADES_UNTIL = np.log1p(36.0), np.log1p(7 * 24.0)
_LEFT = 0.15
"""That old news is like what was read is no reason to bring it back: what likeness gives falls from a day and a half on
to so much after a week ..."""
_LASTING = np.log1p(1.0)
"""... but not where others opened it lately, by which it shows that it lasts."""
_SHOWN = 0.12
_SHOWN_MOST = 0.48
_TOLD = 2.0
"""Another report of a story already read: as much as being like it gives, so that it comes by its own merits or not."""
_REFUSED = 1.0
_TASTE: Mapping[str, float] = MappingProxyType({"taste.topic": 0.15, "taste.outlet": 0.05, "taste.names": 0.15})
"""Together a quarter of what likeness to what was read gives: much of it is the same, and it has no reason to show."""


class Linear:
    """A weighted sum of the features, by group. `weights` are the candidate sources' own, by name."""

    def __init__(self, weights: Mapping[str, float], *, columns: tuple[str, ...] = ()) -> None:
        self.version = VERSION
        self.columns = columns
        self._weights = weights

    def parts(self, table: Table) -> Mapping[str, Floats]:
        """For each group its part, shape (n,)."""
        nothing = np.zeros(len(table.rows), dtype=np.float32)

        def given(column: str) -> Floats:
            return table.columns.get(column, nothing)

        found = {name: np.float32(weight) * given(f"{name}.signal") for name, weight in self._weights.items()}
        found["language"] = _LANGUAGE * given("language.first") + _UNDERSTOOD * given("language.any")
        found["seen"] = -np.minimum(given("seen.times") * _SHOWN, _SHOWN_MOST) - _TOLD * given("seen.told")
        found["refused"] = -_REFUSED * given("refused.likeness")
        found["taste"] = sum((np.float32(weight) * given(column) for column, weight in _TASTE.items()), nothing)
        old = np.clip((given("news.age") - _FADES_FROM) / (_FADES_UNTIL - _FADES_FROM), 0.0, 1.0)
        old = old * (1.0 - np.clip(given("news.clicks") / _LASTING, 0.0, 1.0))
        for name in found.keys() & set(_FADING):
            found[name] = found[name] * (1.0 - (1.0 - _LEFT) * old)
        return {name: part.astype(np.float32, copy=False) for name, part in found.items()}
