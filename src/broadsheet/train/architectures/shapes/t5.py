"""The shape of T5 (Raffel et al. 2020): encoder and decoder, positions as learned biases of the attention."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from broadsheet.core import InvalidInputError
from broadsheet.train.architectures.shapes import _shape
from broadsheet.train.architectures.shapes._shape import divides, least, only, unless

_PLAIN, _GATED = "relu", "gated-gelu"
_KNOWN: Mapping[str, tuple[Any, ...]] = {
    "feed_forward_proj": (_PLAIN, _GATED),
    "tie_word_embeddings": (True,),
    "scale_decoder_outputs": (True,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """T5's numbers: `layers` in the encoder and as many in the decoder.

    `inner` is the width inside the feed-forward part (0: four times `width`), `head` a head's width (0: `width` /
    `heads`), `buckets` how many distances are told apart up to `distance` tokens, `gated` the feed-forward part of
    T5 1.1 (Shazeer 2020). `context` is the longest source and target it is trained on.
    """

    architecture: ClassVar[str] = "t5"
    family: ClassVar[str] = "paired"
    model_type: ClassVar[str] = "t5"

    heads: int = 4
    inner: int = least(0, default=0)
    head: int = least(0, default=0)
    buckets: int = 32
    distance: int = 128
    gated: bool = False
    dropout: float = 0.1
    epsilon: float = 1e-6

    def check(self) -> None:
        """Heads share the width evenly; half the buckets of each direction count single tokens."""
        if not self.head:
            divides(self, "heads", "width")
        if self.buckets % 4 or self.distance <= self.buckets // 2:
            raise InvalidInputError(
                "buckets must be a multiple of 4 and distance more than half of them",
                asked=f"buckets={self.buckets}, distance={self.distance}",
            )

    @property
    def head_width(self) -> int:
        """The width of one head."""
        return self.head or self.width // self.heads

    @property
    def feed_forward(self) -> int:
        """The width inside the feed-forward part."""
        return self.inner or 4 * self.width

    def parameters(self, vocabulary: int) -> int:
        """The embedding; per layer attentions (4dh), feed-forward (2df, gated 3df), norms (d); biases, last norms."""
        d = self.width
        attention = 4 * d * self.heads * self.head_width
        forward = (3 if self.gated else 2) * d * self.feed_forward
        layers = self.layers * (3 * attention + 2 * forward + 5 * d)
        return vocabulary * d + layers + 2 * (self.buckets * self.heads + d)

    def config(self, vocabulary: int) -> dict[str, Any]:
        """`T5Config` of Hugging Face."""
        return {
            "model_type": self.model_type,
            "architectures": ["T5ForConditionalGeneration"],
            "vocab_size": vocabulary,
            "d_model": self.width,
            "d_kv": self.head_width,
            "d_ff": self.feed_forward,
            "num_layers": self.layers,
            "num_decoder_layers": self.layers,
            "num_heads": self.heads,
            "relative_attention_num_buckets": self.buckets,
            "relative_attention_max_distance": self.distance,
            "dropout_rate": self.dropout,
            "layer_norm_epsilon": self.epsilon,
            "feed_forward_proj": _GATED if self.gated else _PLAIN,
            "is_encoder_decoder": True,
            "pad_token_id": None,
            "n_positions": self.context,
        }

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Self:
        """From `T5Config`; one with other numbers of layers on both sides is not known here."""
        layers = config.get("num_layers", 6)
        only(config, {**_KNOWN, "num_decoder_layers": (layers, None)})
        width, heads, head = config.get("d_model", 512), config.get("num_heads", 8), config.get("d_kv", 64)
        return cls(
            layers=layers,
            width=width,
            heads=heads,
            head=unless(head, width // heads),
            inner=unless(config.get("d_ff", 2048), 4 * width),
            buckets=config.get("relative_attention_num_buckets", 32),
            distance=config.get("relative_attention_max_distance", 128),
            gated=config.get("feed_forward_proj", _PLAIN) == _GATED,
            context=config.get("n_positions", 512),
            dropout=config.get("dropout_rate", 0.1),
            epsilon=config.get("layer_norm_epsilon", 1e-6),
        )
