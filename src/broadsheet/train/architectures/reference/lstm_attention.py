r"""Additive attention between two LSTMs (Bahdanau et al. 2015).

The encoder reads the source $x_1, \dots, x_S$ forwards and backwards; the annotation of token $j$ is both states,
$h_j = [\overrightarrow{h}_j; \overleftarrow{h}_j]$. Before each token of the target, the decoder looks at all of them
(section 3.1 and appendix A.1.2):

$$
\begin{aligned}
e_{ij} &= v_a^T \tanh(W_a s_{i-1} + U_a h_j) \\
\alpha_{ij} &= \frac{\exp(e_{ij})}{\sum_{k=1}^{S} \exp(e_{ik})} \\
c_i &= \sum_{j=1}^{S} \alpha_{ij} h_j \\
s_i &= \text{LSTM}(s_{i-1}, [y_{i-1}; c_i]) \\
p(y_i \mid y_1, \dots, y_{i-1}, x) &= \text{softmax}(E \tanh(W_r [s_i; c_i; y_{i-1}] + b_r) + b)
\end{aligned}
$$

with $s_0 = \tanh(W_s \overleftarrow{h}_1 + b_s)$. (The paper's cell is a GRU; its readout takes the larger of two, here
a tanh, as Luong et al. 2015, equation 5.)
"""

# ruff: noqa: N806 - the symbols are those of the papers

from typing import Any

import torch
from torch import Tensor

from broadsheet.train.architectures import lstm_attention
from broadsheet.train.architectures.lstm_attention import Annotated, Decoding
from broadsheet.train.architectures.reference._words import softmax
from broadsheet.train.architectures.reference.lstm import cell, weights_of


class LSTMAttention(lstm_attention.LSTMAttention):
    """The attentional LSTM of `architectures/lstm_attention.py`, its steps written out."""

    def encode(self, ids: Tensor, *, mask: Tensor | None = None) -> Annotated:
        """The annotations of `ids` (B, S); at padding (`mask` false) nothing is read and the annotation is 0."""
        x = self.drop(self.embedding(ids))
        is_token = torch.ones_like(ids, dtype=torch.bool) if mask is None else mask.bool()
        for layer in range(self.shape.layers):
            if layer:
                x = self.drop(x)
            forwards = self._read_along(x, is_token, f"_l{layer}", range(ids.shape[1]))
            backwards = self._read_along(x, is_token, f"_l{layer}_reverse", reversed(range(ids.shape[1])))
            x = torch.cat((forwards, backwards), -1)
        h = self.drop(x)
        s_0 = torch.tanh(backwards[:, 0] @ self.bridge.weight.T + self.bridge.bias)
        return Annotated(h, h @ self.attention.key.weight.T, s_0, mask)

    def _read_along(self, x: Tensor, is_token: Tensor, ending: str, order: Any) -> Tensor:
        """States (B, S, d / 2) of one direction of the encoder, reading x (B, S, d) in `order`."""
        h = c = x.new_zeros(x.shape[0], self.shape.width // 2)
        read = [h] * x.shape[1]
        for t in order:
            h_t, c_t = cell(x[:, t], h, c, weights=weights_of(self.encoder, ending))
            goes_on = is_token[:, t, None]
            h, c = torch.where(goes_on, h_t, h), torch.where(goes_on, c_t, c)
            read[t] = h * goes_on
        return torch.stack(read, 1)

    def _read(self, ids: Tensor, carried: Decoding) -> tuple[Tensor, Decoding, Tensor]:
        """Vectors (B, T, d) of `ids` (B, T), what is carried after them, and the weights alpha (B, T, S)."""
        y, s, c, source = self.drop(self.embedding(ids)), carried.state, carried.cell, carried.source
        weights = weights_of(self.decoder, "")
        states, contexts, alphas = [], [], []
        for i in range(ids.shape[1]):
            c_i, alpha_i = self.look_at(s, source)
            s, c = cell(torch.cat((y[:, i], c_i), -1), s, c, weights=weights)
            states.append(s)
            contexts.append(c_i)
            alphas.append(alpha_i)
        top, above = self._above(torch.stack(states, 1), carried.above)
        W_r, b_r = self.readout.weight, self.readout.bias
        hidden = torch.tanh(torch.cat((top, torch.stack(contexts, 1), y), -1) @ W_r.T + b_r)
        return self.drop(hidden), Decoding(source, s, c, above), torch.stack(alphas, 1)

    def look_at(self, s: Tensor, source: Annotated) -> tuple[Tensor, Tensor]:
        """The context c_i (B, d) that the state s (B, d) takes from the source, and its weights alpha_i (B, S)."""
        W_a, v_a, U_a_h = self.attention.query.weight, self.attention.v, source.keys
        energies = []
        for j in range(U_a_h.shape[1]):
            energies.append(torch.tanh(s @ W_a.T + U_a_h[:, j]) @ v_a)
        e = torch.stack(energies, -1)
        if source.mask is not None:
            e = e.masked_fill(~source.mask.bool(), -torch.inf)
        alpha = softmax(e)
        c_i = (alpha[:, :, None] * source.vectors).sum(1)
        return c_i, alpha

    def _above(self, x: Tensor, carried: Any) -> tuple[Tensor, Any]:
        """The decoder's further layers, plain LSTMs on x (B, T, d)."""
        if carried is None:
            return x, None
        last_h, last_c = [], []
        for layer in range(self.shape.layers - 1):
            x = self.drop(x)
            h, c, read = carried[0][layer], carried[1][layer], []
            for t in range(x.shape[1]):
                h, c = cell(x[:, t], h, c, weights=weights_of(self.above, f"_l{layer}"))
                read.append(h)
            x = torch.stack(read, 1)
            last_h.append(h)
            last_c.append(c)
        return x, (torch.stack(last_h), torch.stack(last_c))


def build(shape: Any, *, vocabulary: int) -> LSTMAttention:
    """The readable attentional LSTM."""
    return LSTMAttention(shape, vocabulary=vocabulary)
