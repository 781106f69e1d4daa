"""Masked tokens and next sentences: how BERT is trained (Devlin et al. 2019, section 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from broadsheet.core import InvalidInputError
from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import PARTS, Drawn
from broadsheet.train.objectives._entropy import entropy
from broadsheet.train.objectives._padding import mask_of, padded, places
from broadsheet.train.objectives._pieces import Piece, Pieces
from broadsheet.train.objectives._shape import IGNORED, Batch, Loss
from broadsheet.train.objectives._source import Source
from broadsheet.train.objectives._words import continuing, grouped

# Devlin et al. 2019, section 3.1: of the tokens chosen, 80 % become [MASK], 10 % another token, 10 % stay.
MASKED, REPLACED = 0.8, 0.1
_FRAME = 3  # [CLS] A [SEP] B [SEP]
_TRIES = 8  # to find a piece of another document; with so many, nearly all are found when half the pieces are one's own
FOLLOWS, STRANGER = 0, 1  # the classes of the next sentence, as Hugging Face numbers them


@dataclass(frozen=True, slots=True)
class Settings:
    """`share` of the tokens is chosen, words at a time with `whole_words`; `next_sentence` asks whether B follows A."""

    share: float = 0.15
    whole_words: bool = False
    next_sentence: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.share < 1:
            raise InvalidInputError("the share of masked tokens must lie between 0 and 1", asked=f"share={self.share}")


class Row(NamedTuple):
    """One row: its tokens as the model sees them, the segment of each, what is to be told, and whether B follows A."""

    ids: NDArray[np.int64]
    segments: NDArray[np.int64]
    targets: NDArray[np.int64]
    follows: int


def make(source: Source, settings: Settings) -> "Masked":
    """The objective over `source`."""
    return Masked(source, settings)


class Masked(Drawn):
    """-log p(token | the rest of the row) over the tokens chosen, and -log p(B follows A | the row).

    The total is the sum over the masked tokens plus, for each row, `share * length` times the next sentence's: for
    rows that are full, the paper's sum of two means. Which tokens and which B is drawn anew each epoch.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        super().__init__(source, settings=source.told(settings))
        if source.length <= _FRAME + 1:
            raise InvalidInputError("a row has no room for two sentences", asked=f"length={source.length}", do="give 8")
        self._given, self._pieces = settings, {p: Pieces(source.column(p), size=source.length - _FRAME) for p in PARTS}
        for part in PARTS:
            source.holds(part, len(self._pieces[part]))
        special = source.tokenizer
        odd = {special.pad, special.unk, special.bos, special.eos, special.sep, special.cls, special.mask}
        self._ordinary = np.array(sorted(set(range(special.size)) - odd), dtype=np.int64)
        self._continues = continuing(special) if settings.whole_words else None

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Rows [CLS] A [SEP] B [SEP] with tokens masked."""
        rows = [self._row(part, draw) for draw in draws]
        targets = padded([row.targets for row in rows], fill=IGNORED)
        at = places(targets, ignored=IGNORED)
        tensors = {
            "ids": padded([row.ids for row in rows], fill=self.source.tokenizer.pad),
            "segments": padded([row.segments for row in rows], fill=0),
            "mask": mask_of([row.ids for row in rows]),
            "at": at,
            "targets": targets.flatten()[at],
            "follows": torch.tensor([row.follows for row in rows], dtype=torch.int64),
        }
        return Batch(tensors, tokens=sum(len(row.ids) for row in rows))

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the masked tokens, (masked, vocabulary)."""
        return self._masked(model, self._hidden(model, batch), batch)

    def loss(self, model: Any, batch: Batch) -> Loss:
        """Both losses; each is told as a part, the next sentence's as `next`."""
        hidden = self._hidden(model, batch)
        tokens = entropy(*self._masked(model, hidden, batch))
        parts = {"masked": torch.stack([tokens.total, tokens.count])}
        if not self._given.next_sentence:
            return Loss(tokens.total, tokens.count, parts)
        follows = entropy(model.follows(hidden), batch.tensors["follows"])
        weight = self._given.share * self.source.length
        parts["next"] = torch.stack([follows.total, follows.count])
        return Loss(tokens.total + weight * follows.total, tokens.count, parts)

    def _hidden(self, model: Any, batch: Batch) -> Tensor:
        given = batch.tensors
        hidden: Tensor = model.hidden(given["ids"], segments=given["segments"], mask=given["mask"])
        return hidden

    def _masked(self, model: Any, hidden: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        return model.scores(hidden.flatten(0, 1)[batch.tensors["at"]]), batch.tensors["targets"]

    def _row(self, part: str, draw: Draw) -> Row:
        pieces, special, dice = self._pieces[part], self.source.tokenizer, self.source.dice(part, draw)
        piece = pieces[draw.row]
        tokens = pieces.tokens(piece)
        first, second, follows = tokens, tokens[:0], IGNORED
        if self._given.next_sentence and len(tokens) > 1:
            cut = int(dice.integers(1, len(tokens)))
            first, second, follows = tokens[:cut], tokens[cut:], FOLLOWS
            other = self._stranger(pieces, piece, dice) if dice.random() < 0.5 else None
            if other is not None:
                second, follows = pieces.tokens(other)[: len(second)], STRANGER
        ids = np.concatenate([[special.cls], first, [special.sep], second, [special.sep] if len(second) else []])
        ids = ids.astype(np.int64)
        segments = (np.arange(len(ids)) > len(first) + 1).astype(np.int64)
        seen, targets = self._hide(ids, dice)
        return Row(seen, segments, targets, follows)

    def _stranger(self, pieces: Pieces, piece: Piece, dice: np.random.Generator) -> Piece | None:
        """A piece of another document, None when none was met."""
        for number in dice.integers(len(pieces), size=_TRIES):
            if pieces[int(number)].document != piece.document:
                return pieces[int(number)]
        return None

    def _hide(self, ids: NDArray[np.int64], dice: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        special = self.source.tokenizer
        open_to = np.flatnonzero((ids != special.cls) & (ids != special.sep))
        wanted = max(1, round(self._given.share * len(open_to)))
        if self._continues is None:
            chosen = np.sort(dice.permutation(open_to)[:wanted])
        else:
            chosen = grouped(open_to, continues=self._continues[ids[open_to]], wanted=wanted, dice=dice)
        targets = np.full(len(ids), IGNORED, dtype=np.int64)
        targets[chosen] = ids[chosen]
        lot = dice.random(len(chosen))
        others = dice.choice(self._ordinary, size=len(chosen))
        seen = ids.copy()
        replaced = np.where(lot < MASKED + REPLACED, others, ids[chosen])
        seen[chosen] = np.where(lot < MASKED, special.mask, replaced)
        return seen, targets
