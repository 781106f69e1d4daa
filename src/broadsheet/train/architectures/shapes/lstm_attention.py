"""The shape of an encoder and a decoder of LSTMs joined by additive attention (Bahdanau et al. 2015)."""

from dataclasses import dataclass
from typing import ClassVar

from broadsheet.core import InvalidInputError
from broadsheet.train.architectures.shapes import _shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """An attentional LSTM's numbers; the encoder reads both ways, half the `width` each.

    `context` is the longest source and the longest target it is trained on; it reads on for ever. The embedding serves
    source, target and head.
    """

    architecture: ClassVar[str] = "lstm_attention"
    family: ClassVar[str] = "paired"
    model_type: ClassVar[str] = "broadsheet-lstm_attention"

    layers: int = 1

    def check(self) -> None:
        """Two directions share the width."""
        if self.width % 2:
            raise InvalidInputError(
                "the width must be even: the encoder reads both ways, half of it each", asked=f"width={self.width}"
            )

    def parameters(self, vocabulary: int) -> int:
        """Embedding and bias of the head; encoder, bridge, attention, decoder, layers above it, readout."""
        d = self.width
        encoder = self.layers * (4 * d * d + 4 * d * d // 2 + 8 * d)
        bridge, attention, readout = d * d // 2 + d, 2 * d * d + d, 3 * d * d + d
        decoder = 12 * d * d + 8 * d
        above = (self.layers - 1) * (8 * d * d + 8 * d)
        return vocabulary * d + vocabulary + encoder + bridge + attention + decoder + above + readout
