"""The shape of GPT-2 (Radford et al. 2019): a Transformer decoder with learned positions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from broadsheet.train.architectures.shapes import _shape
from broadsheet.train.architectures.shapes._shape import divides, least, only, unless

# What GPT-2's layout can be told to do and nobody does: other activations, other scalings of the attention.
_KNOWN: Mapping[str, tuple[Any, ...]] = {
    "activation_function": ("gelu_new", "gelu_pytorch_tanh"),
    "scale_attn_weights": (True,),
    "scale_attn_by_inverse_layer_idx": (False,),
    "add_cross_attention": (False,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """GPT-2's numbers. `inner` is the width inside the feed-forward part, 0 for four times `width`."""

    architecture: ClassVar[str] = "gpt2"
    family: ClassVar[str] = "causal"
    model_type: ClassVar[str] = "gpt2"

    heads: int = 4
    inner: int = least(0, default=0)
    tied: bool = True
    epsilon: float = 1e-5

    def check(self) -> None:
        """Every head has the same width."""
        divides(self, "heads", "width")

    @property
    def feed_forward(self) -> int:
        """The width inside the feed-forward part."""
        return self.inner or 4 * self.width

    def parameters(self, vocabulary: int) -> int:
        """Embeddings, positions, and per layer: two norms (4d), attention (4d^2 + 4d), feed-forward (2df + f + d)."""
        d, f = self.width, self.feed_forward
        layer = 4 * d + 4 * d * d + 4 * d + 2 * d * f + f + d
        heads = 1 if self.tied else 2
        return heads * vocabulary * d + self.context * d + self.layers * layer + 2 * d

    def config(self, vocabulary: int) -> dict[str, Any]:
        """`GPT2Config` of Hugging Face."""
        return {
            "model_type": self.model_type,
            "architectures": ["GPT2LMHeadModel"],
            "vocab_size": vocabulary,
            "n_positions": self.context,
            "n_embd": self.width,
            "n_layer": self.layers,
            "n_head": self.heads,
            "n_inner": self.inner or None,
            "activation_function": "gelu_new",
            "resid_pdrop": self.dropout,
            "embd_pdrop": self.dropout,
            "attn_pdrop": self.dropout,
            "layer_norm_epsilon": self.epsilon,
            "initializer_range": 0.02,
            "tie_word_embeddings": self.tied,
        }

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Self:
        """From `GPT2Config`; of its three dropouts the residual one is taken."""
        only(config, _KNOWN)
        return cls(
            layers=config.get("n_layer", 12),
            width=config.get("n_embd", 768),
            heads=config.get("n_head", 12),
            context=config.get("n_positions", 1024),
            inner=unless(config.get("n_inner"), 4 * config.get("n_embd", 768)),
            dropout=config.get("resid_pdrop", 0.1),
            epsilon=config.get("layer_norm_epsilon", 1e-5),
            tied=config.get("tie_word_embeddings", True),
        )
