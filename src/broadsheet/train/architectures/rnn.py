"""The recurrent language model, fast: PyTorch's `nn.RNN` does the steps. Its equations: `reference/rnn.py`."""

from typing import Any

from torch import Tensor, nn

from broadsheet.train.architectures._recurrent import Recurrent


class RNN(Recurrent):
    """h_t = tanh(W_xh x_t + W_hh h_{t-1} + b_h), layer upon layer."""

    def make(self, shape: Any) -> nn.Module:
        """`nn.RNN`; its dropout falls between layers."""
        between = shape.dropout if shape.layers > 1 else 0.0
        return nn.RNN(shape.width, shape.width, shape.layers, batch_first=True, dropout=between)

    def blank(self, batch: int) -> tuple[Tensor, ...]:
        """Zeros for h."""
        return (self.embedding.weight.new_zeros(self.shape.layers, batch, self.shape.width),)


def build(shape: Any, *, vocabulary: int) -> RNN:
    """A recurrent network with weights still to be set, by `initialise` or from a file."""
    return RNN(shape, vocabulary=vocabulary)
