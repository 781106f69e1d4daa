"""Ranking: a score that is a sum of named parts, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Reader
from broadsheet.recommend.catalogue import Catalogue, Floats
from broadsheet.recommend.view import Candidates, View

_PER_SOURCE = 100
"""Articles each source puts forward: four sources make some 400 candidates for a page of 30."""
_LANGUAGE = 0.2
_SHOWN = 0.12
_SHOWN_MOST = 0.48
_TOLD = 0.5
"""Another report of a story already read."""
_REFUSED = 1.0
_UNLIKE, _ALIKE = 0.15, 0.55
"""The cosines at which an article begins to be like a hidden one, and is as like as another report of the event."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """The candidates of one page: their rows, and the value of each part for each of them."""

    rows: NDArray[np.int64]
    parts: Mapping[str, Floats]

    @property
    def scores(self) -> Floats:
        """The sum of the parts."""
        total: Floats = np.sum(list(self.parts.values()), axis=0, dtype=np.float32)
        return total


def rank(view: View, reader: Reader, *, sources: Mapping[str, Candidates], language: str) -> Ranked:
    """The candidates for `reader` with their parts; `language` is the page's.

    What was read or refused is left out, and what is in a language the reader does not read.
    """
    catalogue = view.catalogue
    every = np.arange(len(catalogue))
    parts = {name: np.float32(source.WEIGHT) * source.signal(view, every) for name, source in sources.items()}
    parts["language"] = _preferred(catalogue, (reader.languages or (language,))[0])
    parts["seen"] = _seen(view)
    parts["refused"] = _refused(view)
    open_to = np.flatnonzero(_readable(catalogue, reader.languages) & _unread(view))
    total = np.sum(list(parts.values()), axis=0)
    rows = _candidates([*(parts[name] for name in sources), total], open_to)
    return Ranked(rows, {name: values[rows] for name, values in parts.items()})


def _candidates(signals: Sequence[Floats], open_to: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best of `open_to` by each signal, in the order of rows."""
    if len(open_to) <= _PER_SOURCE:
        return open_to
    best = [open_to[np.argpartition(-signal[open_to], _PER_SOURCE)[:_PER_SOURCE]] for signal in signals if signal.any()]
    rows: NDArray[np.int64] = np.unique(np.concatenate(best)) if best else open_to[:_PER_SOURCE]
    return rows


def _readable(catalogue: Catalogue, languages: Sequence[str]) -> NDArray[np.bool_]:
    if not languages:
        return np.ones(len(catalogue), dtype=bool)
    readable: NDArray[np.bool_] = np.any([catalogue.languages == language for language in languages], axis=0)
    return readable


def _unread(view: View) -> NDArray[np.bool_]:
    unread = np.ones(len(view.catalogue), dtype=bool)
    unread[[*view.profile.read, *view.profile.refused]] = False
    return unread


def _preferred(catalogue: Catalogue, language: str) -> Floats:
    found: Floats = np.where(catalogue.languages == language, _LANGUAGE, 0.0).astype(np.float32)
    return found


def _seen(view: View) -> Floats:
    """Less for what was shown and passed over, and for other reports of a story that was read."""
    found = np.zeros(len(view.catalogue), dtype=np.float32)
    for row, times in view.profile.seen.items():
        found[row] = -min(times * _SHOWN, _SHOWN_MOST)
    told = view.catalogue.story[list(view.profile.read)]
    found[np.isin(view.catalogue.story, told[told >= 0])] -= _TOLD
    return found


def _refused(view: View) -> Floats:
    """Less for what is like an article that was hidden."""
    if not view.profile.refused:
        return np.zeros(len(view.catalogue), dtype=np.float32)
    cosines = (view.catalogue.vectors @ view.catalogue.vectors[list(view.profile.refused)].T).max(axis=1)
    found: Floats = -_REFUSED * np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0).astype(np.float32)
    return found
