"""GPT-2 and Llama as ONNX graphs that keep what they have read: keys and values go in, and come out longer."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.train.exports._gguf_layouts import rope_base
from broadsheet.train.exports._onnx_graph import Graph
from broadsheet.train.exports._onnx_places import Past, Places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tensors = Mapping[str, NDArray[np.float32]]


def gpt2(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, T, V) of `ids` (1, T), with learned positions and GELU by its tanh form (Radford et al. 2019)."""
    named = _unprefixed(tensors)
    ids = graph.input("ids", (1, "tokens"), kind="INT64")
    past = Past(graph, ids, layers=config["n_layer"], heads=config["n_head"], size=config["n_embd"] // config["n_head"])
    x = gpt2_vectors(graph, tensors, config, ids, past)
    head = named["wte.weight"] if config.get("tie_word_embeddings", True) else named["lm_head.weight"]
    graph.output("scores", graph.linear(x, head), (1, "tokens", config["vocab_size"]))


def gpt2_vectors(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str, past: Places) -> str:
    """The last layer's vectors (1, T, d) of `ids`, after those that `past` has."""
    heads, width, named = config["n_head"], config["n_embd"], _unprefixed(tensors)
    x = graph.op(
        "Add",
        graph.rows(named["wte.weight"], ids),
        graph.op("Gather", graph.floats(named["wpe.weight"]), past.positions),
    )
    norm = LayerNorm(graph, named, epsilon=config.get("layer_norm_epsilon", 1e-5))
    for layer in range(config["n_layer"]):
        at = f"h.{layer}."
        projected = _turned(graph, named, at + "attn.c_attn", norm(x, at + "ln_1"))
        parts = graph.ops("Split", projected, graph.whole(width, width, width), outputs=3, axis=-1)
        query, key, value = (split_heads(graph, part, heads, width // heads) for part in parts)
        key, value = past.grown(layer, key, value)
        seen = attend(graph, query, key, value, mask=past.mask, size=width // heads)
        x = graph.op("Add", x, _turned(graph, named, at + "attn.c_proj", join_heads(graph, seen, width)))
        inner = gelu(graph, _turned(graph, named, at + "mlp.c_fc", norm(x, at + "ln_2")))
        x = graph.op("Add", x, _turned(graph, named, at + "mlp.c_proj", inner))
    return norm(x, "ln_f")


def llama(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, T, V) of `ids` (1, T), with rotary positions, shared keys and values, and SwiGLU."""
    _, shared, size = _llama_sizes(config)
    ids = graph.input("ids", (1, "tokens"), kind="INT64")
    past = Past(graph, ids, layers=config["num_hidden_layers"], heads=shared, size=size)
    x = llama_vectors(graph, tensors, config, ids, past)
    head = "model.embed_tokens.weight" if config.get("tie_word_embeddings") else "lm_head.weight"
    graph.output("scores", graph.linear(x, tensors[head]), (1, "tokens", config["vocab_size"]))


def llama_vectors(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str, past: Places) -> str:
    """The last layer's vectors (1, T, d) of `ids`, after those that `past` has."""
    heads, shared, size = _llama_sizes(config)
    turn = _Turning(graph, past.positions, size=size, base=rope_base(config), most=config["max_position_embeddings"])
    norm = RMSNorm(graph, tensors, epsilon=config.get("rms_norm_eps", 1e-6))
    x = graph.rows(tensors["model.embed_tokens.weight"], ids)
    for layer in range(config["num_hidden_layers"]):
        at = f"model.layers.{layer}."
        read = norm(x, at + "input_layernorm")
        query, key, value = (
            split_heads(graph, straight(graph, tensors, f"{at}self_attn.{part}_proj", read), count, size)
            for part, count in (("q", heads), ("k", shared), ("v", shared))
        )
        key, value = past.grown(layer, turn(key), value)
        seen = _attend_shared(graph, turn(query), key, value, past.mask, (heads, shared, size))
        x = graph.op("Add", x, straight(graph, tensors, at + "self_attn.o_proj", join_heads(graph, seen, heads * size)))
        read = norm(x, at + "post_attention_layernorm")
        gate = straight(graph, tensors, at + "mlp.gate_proj", read)
        opened = graph.op("Mul", gate, graph.op("Sigmoid", gate))
        inner = graph.op("Mul", opened, straight(graph, tensors, at + "mlp.up_proj", read))
        x = graph.op("Add", x, straight(graph, tensors, at + "mlp.down_proj", inner))
    return norm(x, "model.norm")


def attend(graph: Graph, query: str, key: str, value: str, *, mask: str, size: int) -> str:
    """softmax(Q K^T / sqrt(d_k)) V, hidden where `mask` says so (Vaswani et al. 2017, equation 1)."""
    scores = graph.op("MatMul", query, graph.op("Transpose", key, perm=[0, 1, 3, 2]))
    scores = graph.op("Mul", scores, graph.floats(1 / math.sqrt(size)))
    if mask:
        scores = graph.op("Add", scores, mask)
    return graph.op("MatMul", graph.op("Softmax", scores, axis=-1), value)


def split_heads(graph: Graph, x: str, heads: int, size: int) -> str:
    """(1, T, heads * size) to (1, heads, T, size)."""
    return graph.op("Transpose", graph.op("Reshape", x, graph.whole(1, -1, heads, size)), perm=[0, 2, 1, 3])


def join_heads(graph: Graph, x: str, width: int) -> str:
    """(1, heads, T, size) to (1, T, width)."""
    return graph.op("Reshape", graph.op("Transpose", x, perm=[0, 2, 1, 3]), graph.whole(1, -1, width))


def gelu(graph: Graph, x: str) -> str:
    """Give x / 2 (1 + tanh(sqrt(2 / pi) (x + .044715 x^3))) (Hendrycks and Gimpel 2016)."""
    cube = graph.op("Mul", graph.op("Mul", x, x), x)
    inner = graph.op("Add", x, graph.op("Mul", cube, graph.floats(0.044715)))
    curve = graph.op("Tanh", graph.op("Mul", inner, graph.floats(math.sqrt(2 / math.pi))))
    return graph.op("Mul", graph.op("Mul", x, graph.floats(0.5)), graph.op("Add", curve, graph.floats(1.0)))


class _Turning:
    """Rotary positions by halves, as Hugging Face's Llama has them (Su et al. 2021, equation 34)."""

    def __init__(self, graph: Graph, positions: str, *, size: int, base: float, most: int) -> None:
        import numpy as np

        self._graph, self._size = graph, size
        angles = np.outer(np.arange(most), base ** -(np.arange(0, size, 2) / size))
        twice = np.concatenate([angles, angles], axis=1)
        self._cos, self._sin = (graph.op("Gather", graph.floats(f(twice)), positions) for f in (np.cos, np.sin))

    def __call__(self, x: str) -> str:
        graph, half = self._graph, self._size // 2
        first, second = graph.ops("Split", x, graph.whole(half, half), outputs=2, axis=-1)
        turned = graph.op("Concat", graph.op("Neg", second), first, axis=-1)
        return graph.op("Add", graph.op("Mul", x, self._cos), graph.op("Mul", turned, self._sin))


class LayerNorm:
    """(x - mean) / sqrt(variance + epsilon), scaled and moved (Ba et al. 2016)."""

    def __init__(self, graph: Graph, tensors: "Tensors", *, epsilon: float) -> None:
        self._graph, self._tensors, self._epsilon = graph, tensors, epsilon

    def __call__(self, x: str, name: str) -> str:
        gain, bias = (self._graph.floats(self._tensors[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self._graph.op("LayerNormalization", x, gain, bias, axis=-1, epsilon=self._epsilon)


def _unprefixed(tensors: "Tensors") -> "Tensors":
    return {name.removeprefix("transformer."): tensor for name, tensor in tensors.items()}


def _llama_sizes(config: Mapping[str, Any]) -> tuple[int, int, int]:
    """Heads of queries, heads of keys and values, and the width of one."""
    heads = config["num_attention_heads"]
    return heads, config.get("num_key_value_heads") or heads, config.get("head_dim") or config["hidden_size"] // heads


class RMSNorm:
    """x / sqrt(mean(x^2) + epsilon), scaled (Zhang and Sennrich 2019)."""

    def __init__(self, graph: Graph, tensors: "Tensors", *, epsilon: float) -> None:
        self._graph, self._tensors, self._epsilon = graph, tensors, epsilon

    def __call__(self, x: str, name: str) -> str:
        graph = self._graph
        mean = graph.op("ReduceMean", graph.op("Mul", x, x), graph.whole(-1), keepdims=1)
        size = graph.op("Sqrt", graph.op("Add", mean, graph.floats(self._epsilon)))
        return graph.op("Mul", graph.op("Div", x, size), graph.floats(self._tensors[f"{name}.weight"]))


def _attend_shared(graph: Graph, query: str, key: str, value: str, mask: str, sizes: tuple[int, int, int]) -> str:
    """As `attend`, where each head of keys and values serves several of queries (Ainslie et al. 2023)."""
    heads, shared, size = sizes
    if heads == shared:
        return attend(graph, query, key, value, mask=mask, size=size)
    apart = graph.op("Reshape", query, graph.whole(shared, heads // shared, -1, size))
    key, value = (graph.op("Transpose", part, perm=[1, 0, 2, 3]) for part in (key, value))
    seen = attend(graph, apart, key, value, mask=mask, size=size)
    return graph.op("Reshape", seen, graph.whole(1, heads, -1, size))


def _turned(graph: Graph, tensors: "Tensors", name: str, x: str) -> str:
    """GPT-2 stores its projections (in, out)."""
    return graph.linear(x, tensors[f"{name}.weight"].T, tensors[f"{name}.bias"])


def straight(graph: Graph, tensors: "Tensors", name: str, x: str) -> str:
    """`x` by the layer `name`, stored (out, in), with its bias where it has one."""
    return graph.linear(x, tensors[f"{name}.weight"], tensors.get(f"{name}.bias"))
