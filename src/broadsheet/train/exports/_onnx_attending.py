"""The LSTM with attention as an ONNX graph (Bahdanau et al. 2015): token by token, each with a look at the source."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.train.exports._onnx_graph import NOUGHT, Graph, small
from broadsheet.train.exports._onnx_pairs import SOURCE, once
from broadsheet.train.exports._onnx_recurrent import bias_of, gates, lstm_layer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Tensors = Mapping[str, Array]


def lstm_attention(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, 1, V) after one token `ids` (1, 1), given `source` (1, S).

    `state.0` to `state.2` are the annotations h_j, U_a h_j and the decoder's state s; the rest are its cell and the
    layers above.
    """
    width, above = config["width"], config["layers"] - 1
    ids, source = graph.input("ids", (1, 1), kind="INT64"), graph.input(SOURCE, (1, "read"), kind="INT64")
    embedded = graph.rows(tensors["embedding.weight"], source)
    states: list[tuple[str, tuple[int | str, ...]]] = [(f"state.{n}", (1, "kept", width)) for n in range(3)]
    vectors, keys, state = once(
        graph, states, lambda inner: _annotated(inner, tensors, config, embedded), axis=1, changing=["state.2"]
    )
    cell = graph.input("state.3", (1, 1, width))
    y = graph.rows(tensors["embedding.weight"], ids)
    context = _looked(graph, tensors, state, vectors, keys)
    after, cell_after = _stepped(graph, tensors, y, graph.op("Concat", context, state, axis=2), cell)
    top = after
    for layer in range(above):  # one token and one row: time first or batch first is the same
        names = [f"state.{4 + 2 * layer + n}" for n in (0, 1)]
        top, carried = lstm_layer(
            graph, tensors, f"above.{{}}_l{layer}", top, [graph.input(n, (1, 1, width)) for n in names]
        )
        for name, value in zip(names, carried, strict=True):
            graph.output(name.replace("state", "after"), value, (1, 1, width))
    read = graph.op("Concat", top, context, y, axis=2)
    said = graph.op("Tanh", graph.linear(read, tensors["readout.weight"], tensors["readout.bias"]))
    graph.output("after.2", after, (1, 1, width))
    graph.output("after.3", cell_after, (1, 1, width))
    graph.output(
        "scores", graph.linear(said, tensors["embedding.weight"], tensors["bias"]), (1, 1, config["vocab_size"])
    )


def lstm_attention_vectors(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str) -> str:
    """The annotations (1, S, d) of `ids` (1, S)."""
    return _read(graph, tensors, config, graph.rows(tensors["embedding.weight"], ids))[0]


def _looked(graph: Graph, tensors: "Tensors", state: str, vectors: str, keys: str) -> str:
    """The context (1, 1, d): sum of alpha_j h_j, alpha = softmax(v_a^T tanh(W_a s + U_a h_j))."""
    query = graph.linear(state, tensors["attention.query.weight"])
    energy = graph.op(
        "MatMul", graph.op("Tanh", graph.op("Add", keys, query)), graph.floats(tensors["attention.v"][:, None])
    )
    alpha = graph.op("Softmax", graph.op("Transpose", energy, perm=[0, 2, 1]), axis=-1)
    return graph.op("MatMul", alpha, vectors)


def _stepped(graph: Graph, tensors: "Tensors", y: str, rest: str, cell: str) -> tuple[str, str]:
    """The decoder's state and cell after a token's vector `y`, with its context and state in `rest`."""
    import numpy as np

    read, width = tensors["decoder.weight_ih"], tensors["decoder.weight_hh"].shape[1]
    both = np.concatenate([read[:, width:], tensors["decoder.weight_hh"]], axis=1)
    ahead = graph.linear(y, read[:, :width], tensors["decoder.bias_ih"] + tensors["decoder.bias_hh"])
    whole = graph.op("Add", ahead, graph.linear(rest, both))
    i, f, g, o = graph.ops("Split", whole, graph.whole(width, width, width, width), outputs=4, axis=-1)
    i, f, o = (graph.op("Sigmoid", gate) for gate in (i, f, o))
    kept = graph.op("Add", graph.op("Mul", f, cell), graph.op("Mul", i, graph.op("Tanh", g)))
    return graph.op("Mul", o, graph.op("Tanh", kept)), kept


def _annotated(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], x: str) -> Sequence[str]:
    """The annotations (1, S, d), U_a of them, and the decoder's first state (1, 1, d)."""
    vectors, last = _read(graph, tensors, config, x)
    backward = graph.op("Slice", last, graph.whole(1), graph.whole(2), graph.whole(0))
    first = graph.op("Tanh", graph.linear(backward, tensors["bridge.weight"], tensors["bridge.bias"]))
    return vectors, graph.linear(vectors, tensors["attention.key.weight"]), first


def _read(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], x: str) -> tuple[str, str]:
    """The annotations (1, S, d) of the vectors `x` (1, S, d), and both ways' last states (2, 1, d / 2)."""
    half = config["width"] // 2
    x = graph.op("Transpose", x, perm=[1, 0, 2])
    last = ""
    for layer in range(config["layers"]):
        y, last = _both_ways(graph, tensors, layer, x, half)
        x = graph.op("Reshape", graph.op("Transpose", y, perm=[0, 2, 1, 3]), graph.whole(-1, 1, 2 * half))
    return graph.op("Transpose", x, perm=[1, 0, 2]), last


def _both_ways(graph: Graph, tensors: "Tensors", layer: int, x: str, half: int) -> tuple[str, str]:
    """One layer of the encoder over `x` (S, 1, d): states (S, 2, 1, d / 2), the last of each way (2, 1, d / 2)."""
    import numpy as np

    ends = (f"_l{layer}", f"_l{layer}_reverse")
    read, kept = (np.stack([gates(tensors[f"encoder.weight_{kind}{end}"]) for end in ends]) for kind in ("ih", "hh"))
    bias = graph.floats(np.stack([bias_of(tensors, "encoder.{}" + end) for end in ends]))
    told: dict[str, Any] = {"hidden_size": half, "direction": "bidirectional"}
    if not graph.is_small:
        y, last = graph.ops("LSTM", x, graph.floats(read), graph.floats(kept), bias, outputs=2, **told)
        return y, last
    (w, w_scale), (r, r_scale) = (_stored(graph, weights) for weights in (read, kept))
    nought = graph.constant(np.full((2, 4 * half), NOUGHT), "uint8")
    given = (x, w, r, bias, "", "", "", "", w_scale, nought, r_scale, nought)
    y, last = graph.ops("DynamicQuantizeLSTM", *given, outputs=2, domain="com.microsoft", **told)
    return y, last


def _stored(graph: Graph, weights: "Array") -> tuple[str, str]:
    """Matrices (2, 4h, in) in bytes as (2, in, 4h), and the steps of their outputs (2, 4h)."""
    import numpy as np

    stored, scales = zip(*(small(weight) for weight in weights), strict=True)
    return graph.constant(np.stack([one.T for one in stored]), "uint8"), graph.floats(np.stack(scales))
