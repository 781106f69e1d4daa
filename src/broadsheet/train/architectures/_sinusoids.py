r"""Positions as sines and cosines (Vaswani et al. 2017, section 3.5).

$$PE_{(pos,2i)} = \sin(pos/10000^{2i/d_{model}}), \quad PE_{(pos,2i+1)} = \cos(pos/10000^{2i/d_{model}})$$
"""

import torch
from torch import Tensor

_LONGEST_WAVE = 10000.0


def sinusoids(positions: Tensor, *, width: int, like: Tensor) -> Tensor:
    """The vectors (T, width) of `positions` (T,), in the kind of `like`."""
    exponents = torch.arange(0, width, 2, device=like.device, dtype=torch.float64) / width
    angles = positions[:, None].double() / _LONGEST_WAVE**exponents
    return torch.stack((angles.sin(), angles.cos()), -1).view(-1, width).to(like.dtype)
