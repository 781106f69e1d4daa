"""Llama (Touvron et al. 2023) as a plain module: Hugging Face's layout and parameter names, less in the way.

A Transformer decoder without biases: RMSNorm before each part, rotary positions, SwiGLU, and groups of queries that
share keys and values (Ainslie et al. 2023). Activations are kept (B * T, d) from the first layer to the last. Mistral
(Jiang et al. 2023) is the same; Qwen2 (Yang et al. 2024) adds biases to queries, keys and values.
"""

# mypy: allow-subclassing-any

from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from broadsheet.train.architectures._attention import Cache, Heads, after, attend, empty, weights
from broadsheet.train.architectures._packing import Reading, following, reading
from broadsheet.train.architectures._rotary import turn, turns
from broadsheet.train.architectures.shapes.llama import Shape

# As Hugging Face's LlamaConfig starts them; the paper does not say.
_DEVIATION = 0.02


class RMSNorm(nn.Module):
    """x / sqrt(mean(x^2) + epsilon), scaled (Zhang and Sennrich 2019)."""

    def __init__(self, width: int, *, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        """(N, d) to (N, d)."""
        return functional.rms_norm(x, self.weight.shape, self.weight, self.epsilon)


class Attention(nn.Module):
    """Masked self-attention with rotary positions; `groups` heads of keys and values serve all heads of queries."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.width = shape.head_width
        asked, kept = shape.heads * self.width, shape.key_heads * self.width
        self.q_proj = nn.Linear(shape.width, asked, bias=shape.biased)
        self.k_proj = nn.Linear(shape.width, kept, bias=shape.biased)
        self.v_proj = nn.Linear(shape.width, kept, bias=shape.biased)
        self.o_proj = nn.Linear(asked, shape.width, bias=False)

    def project(self, x: Tensor, read: Reading, rotation: tuple[Tensor, Tensor]) -> Heads:
        """Queries, keys and values of `x` (B * T, d), turned by their positions."""
        size = (read.rows, read.length, -1, self.width)
        query = turn(self.q_proj(x).view(size), rotation).transpose(1, 2)
        key = turn(self.k_proj(x).view(size), rotation).transpose(1, 2)
        return Heads(query, key, self.v_proj(x).view(size).transpose(1, 2))

    def forward(self, heads: Heads, read: Reading) -> Tensor:
        """What is taken from what was looked at, (B * T, d)."""
        return self.o_proj(attend(heads, read))


class FeedForward(nn.Module):
    """SwiGLU (Shazeer 2020): down(silu(gate(x)) * up(x))."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.up_proj = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.down_proj = nn.Linear(shape.feed_forward, shape.width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """(N, d) to (N, d)."""
        return self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    """One layer: x + attention(norm(x)), then x + feed-forward(norm(x))."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attn = Attention(shape)
        self.mlp = FeedForward(shape)
        self.input_layernorm = RMSNorm(shape.width, epsilon=shape.epsilon)
        self.post_attention_layernorm = RMSNorm(shape.width, epsilon=shape.epsilon)
        self.drop = nn.Dropout(shape.dropout)

    def project(self, x: Tensor, read: Reading, rotation: tuple[Tensor, Tensor]) -> Heads:
        """Queries, keys and values of `x` (B * T, d)."""
        return self.self_attn.project(self.input_layernorm(x), read, rotation)

    def forward(self, x: Tensor, heads: Heads, read: Reading) -> Tensor:
        """(B * T, d) to (B * T, d)."""
        x = x + self.drop(self.self_attn(heads, read))
        return x + self.drop(self.mlp(self.post_attention_layernorm(x)))


class Llama(nn.Module):
    """A causal language model. Parameters are named as in `LlamaForCausalLM`.

    The paper trains without dropout; where the shape asks for some, it falls on attention and on what each part adds.
    """

    family: ClassVar[str] = "causal"

    def __init__(self, shape: Shape, *, vocabulary: int) -> None:
        super().__init__()
        self.shape = shape
        self.vocabulary = vocabulary
        stack = {
            "embed_tokens": nn.Embedding(vocabulary, shape.width),
            "layers": nn.ModuleList(Block(shape) for _ in range(shape.layers)),
            "norm": RMSNorm(shape.width, epsilon=shape.epsilon),
        }
        self.model = nn.ModuleDict(stack)
        if not shape.tied:
            self.lm_head = nn.Linear(shape.width, vocabulary, bias=False)

    def initialise(self) -> None:
        """Weights from N(0, .02); norms 1, biases 0."""
        for name, weight in self.named_parameters():
            if weight.ndim > 1:
                nn.init.normal_(weight, std=_DEVIATION)
            elif name.endswith("bias"):
                nn.init.zeros_(weight)

    def hidden(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T).

        With `documents` (B, T), tokens whose number differs don't see each other and each document's positions start
        at 0. Raises `InvalidInputError` when T is more than the context.
        """
        dropout = self.shape.dropout if self.training else 0.0
        read = reading(ids, documents, context=self.shape.context, dropout=dropout)
        x, rotation = self._embed(ids, read)
        for block in self.model["layers"]:
            x = block(x, block.project(x, read, rotation), read)
        return self.model["norm"](x).view(*ids.shape, -1)

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) after the vectors `hidden` (..., d)."""
        return functional.linear(hidden, self._head())

    def forward(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """Scores (B, T, V) of the token after each of `ids` (B, T)."""
        return self.scores(self.hidden(ids, documents=documents))

    def start(self, batch: int) -> Cache:
        """The state before anything has been read by `batch` rows."""
        shape = self.shape
        return empty(self._head(), layers=shape.layers, size=(batch, shape.key_heads, shape.head_width))

    def step(self, ids: Tensor, state: Cache) -> tuple[Tensor, Cache]:
        """Scores (B, V) of the token after `ids` (B,), or (B, T) for several at once, and the state after them."""
        ids = ids[:, None] if ids.ndim == 1 else ids
        read = following(ids, past=state.length, context=self.shape.context)
        x, rotation = self._embed(ids, read)
        kept = []
        for layer, block in enumerate(self.model["layers"]):
            heads = after(state, layer, block.project(x, read, rotation))
            kept.append(heads)
            x = block(x, heads, read)
        last = self.model["norm"](x.view(*ids.shape, -1)[:, -1])
        return self.scores(last), Cache(tuple(h.key for h in kept), tuple(h.value for h in kept))

    def look(self, ids: Tensor) -> list[Tensor]:
        """How much each token of `ids` (B, T) looks at each other: a (B, heads, T, T) a layer, rows adding up to 1."""
        read = reading(ids, None, context=self.shape.context)
        (x, rotation), seen = self._embed(ids, read), []
        for block in self.model["layers"]:
            heads = block.project(x, read, rotation)
            seen.append(weights(heads, read))
            x = block(x, heads, read)
        return seen

    def called(self, name: str) -> str:
        """The parameter a file's tensor `name` is for, "" for none: some keep the rotations, or a shared head.

        A folder of the body alone leaves out the stack's name.
        """
        if name.endswith("rotary_emb.inv_freq") or (name == "lm_head.weight" and self.shape.tied):
            return ""
        return f"model.{name}" if name.startswith(("embed_tokens.", "layers.", "norm.")) else name

    def _embed(self, ids: Tensor, read: Reading) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        x = self.model["embed_tokens"](ids).view(-1, self.shape.width)
        return x, turns(read.positions, width=self.shape.head_width, theta=self.shape.theta, like=x)

    def _head(self) -> Tensor:
        return self.model["embed_tokens"].weight if self.shape.tied else self.lm_head.weight


def build(shape: Any, *, vocabulary: int) -> Llama:
    """A Llama with weights still to be set, by `initialise` or from a file."""
    return Llama(shape, vocabulary=vocabulary)
