"""Next-token prediction on documents packed one after the other, without a token of padding between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import PARTS, Drawn
from broadsheet.train.objectives._pieces import lengths_of
from broadsheet.train.objectives._shape import IGNORED, Batch
from broadsheet.train.objectives._source import TRAIN, Source


@dataclass(frozen=True, slots=True)
class Settings:
    """`apart`: packed documents don't see each other. `smoothing`: of the targets, while training."""

    apart: bool = True
    smoothing: float = 0.0


class Stream(NamedTuple):
    """An epoch's documents in a row, each as bos, its tokens, eos: where each ends, and where it is in the column."""

    ends: NDArray[np.int64]
    order: NDArray[np.int64]
    turn: int


def make(source: Source, settings: Settings) -> "Causal":
    """The objective over `source`."""
    return Causal(source, settings)


class Causal(Drawn):
    """-log p(token | the tokens before it in its row), over every token of the documents once an epoch.

    Each epoch shuffles the documents, joins them in a ring cut at another place, and deals its rows shuffled. A part
    that is held out is read in its order, every token predicted once, so its bits per byte are exact.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        super().__init__(source, settings=source.told(settings), smoothing=settings.smoothing)
        self._apart, self._length = settings.apart, source.length
        self._stream = lru_cache(maxsize=4)(self._joined)
        for part in PARTS:
            tokens = int(self._stream(part, 0).ends[-1]) if len(source.column(part).tokens) else 0
            whole = tokens // self._length if part == TRAIN else -(-(tokens - 1) // self._length)
            source.holds(part, max(whole, int(tokens > 1)))

    def bytes(self, part: str) -> int | None:
        """Of the documents' text."""
        return int(self.source.shards.bytes(part))

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Rows of the stream, of `length` tokens and their `length` successors."""
        epochs = groupby(draws, key=lambda draw: self._epoch(part, draw))
        found = [self._rows(part, [draw.row for draw in some], epoch=epoch) for epoch, some in epochs]
        tokens, within = (np.concatenate(rows) for rows in zip(*found, strict=True))
        begins = within == 0
        targets = np.where(begins | (within < 0), IGNORED, tokens)[:, 1:]
        tensors = {"ids": tokens[:, :-1], "targets": targets}
        documents = np.cumsum(begins[:, :-1] | (within[:, :-1] < 0), axis=1)
        documents -= documents[:, :1]
        if self._apart and documents.any():
            tensors["documents"] = documents
        made = {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in tensors.items()}
        return Batch(made, tokens=int((within[:, :-1] >= 0).sum()))

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of all positions, (rows * length, vocabulary)."""
        given = batch.tensors
        hidden = model.hidden(given["ids"], documents=given.get("documents"))
        return model.scores(hidden).flatten(0, 1), given["targets"].flatten()

    def _epoch(self, part: str, draw: Draw) -> int:
        return draw.number // self.source.deck(part).count if part == TRAIN else 0

    def _rows(self, part: str, numbers: Sequence[int], *, epoch: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The tokens of rows and one more each, and where each stands in its document: 0 for bos, -1 beyond the end."""
        column, special = self.source.column(part), self.source.tokenizer
        stream = self._stream(part, epoch)
        places = stream.turn + np.array(numbers)[:, None] * self._length + np.arange(self._length + 1)
        beyond = np.zeros(places.shape, dtype=bool) if part == TRAIN else places >= stream.ends[-1]
        places %= stream.ends[-1]
        nth = np.searchsorted(stream.ends, places, side="right")
        document = stream.order[nth]
        within = places - np.where(nth, stream.ends[nth - 1], 0)
        starts = np.asarray(column.starts)
        inside = np.minimum(starts[document] + np.maximum(within - 1, 0), len(column.tokens) - 1)
        tokens = np.asarray(column.tokens[inside], dtype=np.int64)
        tokens = np.where(within == starts[document + 1] - starts[document] + 1, special.eos, tokens)
        tokens = np.where(within == 0, special.bos, tokens)
        return np.where(beyond, special.pad, tokens), np.where(beyond, -1, within)

    def _joined(self, part: str, epoch: int) -> Stream:
        lengths = lengths_of(self.source.column(part)) + 2
        if part != TRAIN:
            return Stream(np.cumsum(lengths), np.arange(len(lengths)), 0)
        order = self.source.shuffled(epoch, count=len(lengths))
        ends = np.cumsum(lengths[order])
        return Stream(ends, order, self.source.number(epoch, below=int(ends[-1])) if len(ends) else 0)
