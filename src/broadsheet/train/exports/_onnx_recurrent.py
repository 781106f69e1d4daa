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
    x, width = _vectors(graph, tensors), config["width"]
    for layer in range(config["layers"]):
        names = [f"state.{2 * layer + n}" for n in (0, 1)]
        x, carried = lstm_layer(
            graph, tensors, f"network.{{}}_l{layer}", x, [graph.input(n, (1, 1, width)) for n in names]
        )
        for name, after in zip(names, carried, strict=True):
            graph.output(name.replace("state", "after"), after, (1, 1, width))
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


def _vectors(graph: Graph, tensors: "Tensors") -> str:
    """The tokens' vectors, time first: (T, 1, d)."""
    ids = graph.input("ids", (1, "tokens"), kind="INT64")
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
