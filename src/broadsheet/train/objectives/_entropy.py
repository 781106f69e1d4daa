"""Cross-entropy, summed and counted."""

import torch
from torch import Tensor
from torch.nn import functional

from broadsheet.train.objectives._shape import IGNORED, Loss


def entropy(scores: Tensor, targets: Tensor, *, smoothing: float = 0.0) -> Loss:
    """-sum over n of sum over k of q(k) log p(k), for scores (n, choices) and targets (n,), in nats.

    q is 1 for the target; with smoothing e it is 1 - e + e/K for it and e/K for the others (Szegedy et al. 2016,
    section 7). Targets that are `IGNORED` count for nothing. Sums are in single precision whatever the scores are in.
    """
    total = functional.cross_entropy(
        scores.float(), targets, ignore_index=IGNORED, reduction="sum", label_smoothing=smoothing
    )
    return Loss(total=total, count=(targets != IGNORED).sum())


def right(scores: Tensor, targets: Tensor) -> Tensor:
    """How many of the targets, those `IGNORED` left out, have the highest score, and how many there are: (2,)."""
    counted = targets != IGNORED
    return torch.stack([((scores.argmax(-1) == targets) & counted).sum(), counted.sum()]).double()
