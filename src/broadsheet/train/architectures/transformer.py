"""The original Transformer (Vaswani et al. 2017), fast. Its equations: `reference/transformer.py`.

Encoder and decoder, sinusoidal positions, a norm after each part (post-norm), ReLU, one embedding for source, target
and head. Parameters are named as in PyTorch's `nn.Transformer`; as in the paper, attention has no biases.
"""

# mypy: allow-subclassing-any

from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from broadsheet.train.architectures._attention import Cache, Heads, after, attend, empty, weights
from broadsheet.train.architectures._packing import Reading, check_length, following, reading
from broadsheet.train.architectures._pairs import Decoded, Looked, Memory, across, seen
from broadsheet.train.architectures._sinusoids import sinusoids
from broadsheet.train.architectures.shapes.transformer import Shape


class Attention(nn.Module):
    """Multi-head attention; `in_proj_weight` is W^Q, W^K and W^V above each other, `out_proj` is W^O."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.head = shape.width // shape.heads
        self.in_proj_weight = nn.Parameter(torch.empty(3 * shape.width, shape.width))
        self.out_proj = nn.Linear(shape.width, shape.width, bias=False)

    def project(self, x: Tensor, read: Reading) -> Heads:
        """Queries, keys and values of `x` (B * T, d) itself."""
        made = functional.linear(x, self.in_proj_weight).view(read.rows, read.length, -1, self.head).transpose(1, 2)
        return Heads(*made.chunk(3, 1))

    def keep(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of a source (B, S, d)."""
        rows, length, width = vectors.shape
        made = functional.linear(vectors, self.in_proj_weight[width:])
        key, value = made.view(rows, length, -1, self.head).transpose(1, 2).chunk(2, 1)
        return key, value

    def ask(self, x: Tensor, read: Reading, kept: tuple[Tensor, Tensor]) -> Heads:
        """Queries of `x` (B * T, d) beside keys and values kept of a source."""
        query = functional.linear(x, self.in_proj_weight[: x.shape[-1]]).view(read.rows, read.length, -1, self.head)
        return Heads(query.transpose(1, 2), *kept)

    def forward(self, heads: Heads, read: Reading) -> Tensor:
        """What is taken from what was looked at, (B * T, d)."""
        return self.out_proj(attend(heads, read))


class EncoderLayer(nn.Module):
    """norm(x + attention(x)), then norm(x + feed-forward(x))."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attn = Attention(shape)
        self.linear1 = nn.Linear(shape.width, shape.feed_forward)
        self.linear2 = nn.Linear(shape.feed_forward, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, heads: Heads, read: Reading) -> Tensor:
        """(B * S, d) to (B * S, d)."""
        x = self.norm1(x + self.drop(self.self_attn(heads, read)))
        return self.norm2(x + self.drop(self.think(x)))

    def think(self, x: Tensor) -> Tensor:
        """The feed-forward part."""
        return self.linear2(functional.relu(self.linear1(x)))


class DecoderLayer(EncoderLayer):
    """As in the encoder, with norm(x + attention to the source) between the two."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.multihead_attn = Attention(shape)
        self.norm3 = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def own(self, x: Tensor, heads: Heads, read: Reading) -> Tensor:
        """norm(x + attention within the target), (B * T, d)."""
        return self.norm1(x + self.drop(self.self_attn(heads, read)))

    def forward(self, x: Tensor, heads: Heads, read: Reading) -> Tensor:
        """The rest of the layer: attention to the source by `heads`, and feed-forward, (B * T, d)."""
        x = self.norm2(x + self.drop(self.multihead_attn(heads, read)))
        return self.norm3(x + self.drop(self.think(x)))


