"""Precision, recall and F1 of tags, token by token, with intervals and the confusions; beside the commonest tag."""

from dataclasses import asdict
from typing import Any

from broadsheet.train.evaluation.predicting import predicted
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.scoring import scores

FAMILIES = ("masked", "causal", "paired")


def measure(subject: Subject) -> dict[str, Any] | None:
    """The figures of a tagger; None when the training was for something else."""
    if subject.objective.name != "tag":
        return None
    logits, truth = predicted(subject, subject.part)
    if not len(truth):
        return None
    import numpy as np

    names = tuple(subject.shards.tag_names)
    mine = scores(truth, logits.argmax(axis=1), labels=names, seed=subject.seed)
    commonest = float(np.bincount(truth).max() / len(truth))
    return asdict(mine) | {"beside": {"majority": {"accuracy": commonest}}}
