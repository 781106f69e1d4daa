"""LSTMs joined by additive attention (Bahdanau et al. 2015), fast. Its equations: `reference/lstm_attention.py`.

What can be computed for all tokens at once is: the encoder, the source's part of the attention, the target's part of
the gates. The decoder's own loop is what attention leaves, since each look depends on the state before it.
"""

# mypy: allow-subclassing-any

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from broadsheet.train.architectures._pairs import Looked
from broadsheet.train.architectures._recurrent import forget_little, start

# As for the other recurrent networks (Zaremba et al. 2014, section 4).
_NEAR_NOUGHT = 0.1


@dataclass(frozen=True, slots=True)
class Annotated:
    """A source that was read.

    `vectors` (B, S, d) are its annotations h_j, `keys` (B, S, d) are U_a h_j, `mask` (B, S) says which are tokens,
    `first` (B, d) is the decoder's first state.
    """

    vectors: Tensor
    keys: Tensor
    first: Tensor
    mask: Tensor | None

    def pick(self, rows: Tensor) -> "Annotated":
        """The same for `rows` alone, in their order."""
        mask = None if self.mask is None else self.mask[rows]
        return Annotated(self.vectors[rows], self.keys[rows], self.first[rows], mask)


@dataclass(frozen=True, slots=True)
class Decoding:
    """What the decoder carries: the source, its own state and cell (B, d), and those of the layers above."""

    source: Annotated
    state: Tensor
    cell: Tensor
    above: tuple[Tensor, Tensor] | None

    def pick(self, rows: Tensor) -> "Decoding":
        """The same for `rows` alone, in their order: what a beam search keeps."""
        above = None if self.above is None else (self.above[0][:, rows], self.above[1][:, rows])
        return Decoding(self.source.pick(rows), self.state[rows], self.cell[rows], above)


