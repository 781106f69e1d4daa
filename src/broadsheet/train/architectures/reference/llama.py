r"""Llama (Touvron et al. 2023): a decoder with rotary positions, RMSNorm, SwiGLU and shared keys and values.

$$
\begin{aligned}
x &= x + \text{MultiHead}(\text{RMSNorm}(x)) \\
x &= x + (\text{SiLU}(\hat{x}W_g) \odot \hat{x}W_u)W_d, \quad \hat{x} = \text{RMSNorm}(x)
\end{aligned}
$$

with $\text{SiLU}(z) = z\sigma(z)$ (Shazeer 2020). A query and a key at position $m$ are turned, number $i$ of the first
half and number $i$ of the second as one point of the plane (Su et al. 2021, equation 34), by $m\theta_i$ with
$\theta_i = \theta^{-2i/d_k}$:

$$
\begin{pmatrix} a_i \\ b_i \end{pmatrix} \mapsto
\begin{pmatrix} a_i \cos m\theta_i - b_i \sin m\theta_i \\ b_i \cos m\theta_i + a_i \sin m\theta_i \end{pmatrix}
$$

so that the product of a query and a key depends on their distance alone.
"""

# ruff: noqa: N806 - the symbols are those of the papers

from typing import Any

import torch
from torch import Tensor

from broadsheet.train.architectures import llama
from broadsheet.train.architectures._packing import runs
from broadsheet.train.architectures.reference._words import (
    attention,
    backwards_only,
    in_heads,
    joined,
    rms_norm,
    sigma,
)


class Llama(llama.Llama):
    """The Llama of `architectures/llama.py`, its equations written out."""

    def hidden(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T); tokens of another document are not looked at."""
        allowed, pos = backwards_only(ids.shape[1]), torch.arange(ids.shape[1])[None]
        if documents is not None:
            run, pos = runs(documents)
            allowed = allowed & (run[:, None, :, None] == run[:, None, None, :])
        x = self.model["embed_tokens"].weight[ids]
        for layer in self.model["layers"]:
            x_hat = self.norm(layer.input_layernorm, x)
            x = x + layer.drop(self.multi_head(layer.self_attn, x_hat, pos=pos, allowed=allowed))
            x = x + layer.drop(swiglu(layer.mlp, self.norm(layer.post_attention_layernorm, x)))
        return self.norm(self.model["norm"], x)

    def multi_head(self, part: Any, x: Tensor, *, pos: Tensor, allowed: Tensor) -> Tensor:
        """MultiHead of x (B, T, d) at the positions `pos` looking at itself where `allowed`."""
        h, g, theta = self.shape.heads, self.shape.key_heads, self.shape.theta
        Q = turned(in_heads(product(part.q_proj, x), h), pos, theta=theta)
        K = turned(in_heads(product(part.k_proj, x), g), pos, theta=theta)
        V = in_heads(product(part.v_proj, x), g)
        # Queries 0 .. h/g - 1 share the first head of keys and values, and so on (Ainslie et al. 2023).
        K, V = K.repeat_interleave(h // g, 1), V.repeat_interleave(h // g, 1)
        heads, _ = attention(Q, K, V, allowed=allowed)
        return joined(heads) @ part.o_proj.weight.T

    def norm(self, part: Any, x: Tensor) -> Tensor:
        """RMSNorm of x (B, T, d)."""
        return rms_norm(x, part.weight, epsilon=self.shape.epsilon)


def product(part: Any, x: Tensor) -> Tensor:
    """A linear layer, x W, and where there is a bias (Qwen2) x W + b."""
    return x @ part.weight.T if part.bias is None else x @ part.weight.T + part.bias


def turned(x: Tensor, pos: Tensor, *, theta: float) -> Tensor:
    """Queries or keys x (B, heads, T, d_k) turned by their positions `pos` (B, T)."""
    d_k = x.shape[-1]
    a, b = x[..., : d_k // 2], x[..., d_k // 2 :]
    theta_i = theta ** -(torch.arange(0, d_k, 2, dtype=torch.float32) / d_k)
    angle = (pos[:, None, :, None] * theta_i).to(torch.float32)
    cos, sin = torch.cos(angle).to(x.dtype), torch.sin(angle).to(x.dtype)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


def swiglu(part: Any, x: Tensor) -> Tensor:
    """(SiLU(x W_g) * x W_u) W_d."""
    W_g, W_u, W_d = part.gate_proj.weight.T, part.up_proj.weight.T, part.down_proj.weight.T
    z = x @ W_g
    return (z * sigma(z) * (x @ W_u)) @ W_d


def build(shape: Any, *, vocabulary: int) -> Llama:
    """The readable Llama."""
    return Llama(shape, vocabulary=vocabulary)
