"""Stochastic gradient descent with momentum (Polyak 1964; Sutskever et al. 2013, equations 1 and 2).

g_t = grad f(w_t) + decay * w_t
v_t = momentum * v_(t-1) + g_t        (v_1 = g_1)
w_(t+1) = w_t - rate * v_t
"""

from collections.abc import Sequence
from typing import Any

import torch

from broadsheet.train.loop.optimisers._groups import Group
from broadsheet.train.loop.optimisers._plain import plain
from broadsheet.train.loop.settings import Training


def make(groups: Sequence[Group], training: Training) -> list[Any]:
    """Torch's, in one pass over the weights."""
    return [torch.optim.SGD(plain(groups), lr=training.rate, momentum=training.momentum, fused=True)]
