"""How well guesses fit the truth: precision, recall and F1 of each label with intervals, and what is mistaken."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Interval = tuple[float, float]
_DRAWS = 500  # resamples of the bootstrap: its 2.5 % ends then stand within .005


@dataclass(frozen=True, slots=True)
class LabelScore:
    """One label on what was held out: `n` true examples; each figure 0 to 1 with its 95 % interval."""

    label: str
    n: int
    precision: float
    precision_interval: Interval
    recall: float
    recall_interval: Interval
    f1: float
    f1_interval: Interval


@dataclass(frozen=True, slots=True)
class Scores:
    """`confusion[i][j]` counts the examples of label i that were taken for label j."""

    n: int
    accuracy: float
    accuracy_interval: Interval
    macro_f1: float
    labels: tuple[LabelScore, ...]
    confusion: tuple[tuple[int, ...], ...]


def wilson(right: int, n: int) -> Interval:
    """The 95 % interval of a share (Wilson 1927); of nothing, all is possible."""
    from broadsheet.trends.intervals import share

    found = share(right, n)
    return (0.0, 1.0) if found is None or found.low is None or found.high is None else (found.low, found.high)


def scores(truth: "NDArray[np.intp]", guesses: "NDArray[np.intp]", *, labels: tuple[str, ...], seed: int) -> Scores:
    """The scores of `guesses` (n,) against `truth` (n,), both numbers of `labels`.

    The intervals of precision and recall are Wilson's, that of F1 is a bootstrap's: pairs of truth and guess drawn
    anew are counts drawn from the confusion matrix.
    """
    import numpy as np

    count = len(labels)
    confusion = np.zeros((count, count), dtype=np.int64)
    np.add.at(confusion, (truth, guesses), 1)
    total = int(confusion.sum())
    cells = confusion.ravel() / max(total, 1)
    drawn = np.random.default_rng(seed).multinomial(total, cells, size=_DRAWS).reshape(-1, count, count)
    spread = np.percentile(_f1(drawn), [2.5, 97.5], axis=0)
    f1 = _f1(confusion[None])[0]
    found = tuple(_label_score(confusion, i, labels[i], f1[i], spread[:, i]) for i in range(count))
    right = int(np.trace(confusion))
    present = [one.f1 for one in found if one.n]
    table = tuple(tuple(int(n) for n in row) for row in confusion)
    macro = sum(present) / max(len(present), 1)
    return Scores(total, right / max(total, 1), wilson(right, total), macro, found, table)


def _label_score(
    confusion: "NDArray[np.int64]", i: int, label: str, f1: float, spread: "NDArray[np.float64]"
) -> LabelScore:
    hit, true, said = int(confusion[i, i]), int(confusion[i].sum()), int(confusion[:, i].sum())
    return LabelScore(
        label,
        true,
        hit / said if said else 0.0,
        wilson(hit, said),
        hit / true if true else 0.0,
        wilson(hit, true),
        float(f1),
        (float(spread[0]), float(spread[1])),
    )


def _f1(confusion: "NDArray[np.int64]") -> "NDArray[np.float64]":
    """F1 of each label, shape (draws, labels), of confusion matrices (draws, labels, labels)."""
    import numpy as np

    hits = np.einsum("dii->di", confusion)
    both = confusion.sum(axis=1) + confusion.sum(axis=2)
    found: NDArray[np.float64] = 2 * hits / np.maximum(both, 1)
    return found
