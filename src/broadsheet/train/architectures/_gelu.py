r"""GELU by its tanh approximation (Hendrycks and Gimpel 2016), written for processors.

$$\text{gelu}(x) = \tfrac{x}{2}(1 + \tanh(\sqrt{2/\pi}(x + 0.044715 x^3))) = x \sigma(u), \quad
u = 2\sqrt{2/\pi}(x + 0.044715 x^3)$$

since $\tanh(z) = 2\sigma(2z) - 1$. PyTorch's own kernel computes an exact tanh in both directions, which on processors
takes twice as long as the logistic function kept from the first; elsewhere its kernel is used.
"""

# mypy: allow-subclassing-any

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

_LINEAR = 2 * (2 / torch.pi) ** 0.5
_CUBIC = _LINEAR * 0.044715


class _Gelu(torch.autograd.Function):
    """x s(u), and its derivative s + x s (1 - s) u' from what was computed already."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        inner = (x * x).mul_(_CUBIC).add_(_LINEAR).mul_(x)
        sigma = inner.sigmoid_()
        result = x * sigma
        ctx.save_for_backward(x, sigma, result)
        return result

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        x, sigma, result = ctx.saved_tensors
        slope = (x * x).mul_(3 * _CUBIC).add_(_LINEAR)
        return torch.addcmul(result, result, sigma, value=-1).mul_(slope).add_(sigma).mul_(gradients[0])


def gelu(x: Tensor) -> Tensor:
    """GELU of every number of `x`."""
    # In half precision the kernel's own wider arithmetic is needed.
    is_wide = x.dtype in (torch.float32, torch.float64)
    if is_wide and x.device.type == "cpu" and x.requires_grad and not torch.jit.is_tracing():
        return _Gelu.apply(x)
    return functional.gelu(x, approximate="tanh")
