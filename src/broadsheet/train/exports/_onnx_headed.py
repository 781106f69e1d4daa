"""A model with a head as an ONNX graph: a text is read at once, and comes out as its class, its tags or its vector.

One text a call: nothing is padded, and in eight bits a text's answer doesn't depend on what it is asked beside, as it
would if several shared the scale of the activations.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.core import InvalidInputError
from broadsheet.train.exports import _onnx_attention, _onnx_bert
from broadsheet.train.exports._gguf_layouts import LAYOUTS
from broadsheet.train.exports._onnx_attending import lstm_attention_vectors
from broadsheet.train.exports._onnx_graph import Graph
from broadsheet.train.exports._onnx_pairs import transformer_vectors
from broadsheet.train.exports._onnx_places import Whole
from broadsheet.train.exports._onnx_recurrent import lstm_vectors, rnn_vectors
from broadsheet.train.exports._onnx_t5 import t5_vectors
from broadsheet.train.tuning.headed import Head, body_of, head_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tensors = Mapping[str, NDArray[np.float32]]

VECTOR = "vector"


def _gpt2(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str) -> str:
    return _onnx_attention.gpt2_vectors(graph, tensors, config, ids, Whole(graph, ids))


def _llama(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str) -> str:
    return _onnx_attention.llama_vectors(graph, tensors, config, ids, Whole(graph, ids))


# What each kind of body makes of a text: from ids (1, T) to vectors (1, T, d).
BODIES: Mapping[str, Callable[[Graph, Any, Any, str], str]] = {
    "bert": _onnx_bert.bert_vectors,
    "broadsheet-lstm": lstm_vectors,
    "broadsheet-lstm_attention": lstm_attention_vectors,
    "broadsheet-rnn": rnn_vectors,
    "broadsheet-transformer": transformer_vectors,
    "gpt2": _gpt2,
    "llama": _llama,
    "t5": t5_vectors,
}


def check(config: Mapping[str, Any]) -> None:
    """Raise `InvalidInputError` for a body there is no graph of."""
    body = body_of(config)
    kind = str(body.get("model_type", ""))
    if kind not in BODIES:
        raise InvalidInputError(
            f"there is no ONNX graph here of a head on a model of the kind {kind}",
            asked=kind,
            choices=sorted(BODIES),
            do="export it as a folder, which torch serves",
        )
    if kind in LAYOUTS:
        LAYOUTS[kind].check(body)
    if kind == "bert":
        _onnx_bert.check(body)


def headed(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """`scores` (1, n, C) of `ids` (1, T): n is 1 for a class, T for tags; of pairs the `vector` (1, 1, d) as well.

    Where a body tells two sentences apart (BERT), pairs are read with `segments` (1, T).
    """
    body, head = body_of(config), head_of(config)
    inner = {name.removeprefix("body."): tensor for name, tensor in tensors.items() if name.startswith("body.")}
    ids = graph.input("ids", (1, "tokens"), kind="INT64")
    kind = str(body["model_type"])
    if kind == "bert" and head.task == "pairs":
        segments = graph.input(_onnx_bert.SEGMENTS, (1, "tokens"), kind="INT64")
        vectors = _onnx_bert.bert_vectors(graph, inner, body, ids, segments)
    else:
        vectors = BODIES[kind](graph, inner, body, ids)
    if head.task != "tag":
        vectors = _summed_up(graph, vectors, head)
    if head.task == "pairs":
        graph.output(VECTOR, vectors, (1, 1, "width"))
    scores = graph.linear(vectors, tensors["head.weight"], tensors["head.bias"])
    graph.output("scores", scores, (1, "places", len(tensors["head.bias"])))


def _summed_up(graph: Graph, vectors: str, head: Head) -> str:
    """The first of `vectors` (1, T, d), the last, or the mean of all: (1, 1, d)."""
    if head.pool == "mean":
        return graph.op("ReduceMean", vectors, graph.whole(1), keepdims=1)
    return graph.op("Gather", vectors, graph.whole(-1 if head.pool == "last" else 0), axis=1)
