"""The shape of BERT (Devlin et al. 2019): a Transformer encoder that fills in masked words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from broadsheet.train.architectures.shapes import _shape
from broadsheet.train.architectures.shapes._shape import divides, least, only, unless

_KNOWN: Mapping[str, tuple[Any, ...]] = {
    "hidden_act": ("gelu",),
    "is_decoder": (False,),
    "add_cross_attention": (False,),
    "tie_word_embeddings": (True,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """BERT's numbers.

    `inner` is the width inside the feed-forward part, 0 for four times `width`; `segments` how many kinds of sentence
    a text is made of.
    """

    architecture: ClassVar[str] = "bert"
    family: ClassVar[str] = "masked"
    model_type: ClassVar[str] = "bert"

    heads: int = 4
    inner: int = least(0, default=0)
    segments: int = 2
    dropout: float = 0.1
    epsilon: float = 1e-12

    def check(self) -> None:
        """Every head has the same width."""
        divides(self, "heads", "width")

    @property
    def feed_forward(self) -> int:
        """The width inside the feed-forward part."""
        return self.inner or 4 * self.width

    def parameters(self, vocabulary: int) -> int:
        """Three embeddings and their norm; per layer attention, feed-forward, two norms; the heads of both tasks."""
        d, f = self.width, self.feed_forward
        embeddings = (vocabulary + self.context + self.segments) * d + 2 * d
        layer = 4 * (d * d + d) + 2 * d * f + f + d + 4 * d
        heads = 2 * (d * d + d) + 2 * d + vocabulary + 2 * d + 2
        return embeddings + self.layers * layer + heads

    def config(self, vocabulary: int) -> dict[str, Any]:
        """`BertConfig` of Hugging Face."""
        return {
            "model_type": self.model_type,
            "architectures": ["BertForPreTraining"],
            "vocab_size": vocabulary,
            "hidden_size": self.width,
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "intermediate_size": self.feed_forward,
            "hidden_act": "gelu",
            "hidden_dropout_prob": self.dropout,
            "attention_probs_dropout_prob": self.dropout,
            "max_position_embeddings": self.context,
            "type_vocab_size": self.segments,
            "initializer_range": 0.02,
            "layer_norm_eps": self.epsilon,
            "pad_token_id": None,
            "tie_word_embeddings": True,
        }

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Self:
        """From `BertConfig`; of its two dropouts the hidden one is taken."""
        only(config, _KNOWN)
        return cls(
            layers=config.get("num_hidden_layers", 12),
            width=config.get("hidden_size", 768),
            heads=config.get("num_attention_heads", 12),
            inner=unless(config.get("intermediate_size", 3072), 4 * config.get("hidden_size", 768)),
            context=config.get("max_position_embeddings", 512),
            segments=config.get("type_vocab_size", 2),
            dropout=config.get("hidden_dropout_prob", 0.1),
            epsilon=config.get("layer_norm_eps", 1e-12),
        )
