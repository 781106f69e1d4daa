"""A model with a head on it: classes for a text, tags for its tokens, a vector for it."""

# mypy: allow-subclassing-any, allow-untyped-calls

from typing import Any

import torch
from torch import Tensor, nn

from broadsheet.core import UnknownNameError

POOLS = ("first", "last", "mean")


class Headed(nn.Module):
    """`body`, any model of `architectures`, with a linear layer of `outputs` on what it makes of a text.

    A text is summed up by its `first` vector (Devlin et al. 2019, section 3.2), its `last` (Radford et al. 2018,
    section 3.2) or the `mean` of all (Reimers and Gurevych 2019, section 3); "" is what the body's family is used to:
    masked the first, causal the last, paired the mean of what its encoder makes. Raises `UnknownNameError`.
    """

    def __init__(self, body: Any, *, outputs: int, pool: str = "", dropout: float = 0.1, seed: int = 0) -> None:
        super().__init__()
        if pool and pool not in POOLS:
            raise UnknownNameError(f"a text isn't summed up by {pool!r}", asked=pool, choices=POOLS)
        self.body, self.shape, self.family, self.outputs = body, body.shape, body.family, outputs
        self.pool = pool or {"masked": "first", "causal": "last"}.get(body.family, "mean")
        self.drop = nn.Dropout(dropout)
        width = self._width()
        self.head = nn.Linear(width, outputs)
        dice = torch.Generator().manual_seed(seed)
        with torch.no_grad():  # Devlin et al. 2019's spread for weights, drawn by the seed alone
            self.head.weight.normal_(std=0.02, generator=dice)
            self.head.bias.zero_()

    def classes(self, ids: Tensor, *, mask: Tensor, segments: Tensor | None = None) -> Tensor:
        """Scores of the classes (B, C) of the texts `ids` (B, T), of which `mask` (B, T) says what is no padding."""
        scores: Tensor = self.head(self.drop(self.vector(ids, mask=mask, segments=segments)))
        return scores

    def tagged(self, ids: Tensor, *, mask: Tensor) -> Tensor:
        """Scores of the tags (B, T, C) of each token."""
        scores: Tensor = self.head(self.drop(self._vectors(ids, mask, None)))
        return scores

    def vector(self, ids: Tensor, *, mask: Tensor, segments: Tensor | None = None) -> Tensor:
        """What a text is summed up in, (B, H)."""
        vectors = self._vectors(ids, mask, segments)
        if self.pool == "first":
            return vectors[:, 0]
        if self.pool == "last":
            last = mask.sum(1) - 1
            return vectors[torch.arange(len(last), device=last.device), last]
        weights = mask[..., None].to(vectors.dtype)
        return (vectors * weights).sum(1) / weights.sum(1)

    def _vectors(self, ids: Tensor, mask: Tensor, segments: Tensor | None) -> Tensor:
        """(B, T, H); padding is on the right, so that a causal model never reads it before a token."""
        found: Tensor
        if self.family == "masked":
            found = self.body.hidden(ids, segments=segments, mask=mask)
        elif self.family == "causal":
            found = self.body.hidden(ids)
        else:
            found = self.body.encode(ids, mask=mask).vectors
        return found

    def _width(self) -> int:
        training = self.body.training
        self.body.eval()
        with torch.no_grad():
            one = torch.zeros(1, 2, dtype=torch.int64)
            width = self._vectors(one, torch.ones(1, 2, dtype=torch.bool), None).shape[-1]
        self.body.train(training)
        return int(width)
