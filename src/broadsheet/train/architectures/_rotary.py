r"""Rotary positions (Su et al. 2021): a query and a key are turned by their positions, so they meet by distance.

Number i of a head's first half and number i of its second half are one point of the plane (Hugging Face's half-rotation
layout), turned by $pos \cdot \theta^{-2i/d}$.
"""

import torch
from torch import Tensor


def turns(positions: Tensor, *, width: int, theta: float, like: Tensor) -> tuple[Tensor, Tensor]:
    """Cosines and sines for `positions` (T,) or (B, T), each (..., T, 1, width / 2), in the kind of `like`."""
    exponents = torch.arange(0, width, 2, device=like.device, dtype=torch.float32) / width
    angles = positions[..., None].float() * theta**-exponents
    return angles.cos().to(like.dtype)[..., None, :], angles.sin().to(like.dtype)[..., None, :]


def turn(x: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
    """`x` (B, T, heads, d) turned by the cosines and sines of its positions."""
    cosine, sine = rotation
    one, other = x.chunk(2, -1)
    return torch.cat((one * cosine - other * sine, other * cosine + one * sine), -1)
