"""What the recurrent language models share: a token's vector in, a recurrent network, a token's scores out."""

# mypy: allow-subclassing-any

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_sequence, unpack_sequence

from broadsheet.train.architectures._packing import runs

# Zaremba et al. 2014, section 4: weights of the vectors start evenly within a tenth of nought.
_NEAR_NOUGHT = 0.1


@dataclass(frozen=True, slots=True)
class Carried:
    """What a recurrent network carries on: its tensors, each (layers, B, d)."""

    tensors: tuple[Tensor, ...]

    def pick(self, rows: Tensor) -> "Carried":
        """The same for `rows` alone, in their order: what a beam search keeps."""
        return Carried(tuple(tensor[:, rows] for tensor in self.tensors))


class Recurrent(nn.Module):
    """A causal language model around `network`, one of PyTorch's recurrent modules, batch first."""

    family: ClassVar[str] = "causal"

    def __init__(self, shape: Any, *, vocabulary: int) -> None:
        super().__init__()
        self.shape = shape
        self.vocabulary = vocabulary
        self.embedding = nn.Embedding(vocabulary, shape.width)
        self.network = self.make(shape)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        self.drop = nn.Dropout(shape.dropout)
        if not shape.tied:
            self.head = nn.Linear(shape.width, vocabulary, bias=False)

    def make(self, shape: Any) -> nn.Module:
        """The recurrent module."""
        raise NotImplementedError

    def blank(self, batch: int) -> tuple[Tensor, ...]:
        """The network's state before anything has been read."""
        raise NotImplementedError

    def initialise(self) -> None:
        """Vectors even within .1, input matrices Glorot's, recurrent ones orthogonal (Saxe et al. 2014), biases 0."""
        start(self.network)
        for matrix in (self.embedding.weight, *(() if self.shape.tied else (self.head.weight,))):
            nn.init.uniform_(matrix, -_NEAR_NOUGHT, _NEAR_NOUGHT)
        nn.init.zeros_(self.bias)

    def hidden(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T); with `documents` (B, T), each starts from nothing."""
        x = self.drop(self.embedding(ids))
        if documents is None:
            return self.drop(self.network(x)[0])
        places = runs(documents)[1].view(-1)
        begins = (places == 0).nonzero().view(-1).tolist()
        ends = [*begins[1:], places.numel()]
        texts = x.view(-1, x.shape[-1]).split([end - begin for begin, end in zip(begins, ends, strict=True)])
        read, _ = self.network(pack_sequence(list(texts), enforce_sorted=False))
        return self.drop(torch.cat(unpack_sequence(read)).view(x.shape))

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) after the vectors `hidden` (..., d)."""
        return functional.linear(hidden, self.embedding.weight if self.shape.tied else self.head.weight, self.bias)

    def forward(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """Scores (B, T, V) of the token after each of `ids` (B, T)."""
        return self.scores(self.hidden(ids, documents=documents))

    def start(self, batch: int) -> Carried:
        """The state before anything has been read by `batch` rows."""
        return Carried(self.blank(batch))

    def step(self, ids: Tensor, state: Carried) -> tuple[Tensor, Carried]:
        """Scores (B, V) of the token after `ids` (B,), or (B, T) for several at once, and the state after them."""
        x = self.embedding(ids[:, None] if ids.ndim == 1 else ids)
        carried = state.tensors if len(state.tensors) > 1 else state.tensors[0]
        read, after = self.network(x, carried)
        return self.scores(read[:, -1]), Carried(after if isinstance(after, tuple) else (after,))

    def look(self, ids: Tensor) -> list[Tensor]:
        """Nothing: a recurrent network has no attention to look at."""
        del ids
        return []


def start(network: nn.Module) -> None:
    """First weights of PyTorch's recurrent modules: each gate's matrices by themselves, biases 0."""
    for name, weight in network.named_parameters():
        if weight.ndim == 1:
            nn.init.zeros_(weight)
            continue
        for gate in weight.data.split(weight.shape[0] // gates(network)):
            nn.init.orthogonal_(gate) if "_hh" in name else nn.init.xavier_uniform_(gate)


def gates(network: nn.Module) -> int:
    """How many gates lie in one matrix of `network`."""
    return 4 if isinstance(network, nn.LSTM | nn.LSTMCell) else 1


def forget_little(network: nn.Module) -> None:
    """Open every forget gate at the start, its bias 1 (Gers et al. 2000; Jozefowicz et al. 2015), gates i, f, g, o."""
    for name, bias in network.named_parameters():
        if "bias_ih" in name:
            bias.data.chunk(4)[1].fill_(1.0)
