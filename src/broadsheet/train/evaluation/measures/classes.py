"""Precision, recall and F1 of each class with intervals, calibration and the confusions, beside what must be beaten.

The temperature of the probabilities is fitted on the part for choosing and judged on the one held out.
"""

from dataclasses import asdict
from typing import Any

from broadsheet.train.baselines import logistic, majority
from broadsheet.train.calibration import bins, error, probabilities, temperature
from broadsheet.train.evaluation.predicting import predicted
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.scoring import scores

FAMILIES = ("masked", "causal", "paired")
VALID = "valid"


def measure(subject: Subject) -> dict[str, Any] | None:
    """The figures of a classifier; None when the training was for something else."""
    if subject.objective.name != "classify":
        return None
    logits, truth = predicted(subject, subject.part)
    if not len(truth):
        return None
    names = tuple(subject.shards.labels)
    chosen, known = predicted(subject, VALID)
    fitted = temperature(chosen, known) if len(known) else 1.0
    found = bins(probabilities(logits, fitted), truth)
    mine = scores(truth, logits.argmax(axis=1), labels=names, seed=subject.seed)
    calibration = {"temperature": fitted, "error": error(found), "bins": [asdict(one) for one in found]}
    return asdict(mine) | {"calibration": calibration, "beside": _beside(subject)}


def _beside(subject: Subject) -> dict[str, dict[str, float]]:
    """What the commonest label, and TF-IDF with logistic regression, reach on the same texts."""
    train, part, tokenizer = "train", subject.part, subject.shards.tokenizer
    texts = {
        name: [tokenizer.decode(column[i].tolist()) for i in range(len(column))]
        for name, column in ((name, subject.shards.column(name)) for name in (train, part))
    }
    learnt, truth = subject.shards.label(train).tolist(), subject.shards.label(part).astype("intp")
    names = tuple(subject.shards.labels)
    rivals = {"majority": majority(learnt, len(truth))}
    if len(set(learnt)) > 1:
        rivals["logistic"] = logistic(texts[train], learnt, texts[part])
    told = {name: scores(truth, guesses, labels=names, seed=subject.seed) for name, guesses in rivals.items()}
    return {name: {"accuracy": one.accuracy, "macro_f1": one.macro_f1} for name, one in told.items()}
