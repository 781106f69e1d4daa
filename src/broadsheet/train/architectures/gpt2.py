"""GPT-2 (Radford et al. 2019) as a plain module: Hugging Face's layout and parameter names, less in the way.

A Transformer decoder: learned positions, a norm before each part (pre-norm), GELU, the embedding used again as head.
Activations are kept (B * T, d) from the first layer to the last, so that every product is one matrix with another.
"""

# mypy: allow-subclassing-any

from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from broadsheet.train.architectures._attention import Cache, Heads, after, attend, empty, weights
from broadsheet.train.architectures._gelu import gelu
from broadsheet.train.architectures._packing import Reading, following, reading
from broadsheet.train.architectures.shapes.gpt2 import Shape

# Radford et al. 2018, section 4.1: all weights start as N(0, 0.02).
_DEVIATION = 0.02


class Conv1D(nn.Module):
    """x W + b with W kept as (in, out), as GPT-2's weights are: what Hugging Face calls Conv1D."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inputs, outputs))
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        """(N, in) to (N, out)."""
        return torch.addmm(self.bias, x, self.weight)


class Attention(nn.Module):
    """Masked multi-head self-attention, queries, keys and values made by one product."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.c_attn = Conv1D(shape.width, 3 * shape.width)
        self.c_proj = Conv1D(shape.width, shape.width)

    def project(self, x: Tensor, read: Reading) -> Heads:
        """Queries, keys and values of `x` (B * T, d), each (B, heads, T, d / heads)."""
        made = self.c_attn(x).view(read.rows, read.length, 3, self.heads, -1)
        # Parted before they are turned: their gradients are then put together in place, without another copy.
        return Heads(*(part.transpose(1, 2) for part in made.unbind(2)))

    def forward(self, heads: Heads, read: Reading) -> Tensor:
        """What is taken from what was looked at, (B * T, d)."""
        return self.c_proj(attend(heads, read))


class FeedForward(nn.Module):
    """Two products with a GELU between them, by its tanh approximation (Hendrycks and Gimpel 2016)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.c_fc = Conv1D(shape.width, shape.feed_forward)
        self.c_proj = Conv1D(shape.feed_forward, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        """(N, d) to (N, d)."""
        return self.c_proj(gelu(self.c_fc(x)))


class Block(nn.Module):
    """One layer: x + attention(norm(x)), then x + feed-forward(norm(x))."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.ln_1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.attn = Attention(shape)
        self.ln_2 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.mlp = FeedForward(shape)
        self.drop = nn.Dropout(shape.dropout)

    def project(self, x: Tensor, read: Reading) -> Heads:
        """Queries, keys and values of `x` (B * T, d)."""
        return self.attn.project(self.ln_1(x), read)

    def forward(self, x: Tensor, heads: Heads, read: Reading) -> Tensor:
        """(B * T, d) to (B * T, d)."""
        x = x + self.drop(self.attn(heads, read))
        return x + self.drop(self.mlp(self.ln_2(x)))


class GPT2(nn.Module):
    """A causal language model. Parameters are named as in `GPT2LMHeadModel`."""

    family: ClassVar[str] = "causal"

    def __init__(self, shape: Shape, *, vocabulary: int) -> None:
        super().__init__()
        self.shape = shape
        self.vocabulary = vocabulary
        stack = {
            "wte": nn.Embedding(vocabulary, shape.width),
            "wpe": nn.Embedding(shape.context, shape.width),
            "drop": nn.Dropout(shape.dropout),
            "h": nn.ModuleList(Block(shape) for _ in range(shape.layers)),
            "ln_f": nn.LayerNorm(shape.width, eps=shape.epsilon),
        }
        self.transformer = nn.ModuleDict(stack)
        if not shape.tied:
            self.lm_head = nn.Linear(shape.width, vocabulary, bias=False)

    def initialise(self) -> None:
        """Weights from N(0, .02), those that end a residual branch from N(0, .02 / sqrt(2L)); biases 0, norms 1."""
        for name, weight in self.named_parameters():
            if weight.ndim > 1:
                scale = (2 * self.shape.layers) ** -0.5 if name.endswith("c_proj.weight") else 1.0
                nn.init.normal_(weight, std=_DEVIATION * scale)

    def hidden(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T).

        With `documents` (B, T), tokens whose number differs don't see each other and each document's positions start
        at 0. Raises `InvalidInputError` when T is more than the context.
        """
        read = reading(ids, documents, context=self.shape.context, dropout=self._dropout())
        x = self._embed(ids, read)
        for block in self.transformer["h"]:
            x = block(x, block.project(x, read), read)
        return self.transformer["ln_f"](x).view(*ids.shape, -1)

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) after the vectors `hidden` (..., d)."""
        return functional.linear(hidden, self._head())

    def forward(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """Scores (B, T, V) of the token after each of `ids` (B, T)."""
        return self.scores(self.hidden(ids, documents=documents))

    def start(self, batch: int) -> Cache:
        """The state before anything has been read by `batch` rows."""
        shape = self.shape
        return empty(self._head(), layers=shape.layers, size=(batch, shape.heads, shape.width // shape.heads))

    def step(self, ids: Tensor, state: Cache) -> tuple[Tensor, Cache]:
        """Scores (B, V) of the token after `ids` (B,), or (B, T) for several at once, and the state after them."""
        ids = ids[:, None] if ids.ndim == 1 else ids
        read = following(ids, past=state.length, context=self.shape.context)
        x = self._embed(ids, read)
        kept = []
        for layer, block in enumerate(self.transformer["h"]):
            heads = after(state, layer, block.project(x, read))
            kept.append(heads)
            x = block(x, heads, read)
        last = self.transformer["ln_f"](x.view(*ids.shape, -1)[:, -1])
        return self.scores(last), Cache(tuple(h.key for h in kept), tuple(h.value for h in kept))

    def look(self, ids: Tensor) -> list[Tensor]:
        """How much each token of `ids` (B, T) looks at each other: a (B, heads, T, T) a layer, rows adding up to 1."""
        read = reading(ids, None, context=self.shape.context)
        x, seen = self._embed(ids, read), []
        for block in self.transformer["h"]:
            heads = block.project(x, read)
            seen.append(weights(heads, read))
            x = block(x, heads, read)
        return seen

    def called(self, name: str) -> str:
        """The parameter a file's tensor `name` is for: older files leave out the stack's name and keep masks ("")."""
        if name.endswith((".attn.bias", ".attn.masked_bias")) or (name == "lm_head.weight" and self.shape.tied):
            return ""
        return name if name.startswith(("transformer.", "lm_head.")) else f"transformer.{name}"

    def _embed(self, ids: Tensor, read: Reading) -> Tensor:
        x = self.transformer["wte"](ids) + self.transformer["wpe"](read.positions)
        return self.transformer["drop"](x).view(-1, self.shape.width)

    def _head(self) -> Tensor:
        return self.transformer["wte"].weight if self.shape.tied else self.lm_head.weight

    def _dropout(self) -> float:
        return self.shape.dropout if self.training else 0.0


def build(shape: Any, *, vocabulary: int) -> GPT2:
    """A GPT-2 with weights still to be set, by `initialise` or from a file."""
    return GPT2(shape, vocabulary=vocabulary)
