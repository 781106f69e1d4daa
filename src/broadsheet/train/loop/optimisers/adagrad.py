"""Adagrad (Duchi, Hazan and Singer, JMLR 2011, figure 1, diagonal).

g_t = grad f(w_t) + decay * w_t
s_t = s_(t-1) + g_t^2
w_(t+1) = w_t - rate * g_t / (sqrt(s_t) + 1e-10)
"""

from collections.abc import Sequence
from typing import Any

import torch

from broadsheet.train.loop.optimisers._groups import Group
from broadsheet.train.loop.optimisers._plain import plain
from broadsheet.train.loop.settings import Training


def make(groups: Sequence[Group], training: Training) -> list[Any]:
    """Torch's: in one pass on the processor, in one pass a kind of operation elsewhere, where it has no fused one."""
    on_cpu = all(weight.device.type == "cpu" for group in groups for weight in group.parameters)
    way: dict[str, bool] = {"fused": True} if on_cpu else {"foreach": True}
    return [torch.optim.Adagrad(plain(groups), lr=training.rate, eps=1e-10, **way)]
