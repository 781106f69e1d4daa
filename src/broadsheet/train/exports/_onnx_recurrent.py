"""RNN and LSTM as ONNX graphs that keep what they have read: the state goes in, and comes out changed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.train.exports._onnx_graph import Graph, small

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Tensors = Mapping[str, Array]


def lstm(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, T, V) of `ids` (1, T); `state.2n` is h of layer n and `state.2n+1` its cell c, (1, 1, d)."""
    x, width = _vectors(graph, tensors, graph.input("ids", (1, "tokens"), kind="INT64")), config["width"]
    for layer in range(config["layers"]):
        names = [f"state.{2 * layer + n}" for n in (0, 1)]
        x, carried = lstm_layer(
            graph, tensors, f"network.{{}}_l{layer}", x, [graph.input(n, (1, 1, width)) for n in names]
        )
        for name, after in zip(names, carried, strict=True):
            graph.output(name.replace("state", "after"), after, (1, 1, width))
    _scores(graph, tensors, config, x)


def lstm_vectors(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str) -> str:
    """The last layer's h (1, T, d) of `ids` (1, T), read from nothing."""
    x, nothing = _vectors(graph, tensors, ids), _nothing(graph, 1, 1, config["width"])
    for layer in range(config["layers"]):
        x, _ = lstm_layer(graph, tensors, f"network.{{}}_l{layer}", x, [nothing, nothing])
    return graph.op("Transpose", x, perm=[1, 0, 2])


def rnn(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, T, V) of `ids` (1, T); `state.n` is h of layer n, (1, 1, d). A step is h = tanh(Wx + Uh + b)."""
    x, width = _vectors(graph, tensors, graph.input("ids", (1, "tokens"), kind="INT64")), config["width"]
    for layer in range(config["layers"]):
        state = graph.input(f"state.{layer}", (1, 1, width))
        first = graph.op("Squeeze", state, graph.whole(0))
        x, last = _rnn_layer(graph, tensors, layer, x, first)
        graph.output(f"after.{layer}", graph.op("Unsqueeze", last, graph.whole(0)), (1, 1, width))
    _scores(graph, tensors, config, x)


def rnn_vectors(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str) -> str:
    """The last layer's h (1, T, d) of `ids` (1, T), read from nothing."""
    x, nothing = _vectors(graph, tensors, ids), _nothing(graph, 1, config["width"])
    for layer in range(config["layers"]):
        x, _ = _rnn_layer(graph, tensors, layer, x, nothing)
    return graph.op("Transpose", x, perm=[1, 0, 2])


def _rnn_layer(graph: Graph, tensors: "Tensors", layer: int, x: str, first: str) -> tuple[str, str]:
    """One layer over `x` (T, 1, d) from `first` (1, d): what it gives, (T, 1, d), and its last state (1, d)."""
    weight = tensors[f"network.weight_hh_l{layer}"]
    bias = tensors[f"network.bias_ih_l{layer}"] + tensors[f"network.bias_hh_l{layer}"]
    read = graph.linear(x, tensors[f"network.weight_ih_l{layer}"], bias)
    step, shape = graph.body(f"step_{layer}"), (1, len(weight))
    before, new = step.input("before", shape), step.input("new", shape)
    after = step.op("Tanh", step.op("Add", new, step.linear(before, weight)))
    step.output("after", after, shape)
    step.output("said", after, shape)
    last, x = graph.ops("Scan", first, read, outputs=2, body=step.proto(), num_scan_inputs=1)
    return x, last


def _nothing(graph: Graph, *shape: int) -> str:
    import numpy as np

    return graph.floats(np.zeros(shape))


def lstm_layer(graph: Graph, tensors: "Tensors", named: str, x: str, state: Sequence[str]) -> tuple[str, list[str]]:
    """One layer over `x` (T, 1, d) from `state`, h and c (1, 1, d): what it gives, (T, 1, d), and both after it.

    `named` is what its tensors are called, with a gap for the kind.
    """
    read, weights = (gates(tensors[named.format(f"weight_{kind}")]) for kind in ("ih", "hh"))
    bias, told = graph.floats(bias_of(tensors, named)[None]), {"hidden_size": weights.shape[1]}
    if graph.is_small:
        (w, w_scale), (r, r_scale) = _stored(graph, read), _stored(graph, weights)
        nought = graph.constant(_noughts(len(read)), "uint8")
        given: tuple[str, ...] = (x, w, r, bias, "", *state, "", w_scale, nought, r_scale, nought)
        y, *after = graph.ops("DynamicQuantizeLSTM", *given, outputs=3, domain="com.microsoft", **told)
    else:
        given = (x, graph.floats(read[None]), graph.floats(weights[None]), bias, "", *state)
        y, *after = graph.ops("LSTM", *given, outputs=3, layout=0, **told)
    return graph.op("Squeeze", y, graph.whole(1)), after


def _vectors(graph: Graph, tensors: "Tensors", ids: str) -> str:
    """The tokens' vectors, time first: (T, 1, d)."""
    return graph.op("Transpose", graph.rows(tensors["embedding.weight"], ids), perm=[1, 0, 2])


def _scores(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], x: str) -> None:
    head = tensors["embedding.weight" if config.get("tied", True) else "head.weight"]
    scores = graph.linear(graph.op("Transpose", x, perm=[1, 0, 2]), head, tensors["bias"])
    graph.output("scores", scores, (1, "tokens", config["vocab_size"]))


def bias_of(tensors: "Tensors", named: str) -> "Array":
    """The biases of what a layer reads and of its state, one after the other, in ONNX's order of gates."""
    import numpy as np

    return np.concatenate([gates(tensors[named.format(f"bias_{kind}")]) for kind in ("ih", "hh")])


def gates(rows: "Array") -> "Array":
    """From PyTorch's gates i, f, g, o to ONNX's i, o, f, c."""
    import numpy as np

    i, f, g, o = np.split(rows, 4)
    return np.concatenate([i, o, f, g])


def _stored(graph: Graph, weight: "Array") -> tuple[str, str]:
    """A matrix (4d, d) in bytes as (1, d, 4d), and the step of each of its outputs (1, 4d)."""
    stored, scales = small(weight)
    return graph.constant(stored.T[None], "uint8"), graph.floats(scales[None])


def _noughts(count: int) -> "NDArray[np.uint8]":
    import numpy as np

    from broadsheet.train.exports._onnx_graph import NOUGHT

    return np.full((1, count), NOUGHT, dtype=np.uint8)
