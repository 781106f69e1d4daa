"""Span corruption: how T5 is trained (Raffel et al. 2020, section 3.1.4, figure 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from broadsheet.core import InvalidInputError
from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import PARTS, Drawn
from broadsheet.train.objectives._pieces import Pieces
from broadsheet.train.objectives._sequences import batched, predicted
from broadsheet.train.objectives._shape import Batch
from broadsheet.train.objectives._source import Source


@dataclass(frozen=True, slots=True)
class Settings:
    """`share` of the tokens is left out, in spans of `mean` tokens on average; the paper's are .15 and 3.

    `start` is the token that a decoder begins with, where it is not the tokenizer's bos.
    """

    share: float = 0.15
    mean: float = 3.0
    start: int | None = None

    def __post_init__(self) -> None:
        if not 0 < self.share < 1 or self.mean < 1:
            raise InvalidInputError("no such spans", asked=f"share={self.share}, mean={self.mean}", do="give .15 and 3")


def make(source: Source, settings: Settings) -> "Span":
    """The objective over `source`. Raises `InvalidInputError` when its tokenizer has no sentinels."""
    return Span(source, settings)


class Span(Drawn):
    """-log p(what was left out, sentinel by sentinel | the text with a sentinel for each span)."""

    def __init__(self, source: Source, settings: Settings) -> None:
        super().__init__(source, settings=source.told(settings))
        self._given = settings
        self._sentinels = np.array(source.tokenizer.sentinels, dtype=np.int64)
        if not len(self._sentinels):
            raise InvalidInputError(
                "span corruption needs sentinels, and this tokenizer has none", do="prepare the corpus with sentinels"
            )
        size = longest(source.length, share=settings.share, mean=settings.mean, sentinels=len(self._sentinels))
        self._pieces = {part: Pieces(source.column(part), size=size, least=2) for part in PARTS}
        for part in PARTS:
            source.holds(part, len(self._pieces[part]))

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Texts with spans left out, and what was left out."""
        pieces, special = self._pieces[part], self.source.tokenizer
        read, written = [], []
        for draw in draws:
            tokens = pieces.tokens(pieces[draw.row])
            dice = self.source.dice(part, draw)
            left_out = noise(len(tokens), share=self._given.share, mean=self._given.mean, dice=dice)
            read.append(marked(tokens, left_out, sentinels=self._sentinels, end=special.eos))
            written.append(marked(tokens, ~left_out, sentinels=self._sentinels, end=special.eos))
        return batched(
            read, written, pad=special.pad, start=special.bos if self._given.start is None else self._given.start
        )

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of what is to be written."""
        return predicted(model, batch)


def counts(length: int, *, share: float, mean: float) -> tuple[int, int]:
    """How many of so many tokens are left out, and in how many spans; at least one of each."""
    left_out = min(max(round(length * share), 1), length - 1)
    return left_out, min(max(round(left_out / mean), 1), left_out, length - left_out)


def longest(length: int, *, share: float, mean: float, sentinels: int) -> int:
    """The longest piece whose text, with sentinels and end, and whose left-out spans too, take at most `length`."""
    for size in range(int(length / (1 - share)) + 2, 1, -1):
        left_out, spans = counts(size, share=share, mean=mean)
        if max(size - left_out, left_out) + spans + 1 <= length and spans <= sentinels:
            return size
    raise InvalidInputError("a row has no room for a span", asked=f"length={length}", do="give 8 or more")


def noise(length: int, *, share: float, mean: float, dice: np.random.Generator) -> NDArray[np.bool_]:
    """Which of `length` tokens are left out: spans of random lengths, the text beginning with what stays."""
    left_out, spans = counts(length, share=share, mean=mean)
    stays = _cut(length - left_out, spans, dice)
    goes = _cut(left_out, spans, dice)
    runs = np.stack([stays, goes], axis=1).ravel()
    return np.repeat(np.tile([False, True], spans), runs)


def marked(
    tokens: NDArray[np.int64], hidden: NDArray[np.bool_], *, sentinels: NDArray[np.int64], end: int
) -> NDArray[np.int64]:
    """The tokens with one sentinel, each the next, in the place of every run that is hidden; then `end`."""
    begins = hidden & ~np.concatenate([[False], hidden[:-1]])
    with_sentinels = np.where(begins, sentinels[np.maximum(np.cumsum(begins) - 1, 0)], tokens)
    return np.concatenate([with_sentinels[begins | ~hidden], [end]])


def _cut(total: int, pieces: int, dice: np.random.Generator) -> NDArray[np.int64]:
    """`total` cut into so many pieces of at least one, every way as likely."""
    cuts = np.sort(dice.permutation(total - 1)[: pieces - 1]) + 1
    return np.diff(np.concatenate([[0], cuts, [total]])).astype(np.int64)
