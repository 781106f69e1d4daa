"""Fits the weights of "same story?" on half of the sample wire's events, and says how well the other half is served.

    python -m evals.stories_fit

The halves are told by a hash of the event's name, so no choice of ours is in them. Logistic regression on all pairs
of reports within a week of each other, by Newton's method with a small ridge; the limit is the one with the best
pairwise F1 on the fitted half.
"""

import hashlib
from itertools import combinations

import numpy as np
from evals.stories import embed, measure, pairs_of, stored
from numpy.typing import NDArray

from broadsheet import ingest
from broadsheet.trends import likeness
from broadsheet.trends.joining import join
from broadsheet.trends.trace import Trace, traces
from broadsheet.trends.weights import FITTED, NAMES, WITHIN, Weights

RIDGE = 0.05
"""Of each standardised weight: it only keeps a weight that nothing speaks for at nothing."""
STEPS = 50
Floats = NDArray[np.float64]


def fitted_on(event: str) -> bool:
    """Whether the event is of the half that weights are fitted on."""
    return hashlib.sha256(event.encode()).digest()[0] % 2 == 0


def wire() -> tuple[list[Trace], dict[int, str]]:
    """The sample wire's traces, and for each article its event ("" where the truth names none)."""
    articles = stored(list(ingest.sample()))
    ids = {a.value.url: a.id for a in articles}
    told = {ids[r["url"]]: name for name, event in ingest.sample_truth()["events"].items() for r in event["reports"]}
    return traces(articles, embed(articles)), {a.id: told.get(a.id, "") for a in articles}


def pairs(marked: list[Trace], event: dict[int, str]) -> tuple[Floats, NDArray[np.bool_]]:
    """The comparisons of all pairs within a week, and whether each is of one event."""
    rows, same = [], []
    for a, b in combinations(marked, 2):
        if abs(a.hour - b.hour) <= likeness.WINDOW_HOURS:
            rows.append(likeness.compare(a, b, cosine=float(a.vector @ b.vector)))
            same.append(bool(event[a.id]) and event[a.id] == event[b.id])
    return np.array(rows), np.array(same)


def logistic(seen: Floats, same: NDArray[np.bool_]) -> Floats:
    """The weights of a logistic regression; the first column is the base and is not held back."""
    scale = np.where(seen.std(axis=0) > 0, seen.std(axis=0), 1.0)
    x, weights = seen / scale, np.zeros(seen.shape[1])
    held = np.array([0.0] + [RIDGE] * (seen.shape[1] - 1))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (same - chance) - held * weights
        bend = (x.T * (chance * (1 - chance))) @ x + np.diag(held + 1e-9)
        weights = weights + np.linalg.solve(bend, slope)
    return weights / scale


def fit(seen: Floats, same: NDArray[np.bool_]) -> Weights:
    """Nine weights, those within a language and those across two fitted each by itself."""
    cut = len(WITHIN)
    here = seen[:, 0] > 0
    one, two = logistic(seen[here, :cut], same[here]), logistic(seen[~here, cut:], same[~here])
    return Weights(tuple(round(float(w), 2) for w in (*one, *two)))


def half(marked: list[Trace], event: dict[int, str], *, fitted: bool) -> list[Trace]:
    """The traces of one half; what belongs to no event is in neither."""
    return [t for t in marked if event[t.id] and fitted_on(event[t.id]) == fitted]


def quality(marked: list[Trace], event: dict[int, str], weights: Weights, *, fitted: bool) -> dict[str, float]:
    """Pairwise precision, recall and F1 on one half, the whole wire being joined."""
    ours = {t.id for t in half(marked, event, fitted=fitted)}
    groups = [[marked[place].id for place in group] for group in join(marked, weights=weights)]
    found = {p for p in pairs_of(groups) if set(p) <= ours}
    true = {p for p in combinations(sorted(ours), 2) if event[p[0]] == event[p[1]]}
    return measure(found, true)


def main() -> None:
    """Fit and tell."""
    marked, event = wire()
    weights = fit(*pairs(half(marked, event, fitted=True), event))
    for name, old, new in zip(NAMES, FITTED.values, weights.values, strict=True):
        print(f"{name:8} as it is {old:6.2f}  fitted anew {new:6.2f}")
    for what, used in (("as it is", FITTED), ("fitted anew", weights)):
        for fitted in (True, False):
            told = " ".join(f"{k} {v:.3f}" for k, v in quality(marked, event, used, fitted=fitted).items())
            print(f"{what}, {'fitted' if fitted else 'held-out'} half: {told}")


if __name__ == "__main__":
    main()
