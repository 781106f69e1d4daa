"""What estimates say of a ranking that never served, on the lots of one that did: real pages, known chances.

A slot of each page is drawn by the scores of what served; asked is how often it would be opened were it drawn by the
scores of the version to come. Both scores, the features and who can be drawn are the product's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from evals._loop import Site, name

from broadsheet.core import Reader
from broadsheet.recommend.engine import sources_for
from broadsheet.recommend.gathering import gather
from broadsheet.recommend.offpolicy import Estimate, Logged, dr, fitted, ips, snips
from broadsheet.recommend.offpolicy.estimate import Doubles
from broadsheet.recommend.pages import exploring
from broadsheet.recommend.ranking.rank import rank
from broadsheet.recommend.ranking.ranker import Ranker

LOGS, CASES = 200, 1_500
SLOT = 7
"""The first of the two slots of thirty that are drawn, from 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Of each page who could be drawn: features (n, k, d), chances under both rankings and of being opened (n, k)."""

    features: Doubles
    served: Doubles
    coming: Doubles
    opened: Doubles


def draws(site: Site, *, served: Ranker | None, coming: Ranker, readers: Sequence[int]) -> Draws:
    """The lots of the pages that `readers` would be made now."""
    found = [_draw(site, reader, served, coming) for reader in readers]
    width = min(len(one[1]) for one in found)
    columns = [np.stack([one[part][:width] for one in found]) for part in range(4)]
    features, first, second, opened = columns
    return Draws(features, first / first.sum(1, keepdims=True), second / second.sum(1, keepdims=True), opened)


def _draw(site: Site, reader: int, served: Ranker | None, coming: Ranker) -> tuple[Doubles, Doubles, Doubles, Doubles]:
    engine, told = site.room.recommender.engine, Reader(name(reader))
    view, sources = engine.view(told, now=site.clock()), sources_for(told)
    rows = gather(view, sources, most=400)
    before, after = (rank(view, told, rows, sources=sources, language="en", ranker=r) for r in (served, coming))
    hours = view.catalogue.hours[rows].astype(np.float64)
    top = np.argsort(-before.scores)[SLOT:]
    places, chances = (one[0] for one in exploring.chances(before.scores[top][None].astype(np.float64), hours[top]))
    pool = top[places]
    among, others = (one[0] for one in exploring.chances(after.scores[pool][None].astype(np.float64), hours[pool]))
    asked = np.empty(len(pool))
    asked[among] = others
    assert before.table is not None
    nothing = np.zeros(len(rows), dtype=np.float32)
    columns = [before.table.columns.get(column, nothing)[pool] for column in coming.columns]
    features = np.stack(columns, axis=1).astype(np.float64)
    ids = [int(id) for id in view.catalogue.ids[rows[pool]]]
    opened = site.chances(reader, ids, hour=site.clock.hour) * site.world.examined(SLOT + 1)[SLOT]
    return features, chances, asked, opened.astype(np.float64)


def estimated(told: Draws, *, seed: int) -> dict[str, float]:
    """How the estimators do over many logs of these pages; see `evals.off_policy` for the figures' names."""
    rng = np.random.default_rng(seed)
    truth = float((told.opened * told.coming).sum(axis=1).mean())
    runs = [_log(told, rng) for _ in range(LOGS)]
    errors = {n: np.array([run[n].value for run in runs]) - truth for n in ("ips", "snips", "dr")}
    root = {n: float(np.sqrt((error**2).mean())) for n, error in errors.items()}
    found = {f"{n}_gain": root["ips"] / root[n] for n in ("snips", "dr")}
    for n, error in errors.items():
        found[f"{n}_covers"] = float(np.mean([run[n].low <= truth <= run[n].high for run in runs]))
        found[f"{n}_exact"] = 1 - abs(float(error.mean())) / truth
    return found


def _log(told: Draws, rng: np.random.Generator) -> dict[str, Estimate]:
    pages, at = rng.integers(len(told.served), size=CASES), np.arange(CASES)
    features, served, coming = told.features[pages], told.served[pages], told.coming[pages]
    shown = (served.cumsum(axis=1) < rng.random((CASES, 1))).sum(axis=1).clip(max=served.shape[1] - 1)
    rewards = (rng.random(CASES) < told.opened[pages, shown]).astype(np.float64)
    logged = Logged(rewards, served[at, shown], coming[at, shown])
    model = fitted(features[at, shown], rewards)
    predicted = model.of(features)
    doubly = dr(logged, predicted=predicted[at, shown], expected=(predicted * coming).sum(axis=1))
    return {"ips": ips(logged), "snips": snips(logged), "dr": doubly}
