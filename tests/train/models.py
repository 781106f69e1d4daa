"""A model of a few hundred weights that has every face an objective may ask for."""

# mypy: allow-subclassing-any, allow-untyped-calls

from typing import Any

import torch
from torch import Tensor, nn

WIDTH = 12


class Tiny(nn.Module):
    """What stands before a token is summed up by a decaying mean; padding counts for nothing."""

    def __init__(self, *, vocabulary: int, outputs: int = 3, seed: int = 0, dropout: float = 0.0) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.embedding = nn.Embedding(vocabulary, WIDTH)
        self.inner = nn.Linear(2 * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.next = nn.Linear(WIDTH, 2)
        self.out = nn.Linear(WIDTH, outputs)
        self.drop = nn.Dropout(dropout)

    def hidden(self, ids: Tensor, *, mask: Any = None, memory: Any = None, **_: Any) -> Tensor:
        x = self.embedding(ids)
        seen = x if mask is None or memory is not None else x * mask[..., None]
        past = seen.cumsum(1) / torch.arange(1, ids.shape[1] + 1, device=ids.device)[None, :, None]
        if memory is not None:
            past = past + memory[:, None]
        return self.norm(self.drop(torch.tanh(self.inner(torch.cat([x, past], -1)))))

    def scores(self, hidden: Tensor) -> Tensor:
        return hidden @ self.embedding.weight.T

    def follows(self, hidden: Tensor) -> Tensor:
        return self.next(hidden[:, :3].sum(1))

    def encode(self, ids: Tensor, *, mask: Tensor) -> Tensor:
        return self.vector(ids, mask=mask)

    def vector(self, ids: Tensor, *, mask: Tensor) -> Tensor:
        return (self.hidden(ids, mask=mask) * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

    def classes(self, ids: Tensor, *, mask: Tensor, segments: Any = None) -> Tensor:
        shifted = ids if segments is None else (ids + 3 * segments) % self.embedding.num_embeddings
        return self.out(self.vector(shifted, mask=mask))

    def tagged(self, ids: Tensor, *, mask: Tensor) -> Tensor:
        return self.out(self.hidden(ids, mask=mask))
