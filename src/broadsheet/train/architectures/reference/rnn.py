r"""The recurrent network (Elman 1990), as a language model (Mikolov et al. 2010).

A text $x_1, \dots, x_T$ is read token by token; $h_t$ is all that is known of it so far:

$$
\begin{aligned}
h_t &= \tanh(W_{xh} x_t + W_{hh} h_{t-1} + b_h) \\
p(x_{t+1} \mid x_1, \dots, x_t) &= \text{softmax}(E h_t + b)
\end{aligned}
$$

$E$ (V, d) holds a vector a token; it goes in as $x_t$ and scores what comes out (Press and Wolf 2017).
"""

# ruff: noqa: N806 - the symbols are those of the papers

from typing import Any

import torch
from torch import Tensor

from broadsheet.train.architectures import rnn
from broadsheet.train.architectures._packing import runs


class RNN(rnn.RNN):
    """The recurrent network of `architectures/rnn.py`, its steps written out."""

    def hidden(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """h_1 ... h_T of the top layer, (B, T, d), of `ids` (B, T); where a new document begins, h is 0 again."""
        x = self.drop(self.embedding(ids))
        place = None if documents is None else runs(documents)[1]
        for layer in range(self.shape.layers):
            if layer:
                x = self.drop(x)
            h, read = torch.zeros_like(x[:, 0]), []
            for t in range(ids.shape[1]):
                if place is not None:
                    h = h * (place[:, t, None] > 0)
                h = self.cell(x[:, t], h, layer=layer)
                read.append(h)
            x = torch.stack(read, 1)
        return self.drop(x)

    def cell(self, x_t: Tensor, h: Tensor, *, layer: int) -> Tensor:
        """One step: x_t (B, d) and h_{t-1} (B, d) to h_t (B, d)."""
        W_xh, W_hh, b_xh, b_hh = (getattr(self.network, f"{name}_l{layer}") for name in _NAMES)
        b_h = b_xh + b_hh
        return torch.tanh(x_t @ W_xh.T + h @ W_hh.T + b_h)


_NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def build(shape: Any, *, vocabulary: int) -> RNN:
    """The readable recurrent network."""
    return RNN(shape, vocabulary=vocabulary)
