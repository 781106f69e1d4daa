r"""BERT (Devlin et al. 2019): the encoder of the Transformer alone, which fills in masked words.

$$
\begin{aligned}
x &= \text{LayerNorm}(E[\text{tokens}] + P[0, \dots, T-1] + S[\text{segments}]) \\
x &= \text{LayerNorm}(x + \text{MultiHead}(x)) \\
x &= \text{LayerNorm}(x + \text{GELU}(xW_1 + b_1)W_2 + b_2) \\
p(\text{token at a mask}) &= \text{softmax}(E\,\text{LayerNorm}(\text{GELU}(xW_m + b_m)) + b) \\
p(\text{the second sentence follows}) &= \text{softmax}(\tanh(x_{[CLS]}W_p + b_p)W_n + b_n)
\end{aligned}
$$

the second and third line in every layer; every token looks at every other. Dropout is left out here.
"""

# ruff: noqa: N806 - the symbols are those of the papers

from typing import Any

import torch
from torch import Tensor

from broadsheet.train.architectures import bert
from broadsheet.train.architectures.reference._words import attention, gelu, in_heads, joined, layer_norm


class Bert(bert.Bert):
    """The BERT of `architectures/bert.py`, its equations written out."""

    def hidden(self, ids: Tensor, *, segments: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T)."""
        T = ids.shape[1]
        everywhere = torch.ones(T, T, dtype=torch.bool)
        allowed = everywhere if mask is None else everywhere & mask.bool()[:, None, None, :]
        tables = self.bert.embeddings
        E, P, S = (
            tables.word_embeddings.weight,
            tables.position_embeddings.weight,
            tables.token_type_embeddings.weight,
        )
        x = E[ids] + P[:T] + S[torch.zeros_like(ids) if segments is None else segments]
        x = self.norm(tables.LayerNorm, x)
        for layer in self.bert.encoder.layer:
            x = self.norm(layer.attention.output.LayerNorm, x + self.multi_head(layer.attention, x, allowed=allowed))
            inner = gelu(through(layer.intermediate.dense, x))
            x = self.norm(layer.output.LayerNorm, x + through(layer.output.dense, inner))
        return x

    def multi_head(self, part: Any, x: Tensor, *, allowed: Tensor) -> Tensor:
        """MultiHead of x (B, T, d) looking at itself where `allowed`."""
        made, h = part.self, self.shape.heads
        Q = in_heads(through(made.query, x), h)
        K = in_heads(through(made.key, x), h)
        V = in_heads(through(made.value, x), h)
        heads, _ = attention(Q, K, V, allowed=allowed)
        return through(part.output.dense, joined(heads))

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) at the places of `hidden` (..., d)."""
        E, head = self.bert.embeddings.word_embeddings.weight, self.cls.predictions
        return self.norm(head.transform.LayerNorm, gelu(through(head.transform.dense, hidden))) @ E.T + head.bias

    def follows(self, hidden: Tensor) -> Tensor:
        """Scores (B, 2) from the first token of `hidden` (B, T, d)."""
        return through(self.cls.seq_relationship, torch.tanh(through(self.bert.pooler.dense, hidden[:, 0])))

    def norm(self, part: Any, x: Tensor) -> Tensor:
        """LayerNorm of x (..., d)."""
        return layer_norm(x, part.weight, part.bias, epsilon=self.shape.epsilon)


def through(part: Any, x: Tensor) -> Tensor:
    """X W + b; PyTorch keeps W transposed."""
    return x @ part.weight.T + part.bias


def build(shape: Any, *, vocabulary: int) -> Bert:
    """The readable BERT."""
    return Bert(shape, vocabulary=vocabulary)
