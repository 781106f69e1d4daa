"""A small model taught by a large one: its scores at a temperature (Hinton, Vinyals and Dean 2015, section 2)."""

from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from broadsheet.core import InvalidInputError
from broadsheet.train.objectives._drawn import WHOLE, Drawn
from broadsheet.train.objectives._entropy import entropy
from broadsheet.train.objectives._shape import IGNORED, Batch, Loss, Share
from broadsheet.train.objectives._source import Source
from broadsheet.train.objectives._weighing import digest_of, frozen, weighed


@dataclass(frozen=True, slots=True)
class Settings:
    """`teacher`: a model of the same task and vocabulary. `task`: the objective that both do.

    `alpha` is the weight of the teacher's distribution at `temperature`, the rest that of the true target.
    """

    teacher: Any = field(repr=False)
    task: Drawn = field(repr=False)
    temperature: float = 2.0
    alpha: float = 0.5

    def __post_init__(self) -> None:
        if self.temperature <= 0 or not 0 <= self.alpha <= 1:
            raise InvalidInputError(
                "a temperature is above 0 and alpha between 0 and 1",
                asked=f"temperature={self.temperature}, alpha={self.alpha}",
            )


def make(source: Source, settings: Settings) -> "Distil":
    """The objective; rows, length and shards are those of the `task`."""
    return Distil(source, settings)


class Distil:
    """alpha T^2 KL(softmax(teacher / T) || softmax(student / T)) + (1 - alpha) cross-entropy, over the task's targets.

    T^2 keeps the soft targets' gradient as large as the hard ones' whatever T is (Hinton et al. 2015, section 2.1).
    What is held out is measured by the task's own loss.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        self.name, self._given, self._task = source.name, settings, settings.task
        self._teacher = frozen(settings.teacher)
        told = {"teacher": digest_of(self._teacher), "task": dict(settings.task.settings)}
        self.settings = source.told(settings, **told)

    def batch(self, step: int, *, part: str = "train", share: Share = WHOLE) -> Batch:
        """The task's batch."""
        return self._task.batch(step, part=part, share=share)

    def batches(self, part: str) -> int:
        """The task's."""
        return self._task.batches(part)

    def bytes(self, part: str) -> int | None:
        """The task's."""
        return self._task.bytes(part)

    def loss(self, model: Any, batch: Batch) -> Loss:
        """Of the student `model`, with the teacher's part told as `teacher` and the targets' as `target`."""
        if not model.training:
            return self._task.loss(model, batch)
        scores, targets = self._task.predictions(model, batch)
        with torch.no_grad():
            wanted, _ = self._task.predictions(weighed(self._teacher, scores.device), batch)
        if wanted.shape != scores.shape:
            raise InvalidInputError(
                "teacher and student don't choose among the same",
                asked=f"{wanted.shape[-1]} of the teacher",
                found=f"{scores.shape[-1]} of the student",
                do="give both the same tokenizer or labels",
            )
        hard = entropy(scores, targets, smoothing=self._task.smoothing)
        soft = self._soft(scores[targets != IGNORED], wanted[targets != IGNORED])
        total = self._given.alpha * soft + (1 - self._given.alpha) * hard.total
        parts = {"teacher": torch.stack([soft, hard.count]), "target": torch.stack([hard.total, hard.count])}
        return Loss(total, hard.count, parts)

    def _soft(self, scores: Tensor, wanted: Tensor) -> Tensor:
        heat = self._given.temperature
        student = functional.log_softmax(scores.float() / heat, dim=-1)
        teacher = functional.log_softmax(wanted.float() / heat, dim=-1)
        return heat**2 * functional.kl_div(student, teacher, reduction="sum", log_target=True)
