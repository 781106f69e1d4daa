"""Preferences: the accepted answer above the refused one (Rafailov et al. 2023, DPO, equation 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from broadsheet.core import InvalidInputError
from broadsheet.train.objectives._answers import answered, scored
from broadsheet.train.objectives._drawing import Draw
from broadsheet.train.objectives._drawn import PARTS, Drawn
from broadsheet.train.objectives._pairing import pair_up
from broadsheet.train.objectives._shape import Batch, Loss
from broadsheet.train.objectives._source import Source
from broadsheet.train.objectives._weighing import digest_of, frozen, weighed
from broadsheet.train.tuning.asking import BETWEEN

Known = Mapping[str, NDArray[np.float64]]  # by part, log-probabilities of accepted and refused, (documents, 2)


@dataclass(frozen=True, slots=True)
class Settings:
    """`reference`: the model before training, frozen, or what `Prefer.measured` gave of it.

    `beta`: how dear it is to leave the reference; Rafailov et al. took .1. `between` stands between text and answer.
    """

    reference: Any = field(repr=False)
    beta: float = 0.1
    between: str = BETWEEN

    def __post_init__(self) -> None:
        if self.beta <= 0:
            raise InvalidInputError("beta must be above 0", asked=f"beta={self.beta}", do="give .1")


def make(source: Source, settings: Settings) -> "Prefer":
    """The objective over `source`."""
    return Prefer(source, settings)


class Prefer(Drawn):
    """-log sigmoid(beta ((log p(y_w) - log p_ref(y_w)) - (log p(y_l) - log p_ref(y_l)))), all given the text.

    y_w is the target, y_l the refused. A batch has `2 * rows` rows: the accepted ones, then the refused ones.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        told = _told(settings.reference)
        super().__init__(source, settings=source.told(settings, reference=told))
        self._beta = settings.beta
        self._between = source.tokenizer.encode(settings.between)
        self._rows = pair_up(source, ("text", "target", "refused"))
        self._known: Known | None = settings.reference if isinstance(settings.reference, Mapping) else None
        self._reference = None if self._known is not None else frozen(settings.reference)

    def together(self, part: str, draws: Sequence[Draw]) -> Batch:
        """Texts with the accepted answers, then with the refused ones."""
        documents = [int(self._rows[part][draw.row]) for draw in draws]
        texts, accepted, refused = (
            [self.source.column(part, name)[d].tolist() for d in documents] for name in ("text", "target", "refused")
        )
        texts = [[*text, *self._between] for text in texts]
        length, special = self.source.length, self.source.tokenizer
        made = answered([*texts, *texts], [*accepted, *refused], special=special, length=length)
        if self._known is None:
            return made
        known = torch.from_numpy(np.ascontiguousarray(self._known[part][documents].T, dtype=np.float32).ravel())
        return Batch({**made.tensors, "reference": known}, made.tokens)

    def predictions(self, model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of all answers' tokens, (tokens, vocabulary)."""
        return scored(model, batch), batch.tensors["targets"]

    def loss(self, model: Any, batch: Batch) -> Loss:
        """Equation 7; how often the accepted gained more is told as `accuracy` (ties half), by how much as `margin`."""
        gained = self._likelihoods(model, batch) - self._referred(batch)
        accepted, refused = gained.chunk(2)
        margin = self._beta * (accepted - refused)
        count = torch.tensor(len(margin), device=margin.device)
        above = ((margin > 0).double() + (margin == 0).double() / 2).sum()
        parts = {
            "accuracy": torch.stack([above, count.double()]),
            "margin": torch.stack([margin.detach().double().sum(), count.double()]),
        }
        return Loss(-functional.logsigmoid(margin).sum(), count, parts)

    def measured(self, model: Any) -> Known:
        """Log-probabilities of every answer under `model`, to be given as `reference` in its place."""
        known = {}
        for part in PARTS:
            rows = self._rows[part]
            found = np.zeros((len(self.source.column(part)), 2), dtype=np.float64)
            for begin in range(0, len(rows), self.source.rows):
                some = range(begin, min(begin + self.source.rows, len(rows)))
                with torch.no_grad():
                    batch = self.together(part, [Draw(n, n) for n in some])
                    told = self._likelihoods(model.eval(), batch)
                found[rows[list(some)]] = told.double().view(2, -1).T.numpy()
            known[part] = found
        return known

    def _referred(self, batch: Batch) -> Tensor:
        if self._reference is None:
            return batch.tensors["reference"]
        with torch.no_grad():
            return self._likelihoods(weighed(self._reference, batch.tensors["ids"].device), batch)

    def _likelihoods(self, model: Any, batch: Batch) -> Tensor:
        """Log p(answer | text) of each row, summed over its tokens: (2 * rows,)."""
        scores, targets = self.predictions(model, batch)
        each = -functional.cross_entropy(scores.float(), targets, reduction="none")
        return torch.zeros(len(batch.tensors["ids"]), device=each.device).index_add(0, batch.tensors["row"], each)


def _told(reference: Any) -> str:
    if not isinstance(reference, Mapping):
        return digest_of(reference)
    return sha256(b"".join(np.ascontiguousarray(reference[part]).tobytes() for part in sorted(reference))).hexdigest()
