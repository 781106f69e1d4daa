"""How well `verify.match_claims` finds a claim made before, in other words, with other figures, in the other language.

    python -m evals.claim_matching [--fit] [--show]

`gold/claim_pairs.tsv` was written for this: pairs of one claim (`same`), pairs that differ in one thing alone
(`figure`, `name`, `denied`), pairs of one subject and two claims (`other`). Pairs that differ in one thing count as
about one claim when the likeness is fitted, and each pair is held out in turn when it is measured.
"""

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadsheet.models import load_embedder
from broadsheet.verify import claim_matching
from broadsheet.verify.claim_matching import SAME, match_claims

GOLD = Path(__file__).parent / "gold" / "claim_pairs.tsv"
NAMES = ("bias", "meaning", "words", "figures", "language")
_WEIGHTS = ("BIAS", "COSINE", "OVERLAP", "FIGURE", "ABROAD")
RIDGE = 0.02
_DIFFERS = {"figure": "figure", "name": "name", "denied": "denial"}
Pair = tuple[str, str, str]


def pairs() -> list[Pair]:
    """(relation, one, other) of every pair."""
    rows = (line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(relation, one, other) for relation, one, other in rows]


def traits(rows: Sequence[Pair], cosines: Sequence[float]) -> NDArray[np.float64]:
    """What the likeness is weighed from, shape (pairs, 5)."""
    known = [getattr(claim_matching, name) for name in _WEIGHTS]
    table = []
    for (_, one, other), cosine in zip(rows, cosines, strict=True):
        parts = {p.name: p.weight for p in match_claims(one, other, cosine=cosine).parts}
        table.append([parts.get(name, 0.0) / weight for name, weight in zip(NAMES, known, strict=True)])
    return np.array(table)


def fitted(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ridge logistic regression by Newton's method."""
    ridge = np.diag([0.0, *([RIDGE] * (x.shape[1] - 1))])
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge + 1e-9 * np.eye(len(w)), x.T @ (p - y) + ridge @ w)
    return w


def main() -> None:
    """Print the figures, or the weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--fit", action="store_true")
    asked.add_argument("--show", action="store_true")
    options = asked.parse_args()
    rows = pairs()
    embedder = load_embedder()
    cosines = (embedder.embed([r[1] for r in rows]) * embedder.embed([r[2] for r in rows])).sum(axis=1).tolist()
    x = traits(rows, cosines)
    y = np.array([float(r[0] != "other") for r in rows])
    out = sys.stdout
    if options.fit:
        out.write(" ".join(f"{n}={v:.2f}" for n, v in zip(_WEIGHTS, fitted(x, y), strict=True)) + "\n")
    held = [float(x[i] @ fitted(np.delete(x, i, 0), np.delete(y, i))) for i in range(len(rows))]
    least = math.log(SAME / (1 - SAME))
    found = [h >= least for h in held]
    hits = sum(f for f, r in zip(found, rows, strict=True) if r[0] != "other")
    out.write(f"one claim, held out: recall {hits / y.sum():.3f}  precision {hits / max(sum(found), 1):.3f}\n")
    for kind, wanted in (("same", ""), *_DIFFERS.items()):
        some = [(r, c) for r, c in zip(rows, cosines, strict=True) if r[0] == kind]
        told = [match_claims(r[1], r[2], cosine=c) for r, c in some]
        right = sum(m.differs == wanted and m.score >= SAME for m in told)
        out.write(f"{kind:7} {right} of {len(some)} told as such\n")
        for (row, _), match in zip(some, told, strict=True):
            if options.show and not (match.differs == wanted and match.score >= SAME):
                out.write(f"  {match.score:.2f} {match.differs} [{match.ours}|{match.theirs}] {row[1]} | {row[2]}\n")


if __name__ == "__main__":
    main()
