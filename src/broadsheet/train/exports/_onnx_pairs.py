"""Models of two texts as ONNX graphs: the first step reads `source` and keeps what it made of it, later ones don't.

What is kept of the source is part of the state, empty at the start; a branch of the graph fills it where it is empty.
So one file is the encoder and the decoder, and a step is asked as any other model's.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.train.exports._onnx_attention import LayerNorm, attend, join_heads, split_heads
from broadsheet.train.exports._onnx_graph import Graph
from broadsheet.train.exports._onnx_places import Past, counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tensors = Mapping[str, NDArray[np.float32]]

SOURCE = "source"
# Vaswani et al. 2017, section 3.5: the longest wave of the positions.
_LONGEST_WAVE = 10000.0


def transformer(graph: Graph, tensors: "Tensors", config: Mapping[str, Any]) -> None:
    """Scores (1, T, V) after `ids` (1, T), given `source` (1, S) (Vaswani et al. 2017; norms after each part)."""
    width, heads, layers = config["width"], config["heads"], config["layers"]
    size = width // heads
    ids, source = graph.input("ids", (1, "tokens"), kind="INT64"), graph.input(SOURCE, (1, "read"), kind="INT64")
    past = Past(graph, ids, layers=layers, heads=heads, size=size)
    states = [(f"state.{n}", (1, heads, "kept", size)) for n in range(2 * layers, 4 * layers)]
    embedded = _embedded(graph, tensors, source, counted(graph, source))

    def encoder(inner: Graph) -> Sequence[str]:
        return list(_crossed(inner, tensors, config, _encoded(inner, tensors, config, embedded)))

    kept = once(graph, states, encoder, axis=2)
    x = _embedded(graph, tensors, ids, past.positions)
    norm = LayerNorm(graph, tensors, epsilon=config.get("epsilon", 1e-5))
    for layer in range(layers):
        at = f"decoder.layers.{layer}."
        query, key, value = _heads(graph, tensors[f"{at}self_attn.in_proj_weight"], x, heads)
        key, value = past.grown(layer, key, value)
        x = _joined(graph, tensors, f"{at}self_attn", x, attend(graph, query, key, value, mask=past.mask, size=size))
        x = norm(x, f"{at}norm1")
        query = split_heads(graph, graph.linear(x, tensors[f"{at}multihead_attn.in_proj_weight"][:width]), heads, size)
        seen = attend(graph, query, kept[2 * layer], kept[2 * layer + 1], mask="", size=size)
        x = norm(_joined(graph, tensors, f"{at}multihead_attn", x, seen), f"{at}norm2")
        x = norm(_thought(graph, tensors, at, x), f"{at}norm3")
    graph.output("scores", graph.linear(x, tensors["embedding.weight"]), (1, "tokens", config["vocab_size"]))


def transformer_vectors(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], ids: str) -> str:
    """What the encoder makes of `ids` (1, S): (1, S, d)."""
    return _encoded(graph, tensors, config, _embedded(graph, tensors, ids, counted(graph, ids)))


def once(
    graph: Graph,
    states: Sequence[tuple[str, tuple[int | str, ...]]],
    read: Callable[[Graph], Sequence[str]],
    *,
    axis: int,
    changing: Sequence[str] = (),
) -> list[str]:
    """What `read` makes, where the first of `states` is empty along `axis`; else the states as they are.

    The states are inputs of the graph by their names and shapes, and come out as `after.N` but for those `changing`.
    """
    names = [graph.input(name, shape) for name, shape in states]
    length = graph.op("Gather", graph.op("Shape", names[0]), graph.constant(axis, "int64"))
    first = graph.op("Equal", length, graph.constant(0, "int64"))
    new, old = graph.body("read"), graph.body("known")
    for place, (made, (name, shape)) in enumerate(zip(read(new), states, strict=True)):
        new.output(f"made.{place}", made, shape)
        old.output(f"same.{place}", name, shape)
    found = graph.ops("If", first, outputs=len(states), then_branch=new.proto(), else_branch=old.proto())
    for (name, shape), value in zip(states, found, strict=True):
        if name not in changing:
            graph.output(name.replace("state.", "after."), value, shape)
    return found


def _encoded(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], x: str) -> str:
    """The source as it was read, (1, S, d)."""
    norm = LayerNorm(graph, tensors, epsilon=config.get("epsilon", 1e-5))
    for layer in range(config["layers"]):
        at = f"encoder.layers.{layer}."
        query, key, value = _heads(graph, tensors[f"{at}self_attn.in_proj_weight"], x, config["heads"])
        seen = attend(graph, query, key, value, mask="", size=config["width"] // config["heads"])
        x = norm(_joined(graph, tensors, f"{at}self_attn", x, seen), f"{at}norm1")
        x = norm(_thought(graph, tensors, at, x), f"{at}norm2")
    return x


def _crossed(graph: Graph, tensors: "Tensors", config: Mapping[str, Any], memory: str) -> Sequence[str]:
    """Keys and values of the source for each layer of the decoder."""
    width, heads = config["width"], config["heads"]
    found = []
    for layer in range(config["layers"]):
        weight = tensors[f"decoder.layers.{layer}.multihead_attn.in_proj_weight"]
        for part in (weight[width : 2 * width], weight[2 * width :]):
            found.append(split_heads(graph, graph.linear(memory, part), heads, width // heads))
    return found


def _heads(graph: Graph, weight: "NDArray[np.float32]", x: str, heads: int) -> list[str]:
    """Queries, keys and values of `x` itself, by one product."""
    width = weight.shape[1]
    parts = graph.ops("Split", graph.linear(x, weight), graph.whole(width, width, width), outputs=3, axis=-1)
    return [split_heads(graph, part, heads, width // heads) for part in parts]


def _joined(graph: Graph, tensors: "Tensors", at: str, x: str, seen: str) -> str:
    """`x` and what attention took."""
    weight = tensors[f"{at}.out_proj.weight"]
    return graph.op("Add", x, graph.linear(join_heads(graph, seen, weight.shape[1]), weight))


def _thought(graph: Graph, tensors: "Tensors", at: str, x: str) -> str:
    """`x` and its feed-forward part, ReLU between."""
    inner = graph.linear(x, tensors[f"{at}linear1.weight"], tensors[f"{at}linear1.bias"])
    outer = graph.linear(graph.op("Relu", inner), tensors[f"{at}linear2.weight"], tensors[f"{at}linear2.bias"])
    return graph.op("Add", x, outer)


def _embedded(graph: Graph, tensors: "Tensors", ids: str, positions: str) -> str:
    """The tokens' vectors times sqrt(d), with sines and cosines of their positions (section 3.5 of the paper)."""
    import numpy as np

    table = tensors["embedding.weight"]
    width = table.shape[1]
    waves = _LONGEST_WAVE ** -(np.arange(0, width, 2) / width)
    places = graph.op("Unsqueeze", graph.op("Cast", positions, to=1), graph.whole(1))
    angles = graph.op("Mul", places, graph.floats(waves))
    both = [graph.op("Unsqueeze", graph.op(kind, angles), graph.whole(2)) for kind in ("Sin", "Cos")]
    sinusoids = graph.op("Reshape", graph.op("Concat", *both, axis=2), graph.whole(-1, width))
    return graph.op("Add", graph.op("Mul", graph.rows(table, ids), graph.floats(math.sqrt(width))), sinusoids)
