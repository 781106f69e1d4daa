"""Prequential evaluation: window by window in time, each ranker measured on what it could not have learnt from."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np

from broadsheet.recommend.learning.card import Measured
from broadsheet.recommend.learning.fitting import Fitted, fit
from broadsheet.recommend.learning.measures import explored_rate, figures, looked_at, scores
from broadsheet.recommend.learning.samples import Samples
from broadsheet.recommend.offpolicy.estimate import Doubles
from broadsheet.recommend.ranking.ranker import Ranker
from broadsheet.recommend.ranking.trees import Trees

WINDOWS = 4
"""Windows measured, after a first one that is only learnt from."""
SERVED = "served"
"""The order in which the pages stood, whatever made them."""
LEARNT = "learnt"
_LEAST = 100
"""Clicks a window's past needs for something to be learnt from it."""
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Window:
    """One window: its bounds (ISO 8601), what is in it, and by ranker MIND's figures and the click rate of slots drawn.

    `explored` estimates, by SNIPS, how often what each ranker prefers would be opened in a slot drawn by lot.
    """

    since: str
    until: str
    pages: int
    clicks: int
    figures: Mapping[str, Mapping[str, float]]
    explored: Mapping[str, Measured]


def prequential(samples: Samples, *, rankers: Mapping[str, Ranker], windows: int = WINDOWS) -> Iterator[Window]:
    """For each of `windows` equal windows the figures of `rankers`, of a model learnt on all before it, and as served.

    A ranker learnt on part of these pages is flattered by the windows it saw; the freshly learnt one never is. Fewer
    windows are given when there are fewer pages.
    """
    bounds = np.linspace(0, len(samples), windows + 2).astype(int)
    places = np.arange(len(samples))
    for start, end in pairwise(bounds[1:]):
        window = samples.pages((places >= start) & (places < end))
        if not len(window.page):
            continue
        given: dict[str, Doubles] = {}
        if window.positions.max() > 1:  # a data set does not tell where an article stood
            given[SERVED] = -window.positions.astype(np.float64)
        given |= {name: scores(ranker, window) for name, ranker in rankers.items()}
        learnt = _learnt(samples.pages(places < start))
        looked = None
        if learnt is not None:
            given[LEARNT] = scores(learnt, window)
            looked = looked_at(learnt.at(window.positions.tolist()).tolist())
        yield _window(window, given, looked)


def _learnt(past: Samples) -> Trees | None:
    if int(past.clicks.sum()) < _LEAST:
        return None
    with tempfile.TemporaryDirectory() as folder:
        *_, fitted = fit(past, folder=Path(folder))
    assert isinstance(fitted, Fitted)  # noqa: S101 - the last thing a fit gives
    return Trees(fitted.text, version=LEARNT, columns=fitted.columns)


def _window(window: Samples, given: Mapping[str, Doubles], looked: Doubles | None) -> Window:
    since, until = (
        datetime.fromtimestamp(float(hour) * _HOUR, UTC).isoformat(timespec="seconds")
        for hour in (window.hours.min(), window.hours.max())
    )
    return Window(
        since,
        until,
        pages=len(window),
        clicks=int(window.clicks.sum()),
        figures={name: figures(values, window, looked=looked) for name, values in given.items()},
        explored={name: explored_rate(values, window) for name, values in given.items()},
    )
