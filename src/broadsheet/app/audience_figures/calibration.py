"""Whether what was predicted came: clicks expected from the scores of every second page against those of the others.

Kinds of rankers (by hand, learnt) are turned into probabilities each by itself: the same score means another thing.
"""

from typing import TYPE_CHECKING

import numpy as np

from broadsheet.app.audience_log import EMPTY, AudienceLog
from broadsheet.core import Served
from broadsheet.media import Cell, Sheet
from broadsheet.trends.intervals import share

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHART = "curve"
SECTION = "ranking"
GROUPS = 10
LEAST_PLACES, LEAST_CLICKS = 200, 20  # in each half: of fewer the intervals span everything
_STEPS = 25  # of Newton's method; a handful suffice
_WORDS = {
    "en": (
        "Clicks expected and clicks that came",
        "scores turned into probabilities on every second page, by kind of ranking, held against the other pages",
        ("", "expected", "came", "low", "high", "should be", "places"),
    ),
    "zh": (
        "预测点击与实际点击",
        "按排序方式，用每隔一个的页面把得分换成概率，再与其余页面对照",
        ("", "预测", "实际", "下限", "上限", "应为", "位置数"),
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """Tenths of the places held back by expected rate: the rate that came, with Wilson's interval, and the diagonal."""
    title, note, heads = _WORDS[log.words]
    rows: list[tuple[Cell, ...]] = []
    if told := [pair for kind in _kinds(log) if (pair := _predicted(log, kind))]:
        expected, came = (np.concatenate(part) for part in zip(*told, strict=True))
        for group in np.array_split(np.argsort(expected, kind="stable"), GROUPS):
            mean = float(expected[group].mean())
            if rate := share(int(came[group].sum()), len(group)):
                rows.append(("", mean, rate.value, rate.low, rate.high, mean, len(group)))
    return Sheet(
        title=title,
        note=note,
        columns=("series", "x", "value", "low", "high", "should", "places"),
        rows=tuple(rows),
        heads=heads,
        language=log.words,
        measure="share",
        empty=EMPTY[log.words]["predicted"],
    )


def _kind(page: Served) -> str:
    """What made it: the name of its version up to the first dash."""
    return page.version.partition("-")[0]


def _kinds(log: AudienceLog) -> list[str]:
    return sorted({_kind(page) for page in log.pages})


def _predicted(log: AudienceLog, kind: str) -> "tuple[NDArray[np.float64], NDArray[np.float64]] | None":
    """What was expected of the places of every second page of a kind, and what came; None for too few."""
    held = {page.key: n % 2 == 1 for n, page in enumerate(p for p in log.pages if _kind(p) == kind)}
    places = [(page, item) for page, item in log.shown() if page.key in held]
    later = np.array([held[page.key] for page, _ in places], dtype=bool)
    came = np.array([log.is_clicked(page, item) for page, item in places], dtype=float)
    if min(later.sum(), (~later).sum()) < LEAST_PLACES or min(came[later].sum(), came[~later].sum()) < LEAST_CLICKS:
        return None
    scores = np.array([item.score for _, item in places])
    tops = np.array([item.position for _, item in places], dtype=float)
    features = np.column_stack([np.ones(len(scores)), _standard(scores), np.log(tops)])
    return _chances(features[later], _fitted(features[~later], came[~later])), came[later]


def _standard(values: "NDArray[np.float64]") -> "NDArray[np.float64]":
    spread = float(values.std()) or 1.0
    return (values - float(values.mean())) / spread


def _chances(features: "NDArray[np.float64]", weights: "NDArray[np.float64]") -> "NDArray[np.float64]":
    odds: NDArray[np.float64] = np.clip(features @ weights, -30.0, 30.0)
    chances: NDArray[np.float64] = np.reciprocal(1.0 + np.exp(-odds))
    return chances


def _fitted(features: "NDArray[np.float64]", came: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Logistic regression on score and place (Platt, 1999) by Newton's method, with a ridge of one."""
    weights: NDArray[np.float64] = np.zeros(features.shape[1], dtype=np.float64)
    for _ in range(_STEPS):
        chances = _chances(features, weights)
        curve = features.T @ (features * (chances * (1 - chances))[:, None]) + np.eye(len(weights))
        step = np.linalg.solve(curve, features.T @ (came - chances) - weights).astype(np.float64)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights
