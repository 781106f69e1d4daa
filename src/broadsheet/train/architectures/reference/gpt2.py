r"""GPT-2 (Radford et al. 2019): the decoder of the Transformer alone, a language model.

$$
\begin{aligned}
x &= E[\text{tokens}] + P[0, 1, \dots, T-1] \\
x &= x + \text{MultiHead}(\text{LayerNorm}(x)) \\
x &= x + \text{GELU}(\text{LayerNorm}(x)W_1 + b_1)W_2 + b_2 \\
p(x_{t+1} \mid x_1, \dots, x_t) &= \text{softmax}(E\,\text{LayerNorm}(x)_t)
\end{aligned}
$$

the second and third line in every layer. A token looks at itself and those before it. Positions $P$ are learned, and
the norm stands before each part, so a vector passes through all layers unscaled.
"""

# ruff: noqa: N806 - the symbols are those of the papers

from typing import Any

from torch import Tensor

from broadsheet.train.architectures import gpt2
from broadsheet.train.architectures._packing import runs
from broadsheet.train.architectures.reference._words import (
    attention,
    backwards_only,
    gelu_tanh,
    in_heads,
    joined,
    layer_norm,
)


class GPT2(gpt2.GPT2):
    """The GPT-2 of `architectures/gpt2.py`, its equations written out."""

    def hidden(self, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T); tokens of another document are not looked at."""
        allowed, pos = backwards_only(ids.shape[1]), None
        if documents is not None:
            run, pos = runs(documents)
            allowed = allowed & (run[:, None, :, None] == run[:, None, None, :])
        E, P = self.transformer["wte"].weight, self.transformer["wpe"].weight
        x = E[ids] + (P[: ids.shape[1]] if pos is None else P[pos])
        x = self.transformer["drop"](x)
        for layer in self.transformer["h"]:
            x = x + layer.drop(self.multi_head(layer.attn, self.norm(layer.ln_1, x), allowed=allowed))
            x = x + layer.drop(feed_forward(layer.mlp, self.norm(layer.ln_2, x)))
        return self.norm(self.transformer["ln_f"], x)

    def multi_head(self, part: Any, x: Tensor, *, allowed: Tensor) -> Tensor:
        """MultiHead of x (B, T, d) looking at itself where `allowed`."""
        W_Q, W_K, W_V = part.c_attn.weight.chunk(3, -1)
        b_Q, b_K, b_V = part.c_attn.bias.chunk(3)
        h = self.shape.heads
        Q, K, V = in_heads(x @ W_Q + b_Q, h), in_heads(x @ W_K + b_K, h), in_heads(x @ W_V + b_V, h)
        heads, _ = attention(Q, K, V, allowed=allowed)
        W_O, b_O = part.c_proj.weight, part.c_proj.bias
        return joined(heads) @ W_O + b_O

    def norm(self, part: Any, x: Tensor) -> Tensor:
        """LayerNorm of x (B, T, d)."""
        return layer_norm(x, part.weight, part.bias, epsilon=self.shape.epsilon)


def feed_forward(part: Any, x: Tensor) -> Tensor:
    """GELU(x W_1 + b_1) W_2 + b_2."""
    W_1, b_1, W_2, b_2 = part.c_fc.weight, part.c_fc.bias, part.c_proj.weight, part.c_proj.bias
    return gelu_tanh(x @ W_1 + b_1) @ W_2 + b_2


def build(shape: Any, *, vocabulary: int) -> GPT2:
    """The readable GPT-2."""
    return GPT2(shape, vocabulary=vocabulary)
