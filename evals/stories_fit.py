"""Fits the weights of "same story?" on half of the sample wire's events and of the judged pairs of real reports.

    python -m evals.stories_fit --data DIR

The halves are told by a hash of the event's or the pair's name, so no choice of ours is in them. Logistic regression,
by Newton's method with a small ridge, on all pairs of the wire within a week of each other and on the judged ones,
which count `REAL` each, since they were drawn for being hard. What the threshold adds in a bigger crowd is taken off.
"""

import argparse
import hashlib
from itertools import combinations
from pathlib import Path

import numpy as np
from evals import _corpora, stories_gold
from evals.stories import embed, measure, pairs_of, stored
from numpy.typing import NDArray

from broadsheet import ingest
from broadsheet.trends import likeness
from broadsheet.trends.joining import crowd_of, join
from broadsheet.trends.trace import Trace, traces
from broadsheet.trends.weights import FITTED, NAMES, WITHIN, Weights

RIDGE = 0.05
"""Of each standardised weight: it only keeps a weight that nothing speaks for at nothing."""
REAL = 0.15
"""Of .4 and .15 the better mean F1 of the fitted halves."""
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


def judged(path: Path) -> tuple[Floats, NDArray[np.bool_], float]:
    """The comparisons of the judged pairs of a corpus that are for fitting, their judgement, and its crowd's part."""
    articles = stored(stories_gold.read(path))
    marked = traces(articles, embed(articles))
    by_id = {t.id: t for t in marked}
    told = [(by_id[a], by_id[b], same) for a, b, same, _, ours in stories_gold.pairs(path, articles) if ours]
    near = [(a, b, same) for a, b, same in told if abs(a.hour - b.hour) <= likeness.WINDOW_HOURS]
    rows = [likeness.compare(a, b, cosine=float(a.vector @ b.vector)) for a, b, _ in near]
    crowd = likeness.threshold(crowd_of(marked)) - likeness.threshold(0)
    return np.array(rows), np.array([same for *_, same in near]), crowd


def logistic(seen: Floats, same: NDArray[np.bool_], *, worth: Floats, crowd: Floats) -> Floats:
    """The weights of a logistic regression; the first column is the base and is not held back.

    `worth` is how much each row counts, `crowd` what is taken from its log-odds.
    """
    scale = np.where(seen.std(axis=0) > 0, seen.std(axis=0), 1.0)
    x, weights = seen / scale, np.zeros(seen.shape[1])
    held = np.array([0.0] + [RIDGE] * (seen.shape[1] - 1))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(crowd - x @ weights))
        slope = x.T @ (worth * (same - chance)) - held * weights
        bend = (x.T * (worth * chance * (1 - chance))) @ x + np.diag(held + 1e-9)
        weights = weights + np.linalg.solve(bend, slope)
    return weights / scale


def fit(wired: tuple[Floats, NDArray[np.bool_]], real: list[tuple[Floats, NDArray[np.bool_], float]]) -> Weights:
    """Ten weights, those within a language and those across two fitted each by itself."""
    cut = len(WITHIN)
    seen, same = wired
    here = seen[:, 0] > 0
    every = [(seen[here, :cut], same[here], 1.0, 0.0)] + [(x[:, :cut], y, REAL, c) for x, y, c in real]
    worth, crowd = (np.concatenate([np.full(len(e[1]), e[i]) for e in every]) for i in (2, 3))
    rows, told = np.concatenate([e[0] for e in every]), np.concatenate([e[1] for e in every])
    one = logistic(rows, told, worth=worth, crowd=crowd)
    rest = np.ones(int((~here).sum()))
    two = logistic(seen[~here, cut:], same[~here], worth=rest, crowd=rest * 0)
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    folders = _corpora.roots(parser.parse_args().data)
    found = [path for name in stories_gold.DATA if (path := _corpora.find(name, folders))]
    marked, event = wire()
    weights = fit(pairs(half(marked, event, fitted=True), event), [judged(path) for path in found])
    for name, old, new in zip(NAMES, FITTED.values, weights.values, strict=True):
        print(f"{name:8} as it is {old:6.2f}  fitted anew {new:6.2f}")
    for what, used in (("as it is", FITTED), ("fitted anew", weights)):
        for fitted in (True, False):
            told = " ".join(f"{k} {v:.3f}" for k, v in quality(marked, event, used, fitted=fitted).items())
            print(f"{what}, {'fitted' if fitted else 'held-out'} half: {told}")


if __name__ == "__main__":
    main()
