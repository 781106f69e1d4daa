"""Muon (Jordan et al. 2024): momentum, made orthogonal, for the matrices between hidden layers; AdamW for the rest.

    v_t = momentum * v_(t-1) + g_t
    o_t = orthogonal(g_t + momentum * v_t)              (Nesterov)
    w_(t+1) = w_t - rate * decay * w_t - rate * 0.2 * sqrt(max(rows, columns)) * o_t

The factor makes an update as large as AdamW's, so that both take the same rate and decay (Liu et al., "Muon is scalable
for LLM training", 2025, equation 4). Torch's own computes in bfloat16, which most processors have no unit for.
"""

# mypy: allow-subclassing-any, allow-untyped-calls, allow-untyped-decorators

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from broadsheet.train.loop.optimisers import adamw
from broadsheet.train.loop.optimisers._groups import Group
from broadsheet.train.loop.optimisers._plain import plain
from broadsheet.train.loop.settings import Training

# Jordan et al. 2024: a quintic whose slope at 0 is steepest while what is near 1 stays there; five turns bring
# singular values between .7 and 1.2.
_A, _B, _C = 3.4445, -4.7750, 2.0315
_TURNS = 5
# Liu et al. 2025, section 2.2: the root mean square of AdamW's updates lies between .2 and .4.
_LIKE_ADAMW = 0.2


def orthogonal(matrix: Tensor) -> Tensor:
    """About U V^T for a matrix U S V^T, by Newton-Schulz: X <- aX + (bA + cA^2)X with A = X X^T.

    Several of one shape (n, rows, columns) are made so at once, each by itself: small products cost their start.
    """
    x = matrix.mT if matrix.size(-2) > matrix.size(-1) else matrix
    x = x / x.norm(dim=(-2, -1), keepdim=True).clamp(min=1e-7)
    for _ in range(_TURNS):
        square = x @ x.mT
        x = _A * x + (_B * square + _C * square @ square) @ x
    return x.mT if matrix.size(-2) > matrix.size(-1) else x


class Muon(torch.optim.Optimizer):
    """The equations above over groups of matrices."""

    def __init__(self, groups: list[dict[str, Any]], *, lr: float, momentum: float) -> None:
        super().__init__(groups, {"lr": lr, "momentum": momentum, "weight_decay": 0.0})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # noqa: ARG002 - torch's own shape
        """Move every weight that has a gradient."""
        for group in self.param_groups:
            alike: dict[torch.Size, list[Tensor]] = {}
            for weight in group["params"]:
                if weight.grad is not None:
                    alike.setdefault(weight.shape, []).append(weight)
            for weights in alike.values():
                self._move(weights, group)

    def _move(self, weights: list[Tensor], group: dict[str, Any]) -> None:
        wanted = [self._wanted(weight, group["momentum"]) for weight in weights]
        rate = -group["lr"] * _LIKE_ADAMW * max(weights[0].shape) ** 0.5
        for weight, update in zip(weights, orthogonal(torch.stack(wanted)), strict=True):
            weight.mul_(1 - group["lr"] * group["weight_decay"])
            weight.add_(update, alpha=rate)

    def _wanted(self, weight: Tensor, momentum: float) -> Tensor:
        state = self.state[weight]
        if not state:
            state["momentum_buffer"] = torch.zeros_like(weight)
        speed: Tensor = state["momentum_buffer"].mul_(momentum).add_(weight.grad)
        gradient: Any = weight.grad
        wanted: Tensor = gradient.add(speed, alpha=momentum)
        return wanted


def make(groups: Sequence[Group], training: Training) -> list[Any]:
    """Muon for the hidden matrices and AdamW for embeddings, heads, biases and norms."""
    matrices = [group for group in groups if group.hidden]
    rest = [group for group in groups if not group.hidden]
    made: list[Any] = []
    if matrices:
        made.append(Muon(plain(matrices), lr=training.rate, momentum=training.momentum))
    return made + (adamw.make(rest, training) if rest else [])
