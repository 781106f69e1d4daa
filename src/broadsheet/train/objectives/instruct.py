"""Answers to instructions: next-token prediction, with a loss on the answer alone (Ouyang et al. 2022, 3.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from broadsheet.train.objectives._answers import answered, scored
from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import Drawn
from broadsheet.train.objectives._pairing import pair_up
from broadsheet.train.objectives._shape import Batch
from broadsheet.train.objectives._source import Source
from broadsheet.train.tuning.asking import BETWEEN


@dataclass(frozen=True, slots=True)
class Settings:
    """`smoothing` of the targets while training; `between` stands between instruction and answer."""

    smoothing: float = 0.0
    between: str = BETWEEN


def make(source: Source, settings: Settings) -> "Instruct":
    """The objective over `source`."""
    return Instruct(source, settings)


class Instruct(Drawn):
    """-log p(answer, end | instruction), token by token; the text is the instruction, the target the answer.

    A row is bos, instruction, a line end, answer, eos. Where it is longer than `length` the instruction loses its
    beginning; an answer that has no room even so loses its end, and then no end is learnt.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        super().__init__(source, settings=source.told(settings), smoothing=settings.smoothing)
        self._between = source.tokenizer.encode(settings.between)
        self._rows = pair_up(source, ("text", "target"))

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Instructions with their answers."""
        documents = [int(self._rows[part][draw.row]) for draw in draws]
        texts = [[*self.source.column(part, "text")[d].tolist(), *self._between] for d in documents]
        answers = [self.source.column(part, "target")[d].tolist() for d in documents]
        return answered(texts, answers, special=self.source.tokenizer, length=self.source.length)

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the answers' tokens, (tokens, vocabulary)."""
        return scored(model, batch), batch.tensors["targets"]
