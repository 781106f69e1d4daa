"""A class for a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import Drawn
from broadsheet.train.objectives._entropy import entropy, right
from broadsheet.train.objectives._padding import mask_of, padded
from broadsheet.train.objectives._pairing import labelled
from broadsheet.train.objectives._shape import Batch, Loss
from broadsheet.train.objectives._source import Source


@dataclass(frozen=True, slots=True)
class Settings:
    """`smoothing` of the targets while training."""

    smoothing: float = 0.0


def make(source: Source, settings: Settings) -> "Classify":
    """The objective over `source`."""
    return Classify(source, settings)


class Classify(Drawn):
    """-log p(class | text). The model has `classes(ids, mask=...)`, (rows, classes).

    A row is [CLS] text [SEP], cut at `length`; texts without a label are left out.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        super().__init__(source, settings=source.told(settings), smoothing=settings.smoothing)
        self._rows = labelled(source, ("text",))

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Texts and their classes."""
        special, column = self.source.tokenizer, self.source.column(part)
        documents = [int(self._rows[part][draw.row]) for draw in draws]
        rows = [[special.cls, *column[d][: self.source.length - 2].tolist(), special.sep] for d in documents]
        labels = np.asarray(self.source.shards.label(part), dtype=np.int64)[documents]
        tensors = {"ids": padded(rows, fill=special.pad), "mask": mask_of(rows), "targets": torch.from_numpy(labels)}
        return Batch(tensors, tokens=sum(map(len, rows)))

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the classes, (rows, classes)."""
        return model.classes(batch.tensors["ids"], mask=batch.tensors["mask"]), batch.tensors["targets"]

    def loss(self, model: Any, batch: Batch) -> Loss:
        """Cross-entropy; how many were right is told as `accuracy`."""
        scores, targets = self.predictions(model, batch)
        found = entropy(scores, targets, smoothing=self.smoothing if model.training else 0.0)
        return Loss(found.total, found.count, {"accuracy": right(scores, targets)})
