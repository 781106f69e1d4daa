"""Fits the learnt model of `verify` and writes it with its card.

    python -m evals.verify_fit FOLDER src/broadsheet/verify/data/learnt.json [KEPT]

FOLDER has `uhgeval/dev.jsonl`; KEPT is a file the features are kept in between runs, for trying settings. What it is
fitted on, `_verify_sentences.py` says. By five folds of stories it is calibrated and its thresholds are set. A few
minutes on one core; run it again whenever the checks of the rules have changed.
"""

import json
import pickle
import sys
from pathlib import Path

import numpy as np
from evals._verify_calibration import error, reliability
from evals._verify_fitting import SETTINGS, Array, Table, calibrated, crossed, fitted, tabled, written
from evals._verify_sentences import FALSE, TRUE, Row, rows
from evals.verify_measures import PINNED
from numpy.typing import NDArray

from broadsheet.verify.learnt.features import NAMES

SOURCES = {
    "UHGEval (IAAR-Shanghai), tune half": "Apache-2.0",
    "sample wire": "Apache-2.0, this project's",
    "sentences written freely about both and about NewsArticles": "Apache-2.0, this project's: of NewsArticles nothing"
    " but the numbers of the features was used, no text",
}
# Of true sentences that the rules pass the model may hold back so many: by it the threshold is set.
HELD_BACK = {"free": 0.08, "headline": 0.06, "reworded": 0.02}

# What no program made of the story's own words: on it the score is calibrated.
REAL = ("free", "hallucinated", "headline")


def main() -> None:
    """Fit, judge by folds, write."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    found, table = _read(folder, Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    log_odds = crossed(table)
    real = np.isin([found[i].group for i in table.row], REAL)
    slope, offset = calibrated(log_odds, table, real)
    score = 1 / (1 + np.exp(-(slope * log_odds + offset)))
    enough = {language: _enough(language, found, table, score) for language in ("zh", "en")}
    model = written(fitted(table, np.ones(len(table.true), bool)), slope=slope, offset=offset)
    card = {
        "what": "whether the evidence says a sentence: boosted trees on features of alignment",
        "made_by": "evals/verify_fit.py",
        "licence": "Apache-2.0",
        "sources": SOURCES,
        "held_out": ["UHGEval, test half " + PINNED["uhgeval"][:12], "NewsArticles", "THUCNews", "BBC 2004-2005"],
        "sentences": {lang: sum(r.case.language == lang for r in found) for lang in ("zh", "en")},
        "mix": {"true": TRUE, "false": FALSE, "prior": 0.5},
        "settings": SETTINGS,
        "by_folds": _figures(found, table, score, enough),
        "limits": "English is fitted on the sample wire and on sentences about NewsArticles alone. The score is a"
        " probability where half of what is checked is true; in a careful newsroom more is. It reads words, not"
        " meaning: of a sentence said freely, with a false twin in the evidence's own words, it knows little.",
    }
    lines = json.dumps({"card": card, "enough": enough}, ensure_ascii=False, indent=1)[:-2]
    rest = ",\n".join(f" {json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in model.items())
    target.write_text(f"{lines},\n{rest}\n}}\n", encoding="utf-8")
    sys.stdout.write(json.dumps(card["by_folds"], indent=1) + f"\n{enough}\n")


def _read(folder: Path, kept: Path | None) -> tuple[list[Row], Table]:
    if kept and kept.exists():
        held: tuple[list[Row], Table] = pickle.loads(kept.read_bytes())  # noqa: S301 - a file this program wrote
        return held
    found = list(rows(folder))
    table = tabled(found)
    if kept:
        kept.write_bytes(pickle.dumps((found, table)))
    return found, table


def _enough(language: str, found: list[Row], table: Table, score: Array) -> float:
    """The highest threshold that holds back no more true sentences than may be."""
    clean = table.x[:, NAMES.index("errors")] == 0
    mine = np.array([found[i].case.language == language for i in table.row]) & clean & table.true
    group = np.array([found[i].group for i in table.row])
    return round(min(float(np.quantile(score[mine & (group == g)], part)) for g, part in HELD_BACK.items()), 4)


def _figures(found: list[Row], table: Table, score: Array, enough: dict[str, float]) -> dict[str, object]:
    """By language: area under the curve, calibration error, and the share held back of each group, rules included."""
    language = np.array([found[i].case.language for i in table.row])
    group = np.array([found[i].group for i in table.row])
    refused = (table.x[:, NAMES.index("errors")] > 0) | (score < np.array([enough[x] for x in language]))
    real = np.isin(group, REAL)
    result: dict[str, object] = {}
    for name in ("zh", "en"):
        here = language == name
        false = here & ~table.true
        result[name] = {
            "all": _measured(score, table, here),
            "written_by_people_or_models": _measured(score, table, here & real),
            "held_back": {g: round(float(refused[here & table.true & (group == g)].mean()), 3) for g in TRUE},
            "caught": {g: round(float(refused[false & (group == g)].mean()), 3) for g in sorted(set(group[false]))},
        }
    return result


def _measured(score: Array, table: Table, here: NDArray[np.bool_]) -> dict[str, float]:
    """Area under the curve and expected calibration error of some lines, by their weight."""
    from sklearn.metrics import roc_auc_score

    bins = reliability(score[here].tolist(), table.true[here].tolist(), table.weight[here].tolist())
    area = roc_auc_score(table.true[here], score[here], sample_weight=table.weight[here])
    return {"auc": round(float(area), 4), "calibration_error": round(error(bins), 4)}


if __name__ == "__main__":
    main()
