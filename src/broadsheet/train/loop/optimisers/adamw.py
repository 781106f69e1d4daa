"""AdamW (Loshchilov and Hutter, ICLR 2019, algorithm 2): Adam, with weights that shrink beside the gradient.

m_t = b1 * m_(t-1) + (1 - b1) * g_t
v_t = b2 * v_(t-1) + (1 - b2) * g_t^2
w_(t+1) = w_t - rate * decay * w_t - rate * (m_t / (1 - b1^t)) / (sqrt(v_t / (1 - b2^t)) + 1e-8)
"""

from collections.abc import Sequence
from typing import Any

import torch

from broadsheet.train.loop.optimisers._groups import Group
from broadsheet.train.loop.optimisers._plain import plain
from broadsheet.train.loop.settings import Training


def make(groups: Sequence[Group], training: Training) -> list[Any]:
    """Torch's, in one pass over the weights."""
    return [torch.optim.AdamW(plain(groups), lr=training.rate, betas=training.betas, eps=1e-8, fused=True)]
