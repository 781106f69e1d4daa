"""What ggml calls the tensors and numbers of GPT-2, Llama and Qwen2, and how it wants their rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from broadsheet.core import InvalidInputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Named = Iterator[tuple[str, NDArray[np.float32]]]

Config = Mapping[str, Any]
_BLOCK = re.compile(r"(?:transformer\.h|model\.layers)\.(\d+)\.(.+)\.(weight|bias)")


class Layout(Protocol):
    """One architecture, in ggml's words."""

    @property
    def name(self) -> str:
        """What ggml calls it."""

    def check(self, config: Config) -> None:
        """Raise `InvalidInputError` for what the architecture's graph in llama.cpp doesn't do."""

    def describe(self, writer: Any, config: Config) -> None:
        """Write its sizes."""

    def is_left_out(self, name: str, config: Config) -> bool:
        """Whether the file has no such tensor."""

    def renamed(self, name: str, tensor: "NDArray[np.float32]", config: Config) -> "Named":
        """The tensor by ggml's name, its rows in ggml's order."""


@dataclass(frozen=True, slots=True)
class Gpt2:
    """Radford et al. 2019. Its weights are stored (in, out), ggml's (out, in)."""

    name: str = "gpt2"

    def check(self, config: Config) -> None:
        """Only what GPT-2 has: its own GELU and plain scaling."""
        _only(config, "activation_function", ("gelu_new", "gelu_pytorch_tanh", "gelu_fast"), default="gelu_new")
        _only(config, "scale_attn_by_inverse_layer_idx", (False,), default=False)
        _only(config, "scale_attn_weights", (True,), default=True)

    def describe(self, writer: Any, config: Config) -> None:
        """Write its sizes."""
        writer.add_context_length(config["n_positions"])
        writer.add_embedding_length(config["n_embd"])
        writer.add_feed_forward_length(config.get("n_inner") or 4 * config["n_embd"])
        writer.add_block_count(config["n_layer"])
        writer.add_head_count(config["n_head"])
        writer.add_layer_norm_eps(config.get("layer_norm_epsilon", 1e-5))

    def is_left_out(self, name: str, config: Config) -> bool:
        """Old files keep the causal mask as tensors; tied output weights are those of the input."""
        is_mask = name.endswith((".attn.bias", ".attn.masked_bias"))
        return is_mask or (name == "lm_head.weight" and bool(config.get("tie_word_embeddings", True)))

    def renamed(self, name: str, tensor: "NDArray[np.float32]", config: Config) -> "Named":  # noqa: ARG002 - the shape of a layout
        """Projections are turned round; nothing else changes."""
        found = _BLOCK.fullmatch(name if name.startswith(("transformer.", "lm_head")) else f"transformer.{name}")
        turned = found is not None and tensor.ndim == 2
        yield _GPT2.name(name, found), tensor.T if turned else tensor


@dataclass(frozen=True, slots=True)
class Llama:
    """Touvron et al. 2023. ggml turns pairs of neighbours by RoPE, Hugging Face the halves: q and k are reordered."""

    name: str = "llama"

    def check(self, config: Config) -> None:
        """SiLU, and rotary positions without a scaling of their own."""
        _only(config, "hidden_act", ("silu", "swish"), default="silu")
        rope = config.get("rope_parameters") or config.get("rope_scaling") or {}
        _only(rope, "rope_type", ("default",), default="default")

    def describe(self, writer: Any, config: Config) -> None:
        """Write its sizes."""
        heads = config["num_attention_heads"]
        size = config.get("head_dim") or config["hidden_size"] // heads
        writer.add_context_length(config["max_position_embeddings"])
        writer.add_embedding_length(config["hidden_size"])
        writer.add_feed_forward_length(config["intermediate_size"])
        writer.add_block_count(config["num_hidden_layers"])
        writer.add_head_count(heads)
        writer.add_head_count_kv(config.get("num_key_value_heads") or heads)
        writer.add_key_length(size)
        writer.add_value_length(size)
        writer.add_rope_dimension_count(size)
        writer.add_rope_freq_base(rope_base(config))
        writer.add_layer_norm_rms_eps(config.get("rms_norm_eps", 1e-6))

    def is_left_out(self, name: str, config: Config) -> bool:
        """The rotations are computed; tied output weights are those of the input."""
        return "rotary_emb" in name or (name == "lm_head.weight" and bool(config.get("tie_word_embeddings", False)))

    def renamed(self, name: str, tensor: "NDArray[np.float32]", config: Config) -> "Named":
        """Rows of q and k by pairs of neighbours; nothing else changes."""
        found = _BLOCK.fullmatch(name)
        heads = config["num_attention_heads"]
        if found is not None and found[2] == "self_attn.q_proj":
            tensor = neighbours(tensor, heads)
        if found is not None and found[2] == "self_attn.k_proj":
            tensor = neighbours(tensor, config.get("num_key_value_heads") or heads)
        yield _LLAMA.name(name, found), tensor


