"""The encoder of T5 as an ONNX graph: attention biased by how far two tokens are apart (Raffel et al. 2020)."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.train.exports._onnx_attention import RMSNorm, gelu, join_heads, split_heads, straight
from broadsheet.train.exports._onnx_graph import Graph
from broadsheet.train.exports._onnx_places import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tensors = Mapping[str, NDArray[np.float32]]


def t5_vectors(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str) -> str:
    """What the encoder makes of `ids` (1, S): (1, S, d)."""
    heads, size = config["num_heads"], config["d_kv"]
    norm = RMSNorm(graph, tensors, epsilon=config.get("layer_norm_epsilon", 1e-6))
    bias = _biases(graph, tensors, config, counted(graph, ids))
    x = graph.rows(tensors["shared.weight"], ids)
    for layer in range(config["num_layers"]):
        at = f"encoder.block.{layer}.layer.0."
        read = norm(x, f"{at}layer_norm")
        query, key, value = (
            split_heads(graph, straight(graph, tensors, f"{at}SelfAttention.{part}", read), heads, size)
            for part in ("q", "k", "v")
        )
        scores = graph.op("Add", graph.op("MatMul", query, graph.op("Transpose", key, perm=[0, 1, 3, 2])), bias)
        seen = join_heads(graph, graph.op("MatMul", graph.op("Softmax", scores, axis=-1), value), heads * size)
        x = graph.op("Add", x, straight(graph, tensors, f"{at}SelfAttention.o", seen))
        at = f"encoder.block.{layer}.layer.1."
        inner = _opened(graph, tensors, f"{at}DenseReluDense.", norm(x, f"{at}layer_norm"))
        x = graph.op("Add", x, straight(graph, tensors, f"{at}DenseReluDense.wo", inner))
    return norm(x, "encoder.final_layer_norm")


def _opened(graph: Graph, tensors: "Tensors", at: str, x: str) -> str:
    """Inside the feed-forward part: ReLU, or GELU as a gate (Shazeer 2020)."""
    if f"{at}wi.weight" in tensors:
        return graph.op("Relu", straight(graph, tensors, f"{at}wi", x))
    gate = gelu(graph, straight(graph, tensors, f"{at}wi_0", x))
    return graph.op("Mul", gate, straight(graph, tensors, f"{at}wi_1", x))


def _biases(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], positions: str) -> str:
    """What is added to each head's scores (1, heads, S, S), by the distance from the one who looks."""
    import numpy as np

    farthest = config["relative_attention_max_distance"]
    told = tensors["encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight"]
    places = buckets(farthest, buckets=config["relative_attention_num_buckets"])
    distances = graph.op(
        "Sub",
        graph.op("Unsqueeze", positions, graph.whole(0)),
        graph.op("Unsqueeze", positions, graph.whole(1)),
    )
    near = graph.op("Clip", distances, graph.constant(-farthest, "int64"), graph.constant(farthest, "int64"))
    rows = graph.op("Gather", graph.floats(np.asarray(told)[places]), graph.op("Add", near, graph.whole(farthest)))
    return graph.op("Unsqueeze", graph.op("Transpose", rows, perm=[2, 0, 1]), graph.whole(0))


def buckets(farthest: int, *, buckets: int) -> "NDArray[np.int64]":
    """Which bucket each distance from `-farthest` to `farthest` is in: half for each direction.

    Of these again half count single tokens, the others grow as the logarithm. Source: the paper's section 2.1, in the
    single precision of Mesh TensorFlow's and Hugging Face's `_relative_position_bucket`.
    """
    import numpy as np

    distance = np.arange(-farthest, farthest + 1)
    half = buckets // 2
    single, away = half // 2, np.abs(distance)
    scale = np.float32(math.log(farthest / single))
    grown = np.log(np.maximum(away, 1).astype(np.float32) / np.float32(single)) / scale * np.float32(half - single)
    wide = np.minimum(single + grown.astype(np.int64), half - 1)
    found: NDArray[np.int64] = np.where(away < single, away, wide) + np.where(distance > 0, half, 0)
    return found
