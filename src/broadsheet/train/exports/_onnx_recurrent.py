"""RNN and LSTM as ONNX graphs that keep what they have read: the state goes in, and comes out changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.train.exports._onnx_graph import Graph, small

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Tensors = Mapping[str, Array]


def lstm(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, T, V) of `ids` (1, T); `state.2n` is h of layer n and `state.2n+1` its cell c, (1, 1, d)."""
    x, width = _vectors(graph, tensors), config["width"]
    for layer in range(config["layers"]):
        hidden, cell = (graph.input(f"state.{2 * layer + n}", (1, 1, width)) for n in (0, 1))
        read, weights = _weights(tensors, layer)
        bias = graph.floats(_bias(tensors, layer)[None])
        told = {"hidden_size": width, "layout": 0}
        if graph.is_small:
            (w, w_scale), (r, r_scale) = _stored(graph, read), _stored(graph, weights)
            nought = graph.constant(_noughts(4 * width), "uint8")
            given: tuple[str, ...] = (x, w, r, bias, "", hidden, cell, "", w_scale, nought, r_scale, nought)
            del told["layout"]
            y, h, c = graph.ops("DynamicQuantizeLSTM", *given, outputs=3, domain="com.microsoft", **told)
        else:
            given = (x, graph.floats(read[None]), graph.floats(weights[None]), bias, "", hidden, cell)
            y, h, c = graph.ops("LSTM", *given, outputs=3, **told)
        x = graph.op("Squeeze", y, graph.whole(1))
        for n, after in ((0, h), (1, c)):
            graph.output(f"after.{2 * layer + n}", after, (1, 1, width))
    _scores(graph, tensors, config, x)


def rnn(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, T, V) of `ids` (1, T); `state.n` is h of layer n, (1, 1, d). A step is h = tanh(Wx + Uh + b)."""
    x, width = _vectors(graph, tensors), config["width"]
    for layer in range(config["layers"]):
        state = graph.input(f"state.{layer}", (1, 1, width))
        bias = tensors[f"network.bias_ih_l{layer}"] + tensors[f"network.bias_hh_l{layer}"]
        read = graph.linear(x, tensors[f"network.weight_ih_l{layer}"], bias)
        step = graph.body(f"step_{layer}")
        before, new = step.input("before", (1, width)), step.input("new", (1, width))
        after = step.op("Tanh", step.op("Add", new, step.linear(before, tensors[f"network.weight_hh_l{layer}"])))
        step.output("after", after, (1, width))
        step.output("said", after, (1, width))
        first = graph.op("Squeeze", state, graph.whole(0))
        last, x = graph.ops("Scan", first, read, outputs=2, body=step.proto(), num_scan_inputs=1)
        graph.output(f"after.{layer}", graph.op("Unsqueeze", last, graph.whole(0)), (1, 1, width))
    _scores(graph, tensors, config, x)


def _vectors(graph: Graph, tensors: "Tensors") -> str:
    """The tokens' vectors, time first: (T, 1, d)."""
    ids = graph.input("ids", (1, "tokens"), kind="INT64")
    return graph.op("Transpose", graph.rows(tensors["embedding.weight"], ids), perm=[1, 0, 2])


def _scores(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], x: str) -> None:
    head = tensors["embedding.weight" if config.get("tied", True) else "head.weight"]
    scores = graph.linear(graph.op("Transpose", x, perm=[1, 0, 2]), head, tensors["bias"])
    graph.output("scores", scores, (1, "tokens", config["vocab_size"]))


def _weights(tensors: "Tensors", layer: int) -> "tuple[Array, Array]":
    """What a layer does with its input and with its state, (4d, d) each, in ONNX's order of gates."""
    return _gates(tensors[f"network.weight_ih_l{layer}"]), _gates(tensors[f"network.weight_hh_l{layer}"])


def _bias(tensors: "Tensors", layer: int) -> "Array":
    import numpy as np

    both = [_gates(tensors[f"network.bias_{kind}_l{layer}"]) for kind in ("ih", "hh")]
    return np.concatenate(both)


def _gates(rows: "Array") -> "Array":
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