class Attention(nn.Module):
    """e_ij = v_a^T tanh(W_a s_{i-1} + U_a h_j): `query` is W_a, `key` is U_a."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.query = nn.Linear(width, width, bias=False)
        self.key = nn.Linear(width, width, bias=False)
        self.v = nn.Parameter(torch.empty(width))

    def forward(self, state: Tensor, source: Annotated) -> tuple[Tensor, Tensor]:
        """The context (B, d) that `state` (B, d) takes from the source, and its weights (B, S)."""
        energy = (self.query(state)[:, None] + source.keys).tanh() @ self.v
        if source.mask is not None:
            energy = energy.masked_fill(~source.mask.bool(), -torch.inf)
        alpha = energy.softmax(-1)
        return torch.bmm(alpha[:, None], source.vectors)[:, 0], alpha


class LSTMAttention(nn.Module):
    """A bidirectional LSTM encoder, and an LSTM decoder that looks at the source before every token."""

    family: ClassVar[str] = "paired"

    def __init__(self, shape: Any, *, vocabulary: int) -> None:
        super().__init__()
        width, between = shape.width, shape.dropout if shape.layers > 1 else 0.0
        self.shape = shape
        self.vocabulary = vocabulary
        self.embedding = nn.Embedding(vocabulary, width)
        self.encoder = nn.LSTM(width, width // 2, shape.layers, batch_first=True, dropout=between, bidirectional=True)
        self.bridge = nn.Linear(width // 2, width)
        self.attention = Attention(width)
        self.decoder = nn.LSTMCell(2 * width, width)
        if shape.layers > 1:
            between = shape.dropout if shape.layers > 2 else 0.0
            self.above = nn.LSTM(width, width, shape.layers - 1, batch_first=True, dropout=between)
        self.readout = nn.Linear(3 * width, width)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        self.drop = nn.Dropout(shape.dropout)

    def initialise(self) -> None:
        """As the other recurrent networks; linear parts Glorot's; v_a so that energies begin small."""
        for network in (self.encoder, self.decoder, *([self.above] if self.shape.layers > 1 else [])):
            start(network)
            forget_little(network)
        for linear in (self.bridge, self.attention.query, self.attention.key, self.readout):
            nn.init.xavier_uniform_(linear.weight)
        for bias in (self.bridge.bias, self.readout.bias, self.bias):
            nn.init.zeros_(bias)
        nn.init.uniform_(self.embedding.weight, -_NEAR_NOUGHT, _NEAR_NOUGHT)
        nn.init.normal_(self.attention.v, std=self.shape.width**-0.5)

    def encode(self, ids: Tensor, *, mask: Tensor | None = None) -> Annotated:
        """The source `ids` (B, S) read both ways; `mask` (B, S) is true at tokens, which come before the padding."""
        x = self.drop(self.embedding(ids))
        if mask is None:
            vectors, (last, _) = self.encoder(x)
        else:
            lengths = mask.sum(1).cpu()
            read, (last, _) = self.encoder(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
            vectors, _ = pad_packed_sequence(read, batch_first=True, total_length=ids.shape[1])
        vectors = self.drop(vectors)
        return Annotated(vectors, self.attention.key(vectors), torch.tanh(self.bridge(last[-1])), mask)

    def hidden(self, target_ids: Tensor, *, memory: Annotated, mask: Tensor | None = None) -> Tensor:
        """The decoder's vectors (B, T, d) of `target_ids` (B, T); `mask` is the source's, if `encode` had none."""
        given = memory if mask is None else Annotated(memory.vectors, memory.keys, memory.first, mask)
        return self._read(target_ids, self.start(given))[0]

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) after the vectors `hidden` (..., d)."""
        return functional.linear(hidden, self.embedding.weight, self.bias)

    def forward(self, ids: Tensor, target_ids: Tensor, *, mask: Tensor | None = None) -> Tensor:
        """Scores (B, T, V) of the token after each of `target_ids` (B, T), given the source `ids` (B, S)."""
        return self.scores(self.hidden(target_ids, memory=self.encode(ids, mask=mask)))

    def start(self, memory: Annotated) -> Decoding:
        """The state before anything has been written about the source `memory`."""
        above = None
        if self.shape.layers > 1:
            zeros = memory.first.new_zeros(self.shape.layers - 1, *memory.first.shape)
            above = (zeros, zeros)
        return Decoding(memory, memory.first, torch.zeros_like(memory.first), above)

    def step(self, ids: Tensor, state: Decoding) -> tuple[Tensor, Decoding]:
        """Scores (B, V) of the token after `ids` (B,), or (B, T) for several at once, and the state after them."""
        hidden, after, _ = self._read(ids[:, None] if ids.ndim == 1 else ids, state)
        return self.scores(hidden[:, -1]), after

    def look(self, ids: Tensor, target_ids: Tensor, *, mask: Tensor | None = None) -> Looked:
        """How much each token of `target_ids` (B, T) looks at each of `ids` (B, S): `across` has one (B, 1, T, S)."""
        return Looked((), (), (self._read(target_ids, self.start(self.encode(ids, mask=mask)))[2][:, None],))

    def _read(self, ids: Tensor, carried: Decoding) -> tuple[Tensor, Decoding, Tensor]:
        """The vectors (B, T, d) of `ids` (B, T), what is carried after them, and the weights (B, T, S)."""
        y, cell, width = self.drop(self.embedding(ids)), self.decoder, self.shape.width
        ahead = functional.linear(y, cell.weight_ih[:, :width], cell.bias_ih + cell.bias_hh)
        rest = torch.cat((cell.weight_ih[:, width:], cell.weight_hh), 1).t()
        s, c, states, contexts, looked = carried.state, carried.cell, [], [], []
        for t in range(ids.shape[1]):
            context, alpha = self.attention(s, carried.source)
            gates = torch.addmm(ahead[:, t], torch.cat((context, s), 1), rest)
            i, f, g, o = gates.chunk(4, 1)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            s = o.sigmoid() * c.tanh()
            states.append(s)
            contexts.append(context)
            looked.append(alpha)
        top, above = torch.stack(states, 1), carried.above
        if above is not None:
            top, above = self.above(self.drop(top), above)
        read = self.readout(torch.cat((top, torch.stack(contexts, 1), y), -1)).tanh()
        return self.drop(read), Decoding(carried.source, s, c, above), torch.stack(looked, 1)


def build(shape: Any, *, vocabulary: int) -> LSTMAttention:
    """An attentional LSTM with weights still to be set, by `initialise` or from a file."""
    return LSTMAttention(shape, vocabulary=vocabulary)
