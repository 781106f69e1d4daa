"""Where the tokens of a graph stand: after others that were read before, or at the beginning of a text read at once."""

from typing import Protocol

from broadsheet.train.exports._onnx_graph import Graph

# Far below any score, and still a number where every place is hidden.
_HIDDEN = -1e9


class Places(Protocol):
    """`positions` (T,) of the tokens, and `mask` (T, all): far below nought where a token may not look."""

    positions: str
    mask: str

    def grown(self, layer: int, key: str, value: str) -> tuple[str, str]:
        """All keys and values of `layer` that can be looked at."""


class Past:
    """Keys and values of what was read before: inputs `state.N`, outputs `after.N`, and the positions after."""

    def __init__(self, graph: Graph, ids: str, *, layers: int, heads: int, size: int) -> None:
        self._graph = graph
        self._heads, self._size = heads, size
        names = [f"state.{n}" for n in range(2 * layers)]
        self._states = [graph.input(name, (1, heads, "past", size)) for name in names]
        before = graph.op("Gather", graph.op("Shape", self._states[0]), graph.constant(2, "int64"))
        count = graph.op("Gather", graph.op("Shape", ids), graph.constant(1, "int64"))
        whole = graph.op("Add", before, count)
        one = graph.constant(1, "int64")
        self.positions = graph.op("Range", before, whole, one)
        keys = graph.op("Range", graph.constant(0, "int64"), whole, one)
        self.mask = _later_hidden(graph, keys, self.positions)

    def grown(self, layer: int, key: str, value: str) -> tuple[str, str]:
        """All keys and values of `layer`, those of before first."""
        found = []
        for n, new in ((2 * layer, key), (2 * layer + 1, value)):
            whole = self._graph.op("Concat", self._states[n], new, axis=2)
            self._graph.output(f"after.{n}", whole, (1, self._heads, "whole", self._size))
            found.append(whole)
        return found[0], found[1]


class Whole:
    """A text read at once from its first token, each looking at those before it."""

    def __init__(self, graph: Graph, ids: str) -> None:
        self.positions = counted(graph, ids)
        self.mask = _later_hidden(graph, self.positions, self.positions)

    def grown(self, layer: int, key: str, value: str) -> tuple[str, str]:  # noqa: ARG002 - the shape of places
        """Nothing was read before."""
        return key, value


def counted(graph: Graph, ids: str) -> str:
    """The positions 0, 1, 2 ... (T,) of `ids` (1, T)."""
    count = graph.op("Gather", graph.op("Shape", ids), graph.constant(1, "int64"))
    return graph.op("Range", graph.constant(0, "int64"), count, graph.constant(1, "int64"))


def _later_hidden(graph: Graph, keys: str, positions: str) -> str:
    """The mask (T, all) of tokens at `positions` that look at `keys`, none of them after it."""
    later = graph.op("Greater", keys, graph.op("Unsqueeze", positions, graph.whole(1)))
    return graph.op("Mul", graph.op("Cast", later, to=1), graph.floats(_HIDDEN))
