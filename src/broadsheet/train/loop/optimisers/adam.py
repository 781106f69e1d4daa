"""Adam (Kingma and Ba, ICLR 2015, algorithm 1), its weight decay added to the gradient.

g_t = grad f(w_t) + decay * w_t
m_t = b1 * m_(t-1) + (1 - b1) * g_t
v_t = b2 * v_(t-1) + (1 - b2) * g_t^2
w_(t+1) = w_t - rate * (m_t / (1 - b1^t)) / (sqrt(v_t / (1 - b2^t)) + 1e-8)
"""

from collections.abc import Sequence
from typing import Any

import torch

from broadsheet.train.loop.optimisers._groups import Group
from broadsheet.train.loop.optimisers._plain import plain
from broadsheet.train.loop.settings import Training


def make(groups: Sequence[Group], training: Training) -> list[Any]:
    """Torch's, in one pass over the weights."""
    return [torch.optim.Adam(plain(groups), lr=training.rate, betas=training.betas, eps=1e-8, fused=True)]