class Transformer(nn.Module):
    """An encoder and a decoder."""

    family: ClassVar[str] = "paired"

    def __init__(self, shape: Shape, *, vocabulary: int) -> None:
        super().__init__()
        self.shape = shape
        self.vocabulary = vocabulary
        self.embedding = nn.Embedding(vocabulary, shape.width)
        self.encoder = nn.ModuleDict({"layers": nn.ModuleList(EncoderLayer(shape) for _ in range(shape.layers))})
        self.decoder = nn.ModuleDict({"layers": nn.ModuleList(DecoderLayer(shape) for _ in range(shape.layers))})
        self.drop = nn.Dropout(shape.dropout)

    def initialise(self) -> None:
        """Matrices Glorot's, the embedding N(0, 1 / sqrt(d)) so that it enters at 1, biases 0."""
        for name, weight in self.named_parameters():
            if name == "embedding.weight":
                nn.init.normal_(weight, std=self.shape.width**-0.5)
            elif weight.ndim > 1:
                for part in weight.data.split(self.shape.width) if "in_proj" in name else (weight.data,):
                    nn.init.xavier_uniform_(part)
            elif name.endswith("bias"):
                nn.init.zeros_(weight)

    def encode(self, ids: Tensor, *, mask: Tensor | None = None) -> Memory:
        """The source `ids` (B, S) read; `mask` (B, S) is true at tokens, false at padding (None: all are tokens)."""
        x, read = self._source(ids, mask)
        for layer in self.encoder["layers"]:
            x = layer(x, layer.self_attn.project(x, read), read)
        return Memory(x.view(*ids.shape, -1), mask)

    def hidden(self, target_ids: Tensor, *, memory: Memory, mask: Tensor | None = None) -> Tensor:
        """The decoder's vectors (B, T, d) of `target_ids` (B, T); `mask` is the source's, if `encode` had none."""
        return self._decode(target_ids, memory, mask)[0]

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) after the vectors `hidden` (..., d)."""
        return functional.linear(hidden, self.embedding.weight)

    def forward(self, ids: Tensor, target_ids: Tensor, *, mask: Tensor | None = None) -> Tensor:
        """Scores (B, T, V) of the token after each of `target_ids` (B, T), given the source `ids` (B, S)."""
        return self.scores(self.hidden(target_ids, memory=self.encode(ids, mask=mask)))

    def start(self, memory: Memory) -> Decoded:
        """The state before anything has been written about the source `memory`."""
        kept = [layer.multihead_attn.keep(memory.vectors) for layer in self.decoder["layers"]]
        size = (memory.vectors.shape[0], self.shape.heads, self.shape.width // self.shape.heads)
        source = Cache(tuple(key for key, _ in kept), tuple(value for _, value in kept))
        return Decoded(empty(self.embedding.weight, layers=self.shape.layers, size=size), source, memory.mask)

    def step(self, ids: Tensor, state: Decoded) -> tuple[Tensor, Decoded]:
        """Scores (B, V) of the token after `ids` (B,), or (B, T) for several at once, and the state after them."""
        ids = ids[:, None] if ids.ndim == 1 else ids
        read = following(ids, past=state.target.length, context=self.shape.context)
        x, to_source, grown = self._embed(ids, read), across(read, state.mask), []
        for layer, block in enumerate(self.decoder["layers"]):
            heads = after(state.target, layer, block.self_attn.project(x, read))
            grown.append(heads)
            x = block.own(x, heads, read)
            kept = (state.source.keys[layer], state.source.values[layer])
            x = block(x, block.multihead_attn.ask(x, to_source, kept), to_source)
        target = Cache(tuple(heads.key for heads in grown), tuple(heads.value for heads in grown))
        return self.scores(x.view(*ids.shape, -1)[:, -1]), Decoded(target, state.source, state.mask)

    def look(self, ids: Tensor, target_ids: Tensor, *, mask: Tensor | None = None) -> Looked:
        """How much each token looks at each other, within `ids` (B, S), within `target_ids` (B, T), and across."""
        x, read = self._source(ids, mask)
        within = []
        for layer in self.encoder["layers"]:
            heads = layer.self_attn.project(x, read)
            within.append(weights(heads, read))
            x = layer(x, heads, read)
        _, own, other = self._decode(target_ids, Memory(x.view(*ids.shape, -1), mask), None)
        to_self = reading(target_ids, None, context=self.shape.context)
        target = tuple(weights(heads, to_self) for heads in own)
        return Looked(tuple(within), target, tuple(weights(heads, across(to_self, mask)) for heads in other))

    def _decode(self, ids: Tensor, memory: Memory, mask: Tensor | None) -> tuple[Tensor, list[Heads], list[Heads]]:
        read = reading(ids, None, context=self.shape.context)
        to_source = across(read, memory.mask if mask is None else mask)
        x, own, other = self._embed(ids, read), [], []
        for layer in self.decoder["layers"]:
            own.append(layer.self_attn.project(x, read))
            x = layer.own(x, own[-1], read)
            other.append(layer.multihead_attn.ask(x, to_source, layer.multihead_attn.keep(memory.vectors)))
            x = layer(x, other[-1], to_source)
        return x.view(*ids.shape, -1), own, other

    def _source(self, ids: Tensor, mask: Tensor | None) -> tuple[Tensor, Reading]:
        rows, length = ids.shape
        check_length(length, context=self.shape.context)
        read = Reading(rows, length, torch.arange(length, device=ids.device), seen(mask))
        return self._embed(ids, read), read

    def _embed(self, ids: Tensor, read: Reading) -> Tensor:
        x = self.embedding(ids) * self.shape.width**0.5
        return self.drop(x + sinusoids(read.positions, width=self.shape.width, like=x)).view(-1, self.shape.width)


def build(shape: Any, *, vocabulary: int) -> Transformer:
    """A Transformer with weights still to be set, by `initialise` or from a file."""
    return Transformer(shape, vocabulary=vocabulary)
