"""Why a run can't go on: a loss that is not finite, memory that ran out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch

from broadsheet.core import ModelError
from broadsheet.train.loop.settings import Training

# A loss that grew to this many times its least of late was on its way out before it was gone.
GREW = 1.5
LATE = 20
# A rate at which models of this kind learn, for whoever gave one that none does.
USUAL = 1e-3
# What torch's allocators say, the processor's in a plain RuntimeError.
_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "out of memory")


def first_not_finite(model: Any, *, of: str) -> str:
    """The first weight, in the order of the model, whose values (`of="data"`) or gradient (`of="grad"`) aren't."""
    for name, weight in model.named_parameters():
        tensor = getattr(weight, of)
        if tensor is not None and not bool(torch.isfinite(tensor).all()):
            return str(name)
    return ""


def diverged(
    model: Any, *, step: int, loss: float, losses: Sequence[float], training: Training, kind: str
) -> ModelError:
    """The error for a step whose loss or gradient is not finite: what was met first, and what it points to."""
    weight, gradient = first_not_finite(model, of="data"), first_not_finite(model, of="grad")
    met = f"the loss of step {step} is {loss:g}" if loss - loss != 0 else f"the gradient of step {step} is not finite"
    where = f"the weight {weight} already was not" if weight else f"every weight was, first gradient: {gradient}"
    late = list(losses)[-LATE:]
    grew = late and late[-1] > GREW * min(late)
    history = f"the last losses: {', '.join(f'{one:.4g}' for one in late[-5:])}" if late else "no step went before"
    cause, do = "the batch or the model", "look at the documents of that step, and at the model's weights"
    if kind == "fp16":
        cause, do = "fp16 overflow", "choose another: --set training.precision=fp32 --accept training.precision"
    elif grew or weight or not late or training.rate > 0.1:  # no model of this kind is trained at a rate above .1
        lower = min(training.rate / 3, USUAL)
        cause, do = f"the rate {training.rate:g}", f"lower it: --set training.rate={lower:.2g} --accept training.rate"
    return ModelError(
        f"training stopped, most likely because of {cause}",
        asked=f"step {step} with {training.optimiser}, rate {training.rate:g}, clip {training.clip:g}, {kind}",
        found=f"{met}; {where}; {history}",
        do=f"{do}; the last checkpoint is as it was, and goes on under the name it has",
    )


@contextmanager
def memory_watched(training: Training) -> Iterator[None]:
    """Running out of memory, in here, is told with what to lower. Raises `ModelError`."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        told = str(error)
        is_told = any(sign in told for sign in _OUT_OF_MEMORY)
        if not is_told and not isinstance(error, (MemoryError, torch.OutOfMemoryError)):
            raise
        half = max(1, training.rows // 2)
        times = -(-training.rows * training.accumulate // half)
        lower = f"rows to {half} and raise accumulate to {times}, which is the same step"
        raise ModelError(
            "memory ran out",
            asked=f"{training.rows} rows of {training.length} tokens, accumulate {training.accumulate}",
            found=told.splitlines()[0][:200] if told else "no more",
            do=f"lower {lower}" if training.rows > 1 else f"lower length to {training.length // 2}",
        ) from error
