"""The shape of a recurrent language model (Elman 1990; Mikolov et al. 2010)."""

from dataclasses import dataclass
from typing import ClassVar

from broadsheet.train.architectures.shapes import _shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """A recurrent network's numbers; `context` is how far back it is trained to look, it reads on for ever.

    `tied`: a token's vector going in is its vector coming out (Press and Wolf 2017).
    """

    architecture: ClassVar[str] = "rnn"
    family: ClassVar[str] = "causal"
    model_type: ClassVar[str] = "broadsheet-rnn"

    tied: bool = True

    def parameters(self, vocabulary: int) -> int:
        """Embeddings, a head's bias, and per layer two square matrices and two biases."""
        d = self.width
        return (1 if self.tied else 2) * vocabulary * d + vocabulary + self.layers * (2 * d * d + 2 * d)
