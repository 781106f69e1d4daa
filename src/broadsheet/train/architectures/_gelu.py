r"""GELU by its tanh approximation (Hendrycks and Gimpel 2016), written for processors.

$$\text{gelu}(x) = \tfrac{x}{2}(1 + \tanh(\sqrt{2/\pi}(x + 0.044715 x^3))) = x \sigma(u), \quad
u = 2\sqrt{2/\pi}(x + 0.044715 x^3)$$

since $\tanh(z) = 2\sigma(2z) - 1$. PyTorch's own kernel computes an exact tanh in both directions, which on processors
takes more than twice as long as one logistic function for both; elsewhere its kernel is used.
"""

# mypy: allow-subclassing-any, allow-untyped-decorators

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable
from torch.nn import functional

_LINEAR = 2 * (2 / torch.pi) ** 0.5
_CUBIC = _LINEAR * 0.044715


class _Gelu(torch.autograd.Function):
    """x s(u), and its derivative s + u' x s (1 - s), kept from the first: two passes fewer, one number a weight kept.

    The derivative is not itself derived: a second derivative raises an error rather than being wrong.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        linear = x.new_tensor(_LINEAR)
        inner = torch.addcmul(linear, x, x, value=_CUBIC)  # u / x
        sigma = (inner * x).sigmoid_()
        result = x * sigma
        slope = torch.add(-2 * linear, inner, alpha=3, out=inner)  # u' = 3 u / x - 2 sqrt(8 / pi)
        slope.mul_(result).addcmul_(slope, sigma, value=-1).add_(sigma)
        ctx.save_for_backward(slope)
        return result

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        (slope,) = ctx.saved_tensors
        return slope * gradients[0]


def gelu(x: Tensor) -> Tensor:
    """GELU of every number of `x`."""
    # In half precision the kernel's own wider arithmetic is needed.
    is_wide = x.dtype in (torch.float32, torch.float64)
    if is_wide and x.device.type == "cpu" and x.requires_grad and not torch.jit.is_tracing():
        return _Gelu.apply(x)
    return functional.gelu(x, approximate="tanh")
