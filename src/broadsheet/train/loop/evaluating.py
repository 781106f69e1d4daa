"""The loss on what was held out: the same batches every time, summed before anything is divided."""

from math import log
from typing import Any

import torch
from torch import Tensor

from broadsheet.train.loop import parallel
from broadsheet.train.loop.events import Evaluated
from broadsheet.train.loop.precision import computing
from broadsheet.train.loop.stepping import moved
from broadsheet.train.objectives import Objective

PART = "valid"


def evaluate(
    model: Any, objective: Objective, *, limit: int, device: torch.device, kind: str, part: str = PART
) -> Evaluated | None:
    """The loss of `model` on the first `limit` batches of `part`, 0 for all; None when the part is empty.

    The processes share the batches. The result's `step` and `best` are for the caller to fill.
    """
    whole = objective.batches(part)
    batches = min(whole, limit) if limit else whole
    if not batches:
        return None
    share, sums, parts = parallel.share(), torch.zeros(2, dtype=torch.float64, device=device), dict[str, Tensor]()
    was_training = model.training
    model.eval()
    try:
        with torch.no_grad(), computing(kind, device):
            for number in range(share.rank, batches, share.of):
                loss = objective.loss(model, moved(objective.batch(number, part=part), device))
                sums += torch.stack([loss.total.double(), loss.count.double()])
                for name, figure in loss.parts.items():
                    parts[name] = parts.get(name, torch.zeros_like(figure, dtype=torch.float64)) + figure.double()
    finally:
        model.train(was_training)
    nats, count = parallel.summed(sums).tolist()
    figures = {name: parallel.summed(parts[name]).tolist() for name in sorted(parts)}
    read = objective.bytes(part) if batches == whole else None
    return Evaluated(
        step=0,
        loss=nats / max(count, 1.0),
        nats=nats,
        count=count,
        best=False,
        bits_per_byte=nats / log(2) / read if read else None,
        parts={name: total / max(of, 1.0) for name, (total, of) in figures.items()},
    )
