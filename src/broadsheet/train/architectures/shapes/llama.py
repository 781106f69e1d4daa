"""The shape of Llama (Touvron et al. 2023) and its kin: RMSNorm, rotary positions, SwiGLU, grouped queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from broadsheet.core import InvalidInputError
from broadsheet.train.architectures.shapes import _shape
from broadsheet.train.architectures.shapes._shape import divides, least, only, unless

_KNOWN: Mapping[str, tuple[Any, ...]] = {
    "hidden_act": ("silu", "swish"),
    "attention_bias": (False,),
    "mlp_bias": (False,),
    "use_sliding_window": (False,),
}
# Yang et al. 2024, section 2.2.1: Llama's layers with biases for queries, keys and values.
_BIASED = "qwen2"
# Touvron et al. 2023, section 2.2: two thirds of 4d; rounded up to a multiple that suits matrix products.
_ROUNDED_TO = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """Llama's numbers.

    `groups` is how many heads of keys and values the `heads` of queries share (0: one each), `inner` the width inside
    SwiGLU (0: two thirds of four times `width`), `head` a head's width (0: `width` / `heads`), `theta` the base of
    the rotations; `biased` gives queries, keys and values a bias, which makes it a Qwen2.
    """

    architecture: ClassVar[str] = "llama"
    family: ClassVar[str] = "causal"
    model_type: ClassVar[str] = "llama"
    also: ClassVar[tuple[str, ...]] = (_BIASED, "mistral")

    heads: int = 4
    groups: int = least(0, default=0)
    inner: int = least(0, default=0)
    head: int = least(0, default=0)
    theta: float = 10000.0
    tied: bool = True
    biased: bool = False
    epsilon: float = 1e-5

    def check(self) -> None:
        """Heads share the width evenly and in pairs of numbers to rotate; groups share the heads evenly."""
        if not self.head:
            divides(self, "heads", "width")
        if self.groups:
            divides(self, "groups", "heads")
        if self.head_width % 2:
            raise InvalidInputError(
                "a head must have an even width: rotary positions turn numbers in pairs",
                asked=f"llama: width={self.width}, heads={self.heads}",
                found=f"{self.head_width} a head",
            )

    @property
    def head_width(self) -> int:
        """The width of one head."""
        return self.head or self.width // self.heads

    @property
    def key_heads(self) -> int:
        """How many heads of keys and values there are."""
        return self.groups or self.heads

    @property
    def feed_forward(self) -> int:
        """The width inside SwiGLU."""
        return self.inner or _two_thirds(self.width)

    def parameters(self, vocabulary: int) -> int:
        """Embeddings, and per layer: two norms (2d), attention (2d(h + g) head widths), SwiGLU (3df); a last norm.

        Biases, where there are some: h + 2g head widths a layer.
        """
        d, f = self.width, self.feed_forward
        layer = 2 * d + 2 * d * self.head_width * (self.heads + self.key_heads) + 3 * d * f
        layer += self.biased * self.head_width * (self.heads + 2 * self.key_heads)
        return (1 if self.tied else 2) * vocabulary * d + self.layers * layer + d

    def config(self, vocabulary: int) -> dict[str, Any]:
        """`LlamaConfig` or `Qwen2Config` of Hugging Face; `rope_theta` is in its old place too, for other readers."""
        return {
            "model_type": _BIASED if self.biased else self.model_type,
            "architectures": ["Qwen2ForCausalLM" if self.biased else "LlamaForCausalLM"],
            "vocab_size": vocabulary,
            "hidden_size": self.width,
            "intermediate_size": self.feed_forward,
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "num_key_value_heads": self.key_heads,
            "head_dim": self.head_width,
            "hidden_act": "silu",
            "max_position_embeddings": self.context,
            "rms_norm_eps": self.epsilon,
            "rope_theta": self.theta,
            "rope_parameters": {"rope_type": "default", "rope_theta": self.theta},
            "attention_bias": False,
            "mlp_bias": False,
            "attention_dropout": self.dropout,
            "initializer_range": 0.02,
            "tie_word_embeddings": self.tied,
        }

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Self:
        """From `LlamaConfig`, `Qwen2Config` or `MistralConfig`, as transformers 4 and 5 write them."""
        only(config, _KNOWN)
        kind, reach = config.get("model_type", cls.model_type), config.get("max_position_embeddings", 2048)
        if kind == "mistral" and (window := config.get("sliding_window")) is not None:
            # A window that no text reaches beyond changes nothing.
            only({"model_type": kind, "sliding_window": min(window, reach)}, {"sliding_window": (reach, None)})
        rope = config.get("rope_parameters") or config.get("rope_scaling") or {}
        only({"rope_type": rope.get("rope_type", rope.get("type", "default"))}, {"rope_type": ("default",)})
        heads = config.get("num_attention_heads", 32)
        width = config.get("hidden_size", 4096)
        head = config.get("head_dim")
        return cls(
            layers=config.get("num_hidden_layers", 32),
            width=width,
            heads=heads,
            groups=unless(config.get("num_key_value_heads"), heads),
            inner=unless(config.get("intermediate_size", 11008), _two_thirds(width)),
            head=unless(head, width // heads),
            context=reach,
            theta=float(rope.get("rope_theta", config.get("rope_theta", 10000.0))),
            dropout=config.get("attention_dropout", 0.0),
            biased=kind == _BIASED,
            epsilon=config.get("rms_norm_eps", 1e-6),
            tied=config.get("tie_word_embeddings", False),
        )


def _two_thirds(width: int) -> int:
    return -(-8 * width // (3 * _ROUNDED_TO)) * _ROUNDED_TO
