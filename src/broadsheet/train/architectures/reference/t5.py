r"""T5 (Raffel et al. 2020): encoder and decoder, with positions as biases of the attention.

$$
\begin{aligned}
\text{Attention}(Q, K, V) &= \text{softmax}(QK^T + B)V, \quad B_{ij} = b_{\text{bucket}(j - i)} \\
x &= x + \text{MultiHead}(\text{RMSNorm}(x)) \\
x &= x + \max(0, \text{RMSNorm}(x)W_1)W_2
\end{aligned}
$$

and in the decoder between the two $x = x + \text{MultiHead}(\text{RMSNorm}(x), m)$ at the encoder's last vectors $m$,
without $B$. The first layer's $b$ serves all layers of its side. There is no division by $\sqrt{d_k}$: the first
weights of $W^Q$ are smaller instead. T5 1.1 has $\text{GELU}(\hat{x}W_0) \odot \hat{x}W_1$ in place of the $\max$
(Shazeer 2020). Dropout is left out here.
"""

# ruff: noqa: N803, N806 - the symbols are those of the papers

import math
from typing import Any

import torch
from torch import Tensor

from broadsheet.train.architectures import t5
from broadsheet.train.architectures._pairs import Memory
from broadsheet.train.architectures.reference._words import (
    backwards_only,
    gelu_tanh,
    in_heads,
    joined,
    rms_norm,
    softmax,
)


class T5(t5.T5):
    """The T5 of `architectures/t5.py`, its equations written out."""

    def encode(self, ids: Tensor, *, mask: Tensor | None = None) -> Memory:
        """The source `ids` (B, S) read; `mask` (B, S) is true at tokens, false at padding."""
        S = ids.shape[1]
        everywhere = torch.ones(S, S, dtype=torch.bool)
        allowed = everywhere if mask is None else everywhere & mask.bool()[:, None, None, :]
        B = self.distances(self.encoder, S, is_two_way=True)
        x = self.shared.weight[ids]
        for block in self.encoder.block:
            own, forward = block.layer
            x_hat = self.norm(own, x)
            x = x + self.multi_head(own.SelfAttention, x_hat, x_hat, bias=masked(B, allowed))
            x = x + self.feed_forward(forward.DenseReluDense, self.norm(forward, x))
        return Memory(rms_norm(x, self.encoder.final_layer_norm.weight, epsilon=self.shape.epsilon), mask)

    def hidden(self, target_ids: Tensor, *, memory: Memory, mask: Tensor | None = None) -> Tensor:
        """The decoder's vectors (B, T, d) of `target_ids` (B, T), looking at `memory`."""
        T, m = target_ids.shape[1], memory.vectors
        is_token = memory.mask if mask is None else mask
        everywhere = torch.ones(T, m.shape[1], dtype=torch.bool)
        at_source = everywhere if is_token is None else everywhere & is_token.bool()[:, None, None, :]
        B = masked(self.distances(self.decoder, T, is_two_way=False), backwards_only(T))
        y = self.shared.weight[target_ids]
        for block in self.decoder.block:
            own, other, forward = block.layer
            y_hat = self.norm(own, y)
            y = y + self.multi_head(own.SelfAttention, y_hat, y_hat, bias=B)
            no_distance = masked(torch.zeros(1, dtype=y.dtype), at_source)
            y = y + self.multi_head(other.EncDecAttention, self.norm(other, y), m, bias=no_distance)
            y = y + self.feed_forward(forward.DenseReluDense, self.norm(forward, y))
        return rms_norm(y, self.decoder.final_layer_norm.weight, epsilon=self.shape.epsilon)

    def multi_head(self, part: Any, X: Tensor, Y: Tensor, *, bias: Tensor) -> Tensor:
        """MultiHead of X (B, T, d) looking at Y (B, S, d), `bias` added to the scores."""
        h = self.shape.heads
        Q, K, V = (
            in_heads(X @ part.q.weight.T, h),
            in_heads(Y @ part.k.weight.T, h),
            in_heads(Y @ part.v.weight.T, h),
        )
        return joined(softmax(Q @ K.transpose(-1, -2) + bias) @ V) @ part.o.weight.T

    def feed_forward(self, part: Any, x: Tensor) -> Tensor:
        """max(0, x W_1) W_2, or the gated form."""
        if self.shape.gated:
            return (gelu_tanh(x @ part.wi_0.weight.T) * (x @ part.wi_1.weight.T)) @ part.wo.weight.T
        return torch.clamp(x @ part.wi.weight.T, min=0) @ part.wo.weight.T

    def norm(self, part: Any, x: Tensor) -> Tensor:
        """RMSNorm of x (B, T, d)."""
        return rms_norm(x, part.layer_norm.weight, epsilon=self.shape.epsilon)

    def distances(self, side: Any, length: int, *, is_two_way: bool) -> Tensor:
        """The biases B (heads, T, T) of `side`: row i, column j holds that of the distance j - i."""
        b = side.block[0].layer[0].SelfAttention.relative_attention_bias.weight
        rows = []
        for i in range(length):
            rows.append([bucket(j - i, shape=self.shape, is_two_way=is_two_way) for j in range(length)])
        return b[torch.tensor(rows)].permute(2, 0, 1)


def bucket(distance: int, *, shape: Any, is_two_way: bool) -> int:
    """The bucket of a token `distance` further on (section 2.1 of the paper).

    Half the buckets are for single distances, the others for wider and wider ranges up to `shape.distance`. Where one
    looks both ways, half of all are for what comes after.
    """
    buckets: int = shape.buckets
    first = 0
    if is_two_way:
        buckets //= 2
        first = buckets if distance > 0 else 0
        n = abs(distance)
    else:
        n = max(0, -distance)
    exact = buckets // 2
    if n < exact:
        return first + n
    # In single precision, as the models in use were trained: it decides on which side of a limit a distance falls.
    grown = float(torch.log(torch.tensor(n / exact)) / math.log(shape.distance / exact) * (buckets - exact))
    return first + min(exact + int(grown), buckets - 1)


def masked(bias: Tensor, allowed: Tensor) -> Tensor:
    """`bias` where `allowed`, minus infinity elsewhere."""
    return torch.where(allowed, bias, torch.tensor(-torch.inf, dtype=bias.dtype))


def build(shape: Any, *, vocabulary: int) -> T5:
    """The readable T5."""
    return T5(shape, vocabulary=vocabulary)
