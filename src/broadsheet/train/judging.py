"""The figures of a card: what was held out, scored, calibrated, and set beside the baselines."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from broadsheet.train.calibration import bins, error, probabilities, temperature
from broadsheet.train.measuring import Held
from broadsheet.train.scoring import Scores, scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A label is weak when its F1 is so far below the mean of all; three are named, more is no hint.
BELOW = 0.05
NAMED = 3


def figures(held: Sequence[Held], *, labels: Sequence[str], seed: int) -> tuple[dict[str, Any], float]:
    """The figures of the rounds together, in JSON's types, and the temperature that fits what was held out."""
    import numpy as np

    truth = np.concatenate([one.truth for one in held])
    logits = np.concatenate([one.logits for one in held])
    names = tuple(labels)
    mine = scores(truth, logits.argmax(axis=1), labels=names, seed=seed)
    beside = {
        name: _short(scores(truth, np.concatenate([getattr(one, name) for one in held]), labels=names, seed=seed))
        for name in ("majority", "logistic")
    }
    found = bins(_cross_fitted(logits, truth), truth)
    said = asdict(mine) | {
        "rounds": len(held),
        "calibration": {"error": error(found), "bins": [asdict(one) for one in found]},
        "beside": beside,
        "wanted": _wanted(mine),
    }
    return said, temperature(logits, truth)


def _short(found: Scores) -> dict[str, float]:
    return {"accuracy": found.accuracy, "macro_f1": found.macro_f1}


def _cross_fitted(logits: "NDArray[np.float64]", truth: "NDArray[np.intp]") -> "NDArray[np.float64]":
    """Probabilities of each half at the temperature of the other: a half can't vouch for its own."""
    import numpy as np

    found = np.zeros_like(logits)
    halves = (np.arange(len(truth)) % 2 == 0, np.arange(len(truth)) % 2 == 1)
    for mine, other in (halves, halves[::-1]):
        if mine.any():
            fitted = temperature(logits[other], truth[other]) if other.any() else 1.0
            found[mine] = probabilities(logits[mine], fitted)
    return found


def _wanted(found: Scores) -> list[str]:
    """The labels of which more examples would help most: those below the others, the worst first."""
    weak = [one for one in found.labels if one.n and one.f1 < found.macro_f1 - BELOW]
    return [one.label for one in sorted(weak, key=lambda one: (one.f1, one.n))[:NAMED]]