@dataclass(frozen=True, slots=True)
class Qwen2(Llama):
    """Yang et al. 2024. Llama with biases of q, k and v; ggml turns halves by RoPE for it, as Hugging Face does."""

    name: str = "qwen2"

    def check(self, config: Config) -> None:
        """As Llama, every layer looking at the whole text."""
        Llama.check(self, config)
        _only(config, "use_sliding_window", (False,), default=False)

    def renamed(self, name: str, tensor: "NDArray[np.float32]", config: Config) -> "Named":  # noqa: ARG002 - the shape of a layout
        """By ggml's name, its rows as they are."""
        yield _LLAMA.name(name, _BLOCK.fullmatch(name)), tensor


@dataclass(frozen=True, slots=True)
class Mistral(Llama):
    """Jiang et al. 2023: Llama's layers; ggml has no window for them."""

    def check(self, config: Config) -> None:
        """As Llama, every layer looking at the whole text."""
        Llama.check(self, config)
        _only(config, "sliding_window", (None,), default=None)


def neighbours(tensor: "NDArray[np.float32]", heads: int) -> "NDArray[np.float32]":
    """Rows of each head from halves (0 ... d/2, then the rest) to pairs (0, d/2, 1, d/2 + 1, ...)."""
    return (
        tensor.reshape(heads, 2, tensor.shape[0] // heads // 2, *tensor.shape[1:]).swapaxes(1, 2).reshape(tensor.shape)
    )


def rope_base(config: Config) -> float:
    """The base of the rotary positions (Su et al. 2021, section 3.2.2), wherever the configuration has it."""
    rope = config.get("rope_parameters") or {}
    return float(rope.get("rope_theta") or config.get("rope_theta") or 10000.0)


@dataclass(frozen=True, slots=True)
class _Names:
    blocks: Mapping[str, str]
    others: Mapping[str, str]

    def name(self, name: str, found: "re.Match[str] | None") -> str:
        if found is not None and found[2] in self.blocks:
            return f"blk.{found[1]}.{self.blocks[found[2]]}.{found[3]}"
        stem, _, kind = name.removeprefix("transformer.").rpartition(".")
        if stem not in self.others:
            raise InvalidInputError(
                "the model has a tensor that its architecture doesn't", asked=name, choices=sorted(self.others)
            )
        return f"{self.others[stem]}.{kind}"


_GPT2 = _Names(
    {
        "attn.c_attn": "attn_qkv", "attn.c_proj": "attn_output", "ln_1": "attn_norm", "ln_2": "ffn_norm",
        "mlp.c_fc": "ffn_up", "mlp.c_proj": "ffn_down",
    },
    {"wte": "token_embd", "wpe": "position_embd", "ln_f": "output_norm", "lm_head": "output"},
)  # fmt: skip
_LLAMA = _Names(
    {
        "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
        "self_attn.o_proj": "attn_output", "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
        "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
    },
    {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"},
)  # fmt: skip

LAYOUTS: Mapping[str, Layout] = {"gpt2": Gpt2(), "llama": Llama(), "mistral": Mistral(), "qwen2": Qwen2()}


def _only(config: Config, name: str, known: tuple[Any, ...], *, default: Any) -> None:
    if (value := config.get(name, default)) not in known:
        raise InvalidInputError(
            f"llama.cpp has no {name} of this kind", asked=repr(value), choices=[str(k) for k in known]
        )
