"""BERT as an ONNX graph: a text is read at once, both ways, and asked for the words at some of its places."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.core import InvalidInputError
from broadsheet.train.exports._onnx_attention import LayerNorm, attend, join_heads, split_heads, straight
from broadsheet.train.exports._onnx_graph import Graph
from broadsheet.train.exports._onnx_places import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tensors = Mapping[str, NDArray[np.float32]]

PLACES, SEGMENTS = "places", "segments"


def check(config: Mapping[str, Any]) -> None:
    """Raise `InvalidInputError` for what this graph doesn't do: another activation, a BERT made into a decoder."""
    for name, known in (("hidden_act", "gelu"), ("is_decoder", False)):
        if (value := config.get(name, known)) != known:
            raise InvalidInputError(
                f"the ONNX graph has no {name} of this kind", asked=repr(value), choices=[repr(known)]
            )


def bert(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, P, V) of the words at `places` (P,) of `ids` (1, T) (Devlin et al. 2019, section 3.1)."""
    ids = graph.input("ids", (1, "tokens"), kind="INT64")
    places = graph.input(PLACES, ("asked",), kind="INT64")
    hidden = graph.op("Gather", bert_vectors(graph, tensors, config, ids), places, axis=1)
    at, norm = "cls.predictions.", LayerNorm(graph, tensors, epsilon=config.get("layer_norm_eps", 1e-12))
    turned = gelu(graph, straight(graph, tensors, f"{at}transform.dense", hidden))
    words = tensors["bert.embeddings.word_embeddings.weight"]
    scores = graph.linear(norm(turned, f"{at}transform.LayerNorm"), words, tensors[f"{at}bias"])
    graph.output("scores", scores, (1, "asked", config["vocab_size"]))


def bert_vectors(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str, segments: str = "") -> str:
    """The last layer's vectors (1, T, d) of `ids` (1, T), all of the first of two sentences unless `segments` say."""
    named = _unprefixed(tensors)
    heads, width = config["num_attention_heads"], config["hidden_size"]
    norm = LayerNorm(graph, named, epsilon=config.get("layer_norm_eps", 1e-12))
    x = norm(_embedded(graph, named, ids, segments), "embeddings.LayerNorm")
    for layer in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{layer}."
        query, key, value = (
            split_heads(graph, straight(graph, named, f"{at}attention.self.{part}", x), heads, width // heads)
            for part in ("query", "key", "value")
        )
        seen = join_heads(graph, attend(graph, query, key, value, mask="", size=width // heads), width)
        x = graph.op("Add", x, straight(graph, named, f"{at}attention.output.dense", seen))
        x = norm(x, f"{at}attention.output.LayerNorm")
        inner = gelu(graph, straight(graph, named, f"{at}intermediate.dense", x))
        x = norm(graph.op("Add", x, straight(graph, named, f"{at}output.dense", inner)), f"{at}output.LayerNorm")
    return x


def gelu(graph: Graph, x: str) -> str:
    """Give x / 2 (1 + erf(x / sqrt(2))) (Hendrycks and Gimpel 2016)."""
    curve = graph.op("Erf", graph.op("Div", x, graph.floats(math.sqrt(2))))
    return graph.op("Mul", graph.op("Mul", x, graph.floats(0.5)), graph.op("Add", curve, graph.floats(1.0)))


def _embedded(graph: Graph, named: "Tensors", ids: str, segments: str) -> str:
    """The sum of the tokens' vectors, those of their positions and those of their sentences, (1, T, d)."""
    places = graph.op("Gather", graph.floats(named["embeddings.position_embeddings.weight"]), counted(graph, ids))
    kinds = named["embeddings.token_type_embeddings.weight"]
    kind = graph.op("Gather", graph.floats(kinds), segments) if segments else graph.floats(kinds[0])
    words = graph.rows(named["embeddings.word_embeddings.weight"], ids)
    return graph.op("Add", graph.op("Add", words, places), kind)


def _unprefixed(tensors: "Tensors") -> "Tensors":
    return {name.removeprefix("bert."): tensor for name, tensor in tensors.items()}
