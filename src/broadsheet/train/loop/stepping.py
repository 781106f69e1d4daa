"""One step: the gradients of its batches, summed over the processes, scaled and clipped, and the weights moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from broadsheet.train.loop import diagnosis, parallel
from broadsheet.train.loop.moving import Mover
from broadsheet.train.loop.precision import Scale, computing
from broadsheet.train.loop.schedules import rate
from broadsheet.train.loop.settings import Training
from broadsheet.train.objectives import Batch, Objective


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step was: mean loss, length of the gradient before clipping, tokens read, parts; or that it was void."""

    loss: float
    norm: float
    rate: float
    tokens: int
    parts: Mapping[str, float]
    skipped: bool


class Stepper:
    """Takes the steps of a run on `model`, which is on `device` already."""

    def __init__(
        self, model: Any, objective: Objective, training: Training, *, device: torch.device, kind: str
    ) -> None:
        self.model, self.objective, self.training = model, objective, training
        self.device, self.kind = device, kind
        self.mover = Mover(model, training)
        self.scale = Scale.first(kind)
        self.losses: list[float] = []

    def take(self, step: int) -> Taken:
        """Step number `step`, from 1. Raises `ModelError` when its loss or gradient is not finite.

        All randomness is of the seed, the step and the process, so that a run that goes on draws what it would have.
        The gradient is that of the mean over all that was counted in the step, whichever way it was cut into batches.
        """
        share = parallel.share()
        self.mover.clear()
        if not self.model.training:
            self.model.train()
        sums = torch.zeros(3, dtype=torch.float64, device=self.device)
        parts: dict[str, Tensor] = {}
        for number in range((step - 1) * self.training.accumulate, step * self.training.accumulate):
            torch.manual_seed((self.training.seed * 1_000_003 + number) * 4096 + share.rank)
            self._backward(number, sums, parts)
        return self._move(step, sums, parts)

    def _backward(self, nth: int, sums: Tensor, parts: dict[str, Tensor]) -> None:
        batch = moved(self.objective.batch(nth, share=parallel.share()), self.device)
        with computing(self.kind, self.device):
            loss = self.objective.loss(self.model, batch)
        (loss.total * (self.scale.value / self._nominal)).backward()
        tokens = torch.tensor(batch.tokens, device=self.device)
        sums += torch.stack([figure.detach().double() for figure in (loss.total, loss.count, tokens)])
        for name, part in loss.parts.items():
            parts[name] = parts[name] + part.detach().double() if name in parts else part.detach().double()

    def _move(self, step: int, sums: Tensor, parts: dict[str, Tensor]) -> Taken:
        weights = self.mover.weights
        parallel.sum_gradients(weights)
        names = sorted(parts)
        grads = [weight.grad for weight in weights if weight.grad is not None]
        length = torch.nn.utils.get_total_norm(grads) if grads else sums.new_zeros(())
        added = parallel.summed(torch.cat([sums, *(parts[name] for name in names)]))
        total, count, tokens, *rest, raw = torch.cat([added, length.double().reshape(1)]).tolist()
        factor = self._nominal / self.scale.value / max(count, 1.0)
        norm, loss = raw * factor, total / max(count, 1.0)
        means = {name: rest[2 * n] / max(rest[2 * n + 1], 1.0) for n, name in enumerate(names)}
        now = rate(self.training, step)
        finite = loss - loss == 0 and norm - norm == 0
        if skipped := self.scale.took(finite=finite):
            return Taken(loss, norm, now, int(tokens), means, skipped)
        if not finite:
            raise diagnosis.diverged(
                self.model, step=step, loss=loss, losses=self.losses, training=self.training, kind=self.kind
            )
        self.losses = [*self.losses, loss][-diagnosis.LATE :]
        if grads:
            clip = self.training.clip
            torch._foreach_mul_(grads, factor * (min(1.0, clip / (norm + 1e-6)) if clip else 1.0))
        self.mover.move(now)
        return Taken(loss, norm, now, int(tokens), means, skipped=False)

    @property
    def _nominal(self) -> int:
        """About how many predictions a batch has: losses are divided by it before the true number is known."""
        return self.training.rows * self.training.length


def moved(batch: Batch, device: torch.device) -> Batch:
    """The batch on that device, from pinned memory where it is a graphics card."""
    if device.type == "cpu":
        return batch
    tensors = {name: t.pin_memory().to(device, non_blocking=True) for name, t in batch.tensors.items()}
    return Batch(tensors, batch.tokens)
