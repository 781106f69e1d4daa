"""Two texts: a label for the pair, or vectors that are near for a pair and far for all others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import Drawn
from broadsheet.train.objectives._entropy import entropy, right
from broadsheet.train.objectives._padding import mask_of, padded
from broadsheet.train.objectives._pairing import labelled, pair_up
from broadsheet.train.objectives._shape import Batch, Loss
from broadsheet.train.objectives._source import Source

WAYS = ("contrast", "label")
_FRAME = 3  # [CLS] text [SEP] target [SEP]


@dataclass(frozen=True, slots=True)
class Settings:
    """`way`: `label` for the label of a pair, `contrast` for vectors; `temperature` is the contrast's.

    Gao et al., "SimCSE", EMNLP 2021, section 3.1, took .05.
    """

    way: str = "contrast"
    temperature: float = 0.05
    smoothing: float = 0.0

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise UnknownNameError(f"pairs can't be learnt by {self.way!r}", asked=self.way, choices=WAYS)
        if self.temperature <= 0:
            raise InvalidInputError("a temperature must be above 0", asked=f"temperature={self.temperature}")


def make(source: Source, settings: Settings) -> "Pairs":
    """The objective over `source`."""
    return Pairs(source, settings)


class Pairs(Drawn):
    """Label: -log p(label | [CLS] text [SEP] target [SEP]), by `classes(ids, segments=..., mask=...)`.

    Contrast (van den Oord et al. 2018, equation 4, InfoNCE): -log of exp(cos(t_i, u_i) / T) over the sum over j of
    exp(cos(t_i, u_j) / T), the mean of both directions, by `vector(ids, mask=...)`; the others are those of the batch,
    of several processes each its own.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        super().__init__(source, settings=source.told(settings), smoothing=settings.smoothing)
        if source.length <= _FRAME + 1:
            raise InvalidInputError("a row has no room for two texts", asked=f"length={source.length}", do="give 8")
        self._given = settings
        self._rows = (labelled if settings.way == "label" else pair_up)(source, ("text", "target"))

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Pairs in one row with their label, or each text in its row."""
        documents = [int(self._rows[part][draw.row]) for draw in draws]
        texts = [self.source.column(part, "text")[d].tolist() for d in documents]
        others = [self.source.column(part, "target")[d].tolist() for d in documents]
        if self._given.way == "contrast":
            return self._apart(texts, others)
        special, room = self.source.tokenizer, self.source.length - _FRAME
        rows, segments = [], []
        for text, other in zip(texts, others, strict=True):
            first = text[: max(room // 2, room - len(other))]
            second = other[: room - len(first)]
            rows.append([special.cls, *first, special.sep, *second, special.sep])
            segments.append([0] * (len(first) + 2) + [1] * (len(second) + 1))
        labels = np.asarray(self.source.shards.label(part), dtype=np.int64)[documents]
        tensors = {"ids": padded(rows, fill=special.pad), "mask": mask_of(rows), "segments": padded(segments, fill=0)}
        return Batch({**tensors, "targets": torch.from_numpy(labels)}, tokens=sum(map(len, rows)))

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the labels (rows, labels), or of which is whose both ways (2 * rows, rows)."""
        given = batch.tensors
        if self._given.way == "label":
            scores = model.classes(given["ids"], mask=given["mask"], segments=given["segments"])
            return scores, given["targets"]
        texts = functional.normalize(model.vector(given["ids"], mask=given["mask"]).float(), dim=-1)
        others = functional.normalize(model.vector(given["others"], mask=given["others_mask"]).float(), dim=-1)
        near = texts @ others.T / self._given.temperature
        targets = torch.arange(len(near), device=near.device)
        return torch.cat([near, near.T]), torch.cat([targets, targets])

    def loss(self, model: Any, batch: Batch) -> Loss:
        """Cross-entropy; how many were right is told as `accuracy`."""
        scores, targets = self.predictions(model, batch)
        found = entropy(scores, targets, smoothing=self.smoothing if model.training else 0.0)
        return Loss(found.total, found.count, {"accuracy": right(scores, targets)})

    def _apart(self, texts: Sequence[list[int]], others: Sequence[list[int]]) -> Batch:
        special, room = self.source.tokenizer, self.source.length - 2
        rows, against = ([[special.cls, *one[:room], special.sep] for one in side] for side in (texts, others))
        tensors = {
            "ids": padded(rows, fill=special.pad),
            "mask": mask_of(rows),
            "others": padded(against, fill=special.pad),
            "others_mask": mask_of(against),
        }
        return Batch(tensors, tokens=sum(map(len, rows)) + sum(map(len, against)))
