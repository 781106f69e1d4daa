r"""The Transformer (Vaswani et al. 2017), encoder and decoder.

$$
\begin{aligned}
PE_{(pos,2i)} &= \sin(pos/10000^{2i/d_{model}}), \quad PE_{(pos,2i+1)} = \cos(pos/10000^{2i/d_{model}}) \\
\text{Attention}(Q, K, V) &= \text{softmax}(\frac{QK^T}{\sqrt{d_k}})V \\
\text{head}_i &= \text{Attention}(XW_i^Q, YW_i^K, YW_i^V) \\
\text{MultiHead}(X, Y) &= \text{Concat}(\text{head}_1, \dots, \text{head}_h)W^O \\
FFN(x) &= \max(0, xW_1 + b_1)W_2 + b_2
\end{aligned}
$$

A layer of the encoder is $x = \text{LayerNorm}(x + \text{MultiHead}(x, x))$, then
$x = \text{LayerNorm}(x + FFN(x))$. One of the decoder looks backwards only, and between the two at the encoder's last
vectors $m$: $x = \text{LayerNorm}(x + \text{MultiHead}(x, m))$.
"""

# ruff: noqa: N803, N806 - the symbols are those of the papers

import math
from typing import Any

import torch
from torch import Tensor

from broadsheet.train.architectures import transformer
from broadsheet.train.architectures._pairs import Memory
from broadsheet.train.architectures.reference._words import attention, backwards_only, in_heads, joined, layer_norm


class Transformer(transformer.Transformer):
    """The Transformer of `architectures/transformer.py`, its equations written out."""

    def encode(self, ids: Tensor, *, mask: Tensor | None = None) -> Memory:
        """The source `ids` (B, S) read; `mask` (B, S) is true at tokens, false at padding."""
        everywhere = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool)
        allowed = everywhere if mask is None else everywhere & mask.bool()[:, None, None, :]
        x = self.enter(ids)
        for layer in self.encoder["layers"]:
            x = self.norm(layer.norm1, x + self.drop(self.multi_head(layer.self_attn, x, x, allowed=allowed)))
            x = self.norm(layer.norm2, x + self.drop(ffn(layer, x)))
        return Memory(x, mask)

    def hidden(self, target_ids: Tensor, *, memory: Memory, mask: Tensor | None = None) -> Tensor:
        """The decoder's vectors (B, T, d) of `target_ids` (B, T), looking at `memory`."""
        T, m = target_ids.shape[1], memory.vectors
        is_token = memory.mask if mask is None else mask
        everywhere = torch.ones(T, m.shape[1], dtype=torch.bool)
        at_source = everywhere if is_token is None else everywhere & is_token.bool()[:, None, None, :]
        y = self.enter(target_ids)
        for layer in self.decoder["layers"]:
            own = self.multi_head(layer.self_attn, y, y, allowed=backwards_only(T))
            y = self.norm(layer.norm1, y + self.drop(own))
            other = self.multi_head(layer.multihead_attn, y, m, allowed=at_source)
            y = self.norm(layer.norm2, y + self.drop(other))
            y = self.norm(layer.norm3, y + self.drop(ffn(layer, y)))
        return y

    def enter(self, ids: Tensor) -> Tensor:
        """Tokens (B, T) as vectors (B, T, d), sqrt(d_model) times those of the embedding, plus their positions."""
        d_model = self.shape.width
        x = self.embedding.weight[ids] * math.sqrt(d_model)
        return self.drop(x + positions(ids.shape[1], d_model).to(x.dtype))

    def multi_head(self, part: Any, X: Tensor, Y: Tensor, *, allowed: Tensor) -> Tensor:
        """MultiHead of X (B, T, d) looking at Y (B, S, d) where `allowed`."""
        W_Q, W_K, W_V = part.in_proj_weight.chunk(3)
        W_O, h = part.out_proj.weight, self.shape.heads
        Q, K, V = in_heads(X @ W_Q.T, h), in_heads(Y @ W_K.T, h), in_heads(Y @ W_V.T, h)
        heads, _ = attention(Q, K, V, allowed=allowed)
        return joined(heads) @ W_O.T

    def norm(self, part: Any, x: Tensor) -> Tensor:
        """LayerNorm of x (B, T, d)."""
        return layer_norm(x, part.weight, part.bias, epsilon=self.shape.epsilon)


def positions(length: int, d_model: int) -> Tensor:
    """PE_(pos, i), (T, d_model)."""
    table = torch.zeros(length, d_model, dtype=torch.float64)
    for pos in range(length):
        for i in range(d_model // 2):
            angle = pos / 10000 ** (2 * i / d_model)
            table[pos, 2 * i] = math.sin(angle)
            table[pos, 2 * i + 1] = math.cos(angle)
    return table


def ffn(layer: Any, x: Tensor) -> Tensor:
    """FFN(x) = max(0, x W_1 + b_1) W_2 + b_2; PyTorch keeps W transposed."""
    W_1, b_1, W_2, b_2 = layer.linear1.weight.T, layer.linear1.bias, layer.linear2.weight.T, layer.linear2.bias
    return torch.clamp(x @ W_1 + b_1, min=0) @ W_2 + b_2


def build(shape: Any, *, vocabulary: int) -> Transformer:
    """The readable Transformer."""
    return Transformer(shape, vocabulary=vocabulary)
