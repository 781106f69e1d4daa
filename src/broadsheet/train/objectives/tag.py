"""A tag for each token: names, parts of speech."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from torch import Tensor

from broadsheet.core import InvalidInputError
from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import PARTS, Drawn
from broadsheet.train.objectives._entropy import entropy, right
from broadsheet.train.objectives._padding import mask_of, padded
from broadsheet.train.objectives._pieces import Pieces, lengths_of
from broadsheet.train.objectives._shape import IGNORED, Batch, Loss
from broadsheet.train.objectives._source import Source


@dataclass(frozen=True, slots=True)
class Settings:
    """`smoothing` of the targets while training."""

    smoothing: float = 0.0


def make(source: Source, settings: Settings) -> "Tag":
    """The objective over `source`. Raises `InvalidInputError` when tags and tokens are not one for one."""
    return Tag(source, settings)


class Tag(Drawn):
    """-log p(tag of a token | the text). The model has `tagged(ids, mask=...)`, (rows, length, tags).

    A row is [CLS] tokens [SEP]; a longer document is cut into several.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        super().__init__(source, settings=source.told(settings), smoothing=settings.smoothing)
        if source.length <= 2:
            raise InvalidInputError("a row has no room for a token", asked=f"length={source.length}", do="give more")
        size = source.length - 2
        self._texts = {part: Pieces(source.column(part), size=size) for part in PARTS}
        self._tags = {part: Pieces(source.shards.tags(part), size=size) for part in PARTS}
        for part in PARTS:
            if not np.array_equal(lengths_of(self._texts[part].column), lengths_of(self._tags[part].column)):
                raise InvalidInputError("there isn't a tag for each token", asked=f"part {part}", do="prepare it again")
            source.holds(part, len(self._texts[part]))

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Tokens and their tags."""
        special, texts, tags = self.source.tokenizer, self._texts[part], self._tags[part]
        pieces = [texts[draw.row] for draw in draws]
        rows = [[special.cls, *texts.tokens(piece).tolist(), special.sep] for piece in pieces]
        wanted = [[IGNORED, *tags.tokens(piece).tolist(), IGNORED] for piece in pieces]
        tensors = {
            "ids": padded(rows, fill=special.pad),
            "mask": mask_of(rows),
            "targets": padded(wanted, fill=IGNORED).flatten(),
        }
        return Batch(tensors, tokens=sum(map(len, rows)))

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the tags of all tokens, (rows * length, tags)."""
        scores: Tensor = model.tagged(batch.tensors["ids"], mask=batch.tensors["mask"])
        return scores.flatten(0, 1), batch.tensors["targets"]

    def loss(self, model: Any, batch: Batch) -> Loss:
        """Cross-entropy; how many were right is told as `accuracy`."""
        scores, targets = self.predictions(model, batch)
        found = entropy(scores, targets, smoothing=self.smoothing if model.training else 0.0)
        return Loss(found.total, found.count, {"accuracy": right(scores, targets)})
