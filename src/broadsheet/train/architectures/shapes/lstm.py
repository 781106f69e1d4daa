"""The shape of a language model with long short-term memory (Hochreiter and Schmidhuber 1997; Gers et al. 2000)."""

from dataclasses import dataclass
from typing import ClassVar

from broadsheet.train.architectures.shapes import _shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """An LSTM's numbers; `context` is how far back it is trained to look, it reads on for ever.

    `tied`: a token's vector going in is its vector coming out (Press and Wolf 2017).
    """

    architecture: ClassVar[str] = "lstm"
    family: ClassVar[str] = "causal"
    model_type: ClassVar[str] = "broadsheet-lstm"

    tied: bool = True

    def parameters(self, vocabulary: int) -> int:
        """Embeddings, a head's bias, and per layer two matrices and two biases of four gates."""
        d = self.width
        return (1 if self.tied else 2) * vocabulary * d + vocabulary + self.layers * (8 * d * d + 8 * d)
