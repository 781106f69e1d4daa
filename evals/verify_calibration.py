"""Whether the scores of `verify` are probabilities: calibration error, and the table of score against what is true.

    python -m evals.verify_calibration [--data DIR] [--english NewsArticles.csv] [--half tune|test] [--stories N]

Every sentence is checked against its story by the whole of `verify`; what is true of it and what each kind weighs is
said in `_verify_sentences.py` (half of the weight is true). The figure that is pinned is 1 less the error, so that
higher is better.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals._verify_calibration import error, reliability
from evals._verify_sentences import Row, continued, made, weights
from evals.verify_measures import share
from evals.verify_mutations import DATA, SEED, Case, chinese, english, names_of, picked

__all__ = ["DATA", "evaluate", "figures"]
STORIES = 60
LEAST, MOST = 0.05, 0.95  # scores beyond these are as good as certain, and are counted beside the table


def rows_of(cases: Sequence[Case], folder: Path) -> list[Row]:
    """The rows of the cases, with what models went on with where that is known."""
    outside = names_of(cases)
    found = [row for case in cases for row in made(case, outside)]
    if cases and cases[0].language == "zh":
        found += continued(folder, {case.key: case for case in cases})
    return found


def evaluate(found: Sequence[Row]) -> dict[str, Any]:
    """The error, its table, and how often the surest scores are wrong."""
    scores, true, heavy, deciders = [], [], [], Counter[str]()
    for row, weight in zip(found, weights(found), strict=True):
        claims = row.case.report(row.text).claims
        worst = min(claims, key=lambda c: c.score)
        scores.append(worst.score)
        true.append(row.true)
        heavy.append(weight)
        deciders[worst.decided_by] += 1
    bins = reliability(scores, true, heavy)
    low, high = ([t for s, t in zip(scores, true, strict=True) if at(s)] for at in (_low, _high))
    return {
        "sentences": len(found),
        "calibration_error": round(error(bins), 4),
        "bins": [asdict(b) for b in bins],
        "true_of_the_lowest": share(sum(low), len(low)),
        "true_of_the_highest": share(sum(high), len(high)),
        "decided_by": dict(deciders),
    }


def _low(score: float) -> bool:
    return score < LEAST


def _high(score: float) -> bool:
    return score > MOST


def figures(path: Path) -> dict[str, float]:
    """On the test half: 1 less the calibration error."""
    found = english(path) if path.suffix == ".csv" else chinese(path.parent.parent)
    cases = picked(found, wanted="test", n=STORIES, seed=SEED)
    scores = evaluate(rows_of(cases, path.parent.parent))
    return {f"{cases[0].language}.calibration": 1 - scores["calibration_error"]}


def main() -> int:
    """Print the tables as JSON; 3 where there is no data at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BROADSHEET_DATA", "data")))
    parser.add_argument("--english", type=Path)
    parser.add_argument("--half", choices=["tune", "test"], default="test")
    parser.add_argument("--stories", type=int, default=STORIES)
    options = parser.parse_args()
    result: dict[str, Any] = {"half": options.half}
    for language, stories in (("zh", chinese(options.data)), ("en", english(options.english))):
        cases = picked(stories, wanted=options.half, n=options.stories, seed=SEED)
        if cases:
            result[language] = evaluate(rows_of(cases, options.data))
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    return 0 if len(result) > 1 else 3


if __name__ == "__main__":
    sys.exit(main())
