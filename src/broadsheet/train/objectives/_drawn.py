"""An objective whose rows are drawn from a source: a batch is rows put together, a loss is their cross-entropy."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from torch import Tensor

from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._entropy import entropy
from broadsheet.train.objectives._shape import Batch, Loss, Share
from broadsheet.train.objectives._source import Source

WHOLE = Share()
PARTS = ("train", "valid", "test")


class Drawn(ABC):
    """Batches from a `source`. Whoever makes one tells the source how many rows each part has."""

    def __init__(self, source: Source, *, settings: Mapping[str, Any], smoothing: float = 0.0) -> None:
        self.source, self.settings, self.smoothing = source, settings, smoothing
        self.name = source.name

    def batch(self, step: int, *, part: str = "train", share: Share = WHOLE) -> Batch:
        """See `Objective.batch`."""
        return self.together(part, self.source.draws(step, part=part, share=share))

    def batches(self, part: str) -> int:
        """See `Objective.batches`."""
        return self.source.batches(part)

    def bytes(self, part: str) -> int | None:  # noqa: ARG002 - most predict something else than a text
        """See `Objective.bytes`."""
        return None

    def loss(self, model: Any, batch: Batch) -> Loss:
        """Cross-entropy, smoothed only while the model is training."""
        scores, targets = self.predictions(model, batch)
        return entropy(scores, targets, smoothing=self.smoothing if model.training else 0.0)

    @abstractmethod
    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """The rows that were drawn, as one batch."""

    @abstractmethod
    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of shape (n, choices) and the n targets, some of them perhaps `IGNORED`."""
