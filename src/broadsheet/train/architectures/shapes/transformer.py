"""The shape of the original Transformer (Vaswani et al. 2017): encoder and decoder, sinusoidal positions."""

from dataclasses import dataclass
from typing import ClassVar

from broadsheet.core import InvalidInputError
from broadsheet.train.architectures.shapes import _shape
from broadsheet.train.architectures.shapes._shape import divides, least


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """The original Transformer's numbers: `layers` in the encoder and as many in the decoder.

    `inner` is the width inside the feed-forward part, 0 for four times `width`; `context` the longest source and the
    longest target. One embedding serves source, target and head (section 3.4 of the paper).
    """

    architecture: ClassVar[str] = "transformer"
    family: ClassVar[str] = "paired"
    model_type: ClassVar[str] = "broadsheet-transformer"

    heads: int = 4
    inner: int = least(0, default=0)
    dropout: float = 0.1
    epsilon: float = 1e-5

    def check(self) -> None:
        """Every head has the same width; positions come in pairs of a sine and a cosine."""
        divides(self, "heads", "width")
        if self.width % 2:
            raise InvalidInputError(
                "the width must be even: positions are pairs of a sine and a cosine", asked=f"width={self.width}"
            )

    @property
    def feed_forward(self) -> int:
        """The width inside the feed-forward part."""
        return self.inner or 4 * self.width

    def parameters(self, vocabulary: int) -> int:
        """The embedding; per layer attention (4d^2), feed-forward (2df + f + d) and norms (2d each)."""
        d, f = self.width, self.feed_forward
        attention, forward, norm = 4 * d * d, 2 * d * f + f + d, 2 * d
        return vocabulary * d + self.layers * (attention + forward + 2 * norm + 2 * attention + forward + 3 * norm)
