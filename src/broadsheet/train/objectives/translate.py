"""One text turned into another: translation, headline of a body, summary (Sutskever et al. 2014, equation 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import Drawn
from broadsheet.train.objectives._pairing import pair_up
from broadsheet.train.objectives._sequences import batched, predicted
from broadsheet.train.objectives._shape import Batch
from broadsheet.train.objectives._source import Source


@dataclass(frozen=True, slots=True)
class Settings:
    """`smoothing` of the targets while training; Vaswani et al. 2017, section 5.4, took .1.

    `start` is the token that a decoder begins with, where it is not the tokenizer's bos.
    """

    smoothing: float = 0.0
    start: int | None = None


def make(source: Source, settings: Settings) -> "Translate":
    """The objective over `source`."""
    return Translate(source, settings)


class Translate(Drawn):
    """-log p(target | text), token by token, the tokens before it given (teacher forcing).

    Batches are of rows of like length. Both sides are cut at `length`, the end of sequence counted.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        super().__init__(source, settings=source.told(settings), smoothing=settings.smoothing)
        self._start = settings.start
        self._rows = pair_up(source, ("text", "target"))

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Texts to read and targets to write."""
        special, room = self.source.tokenizer, self.source.length - 1
        read, written = [], []
        for draw in draws:
            document = int(self._rows[part][draw.row])
            read.append([*self.source.column(part, "text")[document][:room].tolist(), special.eos])
            written.append([*self.source.column(part, "target")[document][:room].tolist(), special.eos])
        return batched(read, written, pad=special.pad, start=special.bos if self._start is None else self._start)

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of what is to be written."""
        return predicted(model, batch)
