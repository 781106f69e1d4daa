"""The language model with long short-term memory, fast: PyTorch's `nn.LSTM`. Its equations: `reference/lstm.py`."""

from typing import Any

from torch import Tensor, nn

from broadsheet.train.architectures._recurrent import Recurrent, forget_little


class LSTM(Recurrent):
    """Gates i, f, o and candidate g around a cell c, layer upon layer."""

    def make(self, shape: Any) -> nn.Module:
        """`nn.LSTM`; its dropout falls between layers."""
        between = shape.dropout if shape.layers > 1 else 0.0
        return nn.LSTM(shape.width, shape.width, shape.layers, batch_first=True, dropout=between)

    def blank(self, batch: int) -> tuple[Tensor, ...]:
        """Zeros for h and for c."""
        zeros = self.embedding.weight.new_zeros(self.shape.layers, batch, self.shape.width)
        return (zeros, zeros)

    def initialise(self) -> None:
        """As every recurrent network, and with open forget gates."""
        super().initialise()
        forget_little(self.network)


def build(shape: Any, *, vocabulary: int) -> LSTM:
    """An LSTM with weights still to be set, by `initialise` or from a file."""
    return LSTM(shape, vocabulary=vocabulary)
