r"""Scaled dot-product attention, and what has been read before kept for the next token.

$$\text{Attention}(Q, K, V) = \text{softmax}(\frac{QK^T}{\sqrt{d_k}})V$$

(Vaswani et al. 2017, equation 1.)
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from broadsheet.train.architectures._packing import Reading


@dataclass(frozen=True, slots=True)
class Heads:
    """Queries, keys and values of one layer: (B, heads, T, d), (B, groups, S, d), (B, groups, S, d)."""

    query: Tensor
    key: Tensor
    value: Tensor


@dataclass(frozen=True, slots=True)
class Cache:
    """What a causal model has read: per layer keys and values, each (B, groups, read so far, d)."""

    keys: tuple[Tensor, ...]
    values: tuple[Tensor, ...]

    @property
    def length(self) -> int:
        """How many tokens have been read."""
        return int(self.keys[0].shape[2])

    def pick(self, rows: Tensor) -> "Cache":
        """The same for `rows` alone, in their order: what a beam search keeps."""
        return Cache(tuple(k[rows] for k in self.keys), tuple(v[rows] for v in self.values))


def empty(weight: Tensor, *, layers: int, size: tuple[int, int, int]) -> Cache:
    """The cache of a model that has read nothing; `size` is (B, groups, d), kind and place are those of `weight`."""
    batch, groups, width = size
    nothing = weight.new_empty(batch, groups, 0, width)
    return Cache((nothing,) * layers, (nothing,) * layers)


def after(cache: Cache, layer: int, heads: Heads) -> Heads:
    """`heads` of new tokens with the keys and values of those read before in front."""
    key = torch.cat((cache.keys[layer], heads.key), 2)
    value = torch.cat((cache.values[layer], heads.value), 2)
    return Heads(heads.query, key, value)


def attend(heads: Heads, reading: Reading) -> Tensor:
    """What the tokens take from those they look at, (B * T, heads * d)."""
    mixed = functional.scaled_dot_product_attention(
        heads.query,
        heads.key,
        heads.value,
        attn_mask=reading.mask,
        dropout_p=reading.dropout,
        is_causal=reading.is_causal,
        enable_gqa=heads.query.shape[1] != heads.key.shape[1],
    )
    return mixed.transpose(1, 2).reshape(reading.rows * reading.length, -1)


def weights(heads: Heads, reading: Reading) -> Tensor:
    r"""How much each token looks at each other, $\text{softmax}(QK^T / \sqrt{d_k})$, (B, heads, T, S)."""
    shared = heads.query.shape[1] // heads.key.shape[1]
    key = heads.key.repeat_interleave(shared, 1)
    scores = heads.query @ key.transpose(2, 3) / heads.query.shape[3] ** 0.5
    mask = reading.mask
    if reading.is_causal:
        mask = torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).tril()
    return scores.softmax(-1) if mask is None else scores.masked_fill(~mask, -torch.inf).softmax(-1)
