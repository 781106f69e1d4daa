"""How often the word that was hidden is the likeliest, or among the five likeliest; beside the commonest word."""

from typing import Any

from broadsheet.train.evaluation.predicting import predicted
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.scoring import wilson

FAMILIES = ("masked",)
MOST = 20_000  # gaps: the interval is then half a point wide, and scores of 8,000 words fit in memory a batch at a time
FIVE = 5


def measure(subject: Subject) -> dict[str, Any] | None:
    """Shares of gaps filled right, first and among five, with 95 % intervals."""
    import numpy as np

    scores, truth = predicted(subject, subject.part, most=int(subject.settings.get("gaps", MOST)))
    if not len(truth):
        return None
    ranks = (scores > scores[np.arange(len(truth)), truth][:, None]).sum(axis=1)
    n = len(truth)
    first, five = int((ranks == 0).sum()), int((ranks < FIVE).sum())
    commonest = int(np.bincount(truth).max())
    return {
        "n": n,
        "first": first / n,
        "first_interval": list(wilson(first, n)),
        "among_five": five / n,
        "commonest_word": commonest / n,
    }
