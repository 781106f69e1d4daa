"""The peer of the lab's training: a GPT-2 and a loop written plainly in PyTorch, as nanoGPT's are, to measure beside.

Radford et al. 2019 as nanoGPT lays it out: (B, T, d) throughout, products without biases, the exact GELU, PyTorch's own
attention. The loop draws random windows of one long line of tokens, clips at 1, moves by AdamW and asks for the loss at
every step. On a processor nanoGPT's AdamW is not the fused one; `fused` makes it so, for a harder comparison.
"""

# mypy: allow-subclassing-any

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Size:
    """The numbers of a model and of its batches; the defaults are nanoGPT's demo on a processor."""

    vocabulary: int
    layers: int = 4
    heads: int = 4
    width: int = 128
    context: int = 64
    rows: int = 12


class Norm(nn.Module):
    """A layer norm without a bias."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        """(B, T, d) to (B, T, d)."""
        return functional.layer_norm(x, self.weight.shape, self.weight, None, 1e-5)


class Attention(nn.Module):
    """Masked multi-head self-attention."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.three = nn.Linear(size.width, 3 * size.width, bias=False)
        self.out = nn.Linear(size.width, size.width, bias=False)
        self.drop = nn.Dropout(0.0)

    def forward(self, x: Tensor) -> Tensor:
        """(B, T, d) to (B, T, d)."""
        parts = self.three(x).split(x.shape[2], dim=2)
        query, key, value = (part.unflatten(2, (self.heads, -1)).transpose(1, 2) for part in parts)
        mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        return self.drop(self.out(mixed.transpose(1, 2).contiguous().view(x.shape)))


class Block(nn.Module):
    """One layer, its norms before its parts."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.before, self.attention, self.between = Norm(size.width), Attention(size), Norm(size.width)
        wide, narrow = (
            nn.Linear(size.width, 4 * size.width, bias=False),
            nn.Linear(4 * size.width, size.width, bias=False),
        )
        self.forwards = nn.Sequential(wide, nn.GELU(), narrow, nn.Dropout(0.0))
        self.ends = (self.attention.out, narrow)

    def forward(self, x: Tensor) -> Tensor:
        """(B, T, d) to (B, T, d)."""
        x = x + self.attention(self.before(x))
        return x + self.forwards(self.between(x))


class Nano(nn.Module):
    """The language model; the embedding is the head as well."""

    def __init__(self, size: Size, *, seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.words = nn.Embedding(size.vocabulary, size.width)
        self.places = nn.Embedding(size.context, size.width)
        self.drop = nn.Dropout(0.0)
        self.blocks = nn.ModuleList(Block(size) for _ in range(size.layers))
        self.last = Norm(size.width)
        for weight in self.parameters():
            if weight.ndim > 1:
                nn.init.normal_(weight, std=0.02)
        for block in self.blocks:
            for end in block.ends:
                nn.init.normal_(end.weight, std=0.02 / math.sqrt(2 * size.layers))

    def forward(self, ids: Tensor, targets: Tensor) -> Tensor:
        """The mean loss of `targets` (B, T), in nats; those that are -100 count for nothing."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.words(ids) + self.places(places))
        for block in self.blocks:
            x = block(x)
        scores = functional.linear(self.last(x), self.words.weight)
        return functional.cross_entropy(scores.view(-1, scores.shape[-1]), targets.view(-1))


def optimiser(model: nn.Module, *, fused: bool) -> torch.optim.Optimizer:
    """AdamW with nanoGPT's settings; what has one dimension doesn't decay."""
    weights = list(model.parameters())
    groups = [
        {"params": [weight for weight in weights if weight.ndim > 1], "weight_decay": 0.1},
        {"params": [weight for weight in weights if weight.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.99), fused=fused or None)


def rate(step: int, *, steps: int, warmup: int = 100) -> float:
    """NanoGPT's: up to .001 in a line, then half a cosine down to a tenth of it."""
    if step < warmup:
        return 1e-3 * (step + 1) / (warmup + 1)
    share = (step - warmup) / max(steps - warmup, 1)
    return 1e-4 + 0.5 * (1 + math.cos(math.pi * share)) * 9e-4


def train(
    model: Nano, tokens: "NDArray[Any]", size: Size, *, steps: int, fused: bool = False, device: str = "cpu"
) -> Iterator[float]:
    """Take `steps` steps on random windows of `tokens`; the loss of each, as it is taken."""
    mover = optimiser(model, fused=fused)
    dealer = torch.Generator().manual_seed(1337)
    context = torch.autocast(device, dtype=torch.bfloat16, enabled=device != "cpu")
    model.train()
    for step in range(steps):
        for group in mover.param_groups:
            group["lr"] = rate(step, steps=steps)
        ids, targets = (part.to(device) for part in windows(tokens, size, dealer=dealer))
        with context:
            loss = model(ids, targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        mover.step()
        mover.zero_grad(set_to_none=True)
        yield loss.item()


def windows(tokens: "NDArray[Any]", size: Size, *, dealer: torch.Generator) -> tuple[Tensor, Tensor]:
    """Rows from anywhere in `tokens`, and what follows each of their tokens."""
    starts = torch.randint(len(tokens) - size.context, (size.rows,), generator=dealer).tolist()
    rows = [torch.from_numpy(tokens[at : at + size.context + 1].astype(np.int64)) for at in starts]
    both = torch.stack(rows)
    return both[:, :-1].contiguous(), both[:, 1:].contiguous()
