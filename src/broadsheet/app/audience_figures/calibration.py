"""Whether what was predicted came: clicks expected from the scores of the earlier pages against those of the later."""

from typing import TYPE_CHECKING

import numpy as np

from broadsheet.app.audience_log import EMPTY, AudienceLog
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
        "scores turned into probabilities on the earlier half of the pages, held against the later half",
        ("", "expected", "came", "low", "high", "should be", "places"),
    ),
    "zh": (
        "预测点击与实际点击",
        "用前一半页面把得分换成概率，再与后一半对照",
        ("", "预测", "实际", "下限", "上限", "应为", "位置数"),
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """Tenths of the later places by expected rate: the rate that came, with Wilson's interval, and the diagonal."""
    title, note, heads = _WORDS[log.words]
    places = log.shown()
    scores = np.array([item.score for _, item in places])
    tops = np.array([item.position for _, item in places], dtype=float)
    came = np.array([log.is_clicked(page, item) for page, item in places], dtype=float)
    half = len(places) // 2
    rows: list[tuple[Cell, ...]] = []
    if half >= LEAST_PLACES and min(came[:half].sum(), came[half:].sum()) >= LEAST_CLICKS:
        features = np.column_stack([np.ones(len(scores)), _standard(scores), np.log(tops)])
        expected = _chances(features[half:], _fitted(features[:half], came[:half]))
        for group in np.array_split(np.argsort(expected, kind="stable"), GROUPS):
            mean = float(expected[group].mean())
            if rate := share(int(came[half:][group].sum()), len(group)):
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
