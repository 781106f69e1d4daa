r"""Long short-term memory (Hochreiter and Schmidhuber 1997), with the forget gate of Gers et al. (2000).

A text $x_1, \dots, x_T$ is read token by token:

$$
\begin{aligned}
i_t &= \sigma(W_{xi}x_t + W_{hi}h_{t-1} + b_i) \\
f_t &= \sigma(W_{xf}x_t + W_{hf}h_{t-1} + b_f) \\
g_t &= \tanh(W_{xg}x_t + W_{hg}h_{t-1} + b_g) \\
c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
o_t &= \sigma(W_{xo}x_t + W_{ho}h_{t-1} + b_o) \\
h_t &= o_t \odot \tanh(c_t)
\end{aligned}
$$

$i_t$, $f_t$, $o_t$ are the input, forget and output gates, $g_t$ the candidate, $c_t$ the cell, $h_t$ what is shown of
it. The cell is added to and not multiplied through, so an error can travel far back.
"""

# ruff: noqa: N806 - the symbols are those of the papers

from typing import Any

import torch
from torch import Tensor

from broadsheet.train.architectures import lstm
from broadsheet.train.architectures._packing import runs
from broadsheet.train.architectures.reference._words import sigma


class LSTM(lstm.LSTM):
    """The LSTM of `architectures/lstm.py`, its steps written out."""

    def hidden(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """h_1 ... h_T of the top layer, (B, T, d), of `ids` (B, T); h and c are 0 where a document begins."""
        x = self.drop(self.embedding(ids))
        place = None if documents is None else runs(documents)[1]
        for layer in range(self.shape.layers):
            if layer:
                x = self.drop(x)
            h, c, read = torch.zeros_like(x[:, 0]), torch.zeros_like(x[:, 0]), []
            for t in range(ids.shape[1]):
                if place is not None:
                    goes_on = place[:, t, None] > 0
                    h, c = h * goes_on, c * goes_on
                h, c = cell(x[:, t], h, c, weights=weights_of(self.network, f"_l{layer}"))
                read.append(h)
            x = torch.stack(read, 1)
        return self.drop(x)


def cell(x_t: Tensor, h: Tensor, c: Tensor, *, weights: tuple[Tensor, ...]) -> tuple[Tensor, Tensor]:
    """One step: x_t (B, in), h_{t-1} (B, d) and c_{t-1} (B, d) to h_t and c_t.

    `weights` are W_x (4d, in), W_h (4d, d) and b (4d), the four gates above each other in the order i, f, g, o.
    """
    W_x, W_h, b = weights
    W_xi, W_xf, W_xg, W_xo = W_x.chunk(4)
    W_hi, W_hf, W_hg, W_ho = W_h.chunk(4)
    b_i, b_f, b_g, b_o = b.chunk(4)
    i_t = sigma(x_t @ W_xi.T + h @ W_hi.T + b_i)
    f_t = sigma(x_t @ W_xf.T + h @ W_hf.T + b_f)
    g_t = torch.tanh(x_t @ W_xg.T + h @ W_hg.T + b_g)
    c_t = f_t * c + i_t * g_t
    o_t = sigma(x_t @ W_xo.T + h @ W_ho.T + b_o)
    h_t = o_t * torch.tanh(c_t)
    return h_t, c_t


def weights_of(network: Any, ending: str) -> tuple[Tensor, Tensor, Tensor]:
    """W_x, W_h and b of one of PyTorch's LSTMs, which keeps b in two parts; `ending` names layer and direction."""
    b = getattr(network, f"bias_ih{ending}") + getattr(network, f"bias_hh{ending}")
    return getattr(network, f"weight_ih{ending}"), getattr(network, f"weight_hh{ending}"), b


def build(shape: Any, *, vocabulary: int) -> LSTM:
    """The readable LSTM."""
    return LSTM(shape, vocabulary=vocabulary)
