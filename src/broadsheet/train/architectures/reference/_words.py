r"""The parts of the equations that have a name: sigma, softmax, norms, attention, the feed-forward part.

Written out of sums and products, without PyTorch's own functions for them.
"""

# ruff: noqa: N803 - the symbols are those of the papers

import math

import torch
from torch import Tensor


def sigma(x: Tensor) -> Tensor:
    r"""$\sigma(x) = 1 / (1 + e^{-x})$."""
    return 1 / (1 + torch.exp(-x))


def softmax(x: Tensor) -> Tensor:
    r"""$\text{softmax}(x)_j = e^{x_j} / \sum_k e^{x_k}$ over the last dimension.

    The largest is taken off first, which changes nothing and keeps the powers small.
    """
    e = torch.exp(x - x.max(-1, keepdim=True).values)
    return e / e.sum(-1, keepdim=True)


def layer_norm(x: Tensor, gain: Tensor, bias: Tensor, *, epsilon: float) -> Tensor:
    r"""$\frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} \odot g + b$ (Ba et al. 2016, equation 4)."""
    mu = x.mean(-1, keepdim=True)
    variance = ((x - mu) ** 2).mean(-1, keepdim=True)
    return (x - mu) / torch.sqrt(variance + epsilon) * gain + bias


def rms_norm(x: Tensor, gain: Tensor, *, epsilon: float) -> Tensor:
    r"""$\frac{x}{\sqrt{\frac{1}{d}\sum_i x_i^2 + \epsilon}} \odot g$ (Zhang and Sennrich 2019, equation 4)."""
    return x / torch.sqrt((x**2).mean(-1, keepdim=True) + epsilon) * gain


def gelu(x: Tensor) -> Tensor:
    r"""$x \Phi(x) = \frac{x}{2}(1 + \text{erf}(x / \sqrt{2}))$ (Hendrycks and Gimpel 2016)."""
    return x / 2 * (1 + torch.erf(x / math.sqrt(2)))


def gelu_tanh(x: Tensor) -> Tensor:
    r"""$\frac{x}{2}(1 + \tanh(\sqrt{2/\pi}(x + 0.044715 x^3)))$, the approximation GPT-2 uses."""
    return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def attention(Q: Tensor, K: Tensor, V: Tensor, *, allowed: Tensor) -> tuple[Tensor, Tensor]:
    r"""$\text{Attention}(Q, K, V) = \text{softmax}(\frac{QK^T}{\sqrt{d_k}})V$ (Vaswani et al. 2017, equation 1).

    $Q$ (..., T, $d_k$), $K$ (..., S, $d_k$), $V$ (..., S, $d_v$); `allowed` (..., T, S) is true where a token may look,
    elsewhere the score is $-\infty$. Gives what is taken (..., T, $d_v$) and the weights (..., T, S).
    """
    d_k = K.shape[-1]
    scores = Q @ K.transpose(-1, -2) / math.sqrt(d_k)
    weights = softmax(scores.masked_fill(~allowed, -math.inf))
    return weights @ V, weights


def in_heads(x: Tensor, heads: int) -> Tensor:
    """(B, T, d) as (B, heads, T, d / heads)."""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def joined(x: Tensor) -> Tensor:
    """(B, heads, T, d / heads) as (B, T, d): Concat(head_1, ..., head_h)."""
    return x.transpose(1, 2).flatten(-2)


def backwards_only(length: int) -> Tensor:
    """(T, T), true where token t looks at itself and those before it."""
    t = torch.arange(length)
    return t[:, None] >= t[None, :]
