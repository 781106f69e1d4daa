"""An ONNX graph as it grows: operators, constants, and weights in single precision or in eight bits.

Eight bits are those of ONNX's own operators (DynamicQuantizeLinear, MatMulInteger): a scale for each output of a
matrix, rounded to the nearest of 255 steps around nought, and one for the activations of a call, taken as they come.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import InvalidInputError
from broadsheet.train.exports._extra import package

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]

# Old enough for every runtime in use, new enough for each operator here.
OPSET = 18
IR = 9
# Weights are stored from 1 to 255 around this nought: processors without VNNI add up pairs of signed bytes with
# saturation, which unsigned ones escape.
NOUGHT = 128
# More names than a graph has.
_APART = 10**6
# Protocol buffers end at two gibibytes.
MOST_BYTES = 2**31 - 2**20


class Graph:
    """The graph of one model; `is_small` says whether its matrices are eight bits wide."""

    def __init__(self, name: str, *, is_small: bool) -> None:
        self.is_small = is_small
        self._onnx = package("onnx")
        self._name = name
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}
        self._inputs: list[Any] = []
        self._outputs: list[Any] = []
        self._count = self._bodies = 0

    def input(self, name: str, shape: Sequence[int | str], *, kind: str = "FLOAT") -> str:
        """An input of the graph; names in `shape` are sizes known when it is run."""
        self._inputs.append(self._typed(name, shape, kind))
        return name

    def output(self, name: str, value: str, shape: Sequence[int | str]) -> None:
        """Give `value` out under `name`."""
        self._nodes.append(self._onnx.helper.make_node("Identity", [value], [name]))
        self._outputs.append(self._typed(name, shape, "FLOAT"))

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """One operator with one output, whose name it gives."""
        return self.ops(kind, *inputs, outputs=1, domain=domain, **attributes)[0]

    def ops(self, kind: str, *inputs: str, outputs: int, domain: str = "", **attributes: Any) -> list[str]:
        """One operator with several outputs."""
        names = [self._fresh(kind) for _ in range(outputs)]
        node = self._onnx.helper.make_node(kind, list(inputs), names, domain=domain, **attributes)
        self._nodes.append(node)
        return names

    def floats(self, values: Any) -> str:
        """A constant in single precision."""
        return self.constant(values, "float32")

    def whole(self, *values: int) -> str:
        """A constant list of whole numbers."""
        return self.constant(list(values), "int64")

    def constant(self, values: Any, kind: str) -> str:
        """A constant; equal ones are kept once."""
        import numpy as np

        array = np.ascontiguousarray(np.asarray(values, dtype=kind))
        if np.ndim(values) == 0:
            array = array.reshape(())
        key = f"{kind}{array.shape}{hash(array.tobytes()):x}"
        if key not in self._constants:
            self._constants[key] = self._onnx.numpy_helper.from_array(array, self._fresh("constant"))
        return str(self._constants[key].name)

    def rows(self, table: "NDArray[np.float32]", ids: str) -> str:
        """The rows of `table` (V, d) that `ids` name."""
        if not self.is_small:
            return self.op("Gather", self.floats(table), ids)
        stored, scales = small(table)
        found = self.op("Cast", self.op("Gather", self.constant(stored, "uint8"), ids), to=1)
        away = self.op("Sub", found, self.floats(NOUGHT))
        return self.op("Mul", away, self.op("Gather", self.floats(scales[:, None]), ids))

    def linear(self, x: str, weight: "NDArray[np.float32]", bias: "NDArray[np.float32] | None" = None) -> str:
        """`x` (..., in) times `weight` (out, in), stored as it is: a table read by rows too is kept once."""
        y = self._small_product(x, weight) if self.is_small else self._product(x, weight)
        return y if bias is None else self.op("Add", y, self.floats(bias))

    def _product(self, x: str, weight: "NDArray[np.float32]") -> str:
        return self.op("MatMul", x, self.op("Transpose", self.floats(weight), perm=[1, 0]))

    def _small_product(self, x: str, weight: "NDArray[np.float32]") -> str:
        stored, scales = small(weight)
        turned = self.op("Transpose", self.constant(stored, "uint8"), perm=[1, 0])
        short, scale, nought = self.ops("DynamicQuantizeLinear", x, outputs=3)
        product = self.op("MatMulInteger", short, turned, nought, self.constant(NOUGHT, "uint8"))
        return self.op("Mul", self.op("Cast", product, to=1), self.op("Mul", scale, self.floats(scales)))

    def body(self, name: str) -> "Graph":
        """A graph inside this one, for a loop's step or a branch; its constants are its own."""
        inner = Graph(name, is_small=self.is_small)
        # What is outside can be read inside, so no name may mean two things.
        self._bodies += 1
        inner._count = self._bodies * _APART
        return inner

    def proto(self) -> Any:
        """The graph by itself."""
        constants = list(self._constants.values())
        return self._onnx.helper.make_graph(self._nodes, self._name, self._inputs, self._outputs, constants)

    def save(self, path: Path, *, notes: Mapping[str, str]) -> None:
        """Write the model with `notes` in its metadata. Raises `InvalidInputError` when it is too large."""
        helper = self._onnx.helper
        sets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(self.proto(), opset_imports=sets, producer_name="broadsheet", ir_version=IR)
        helper.set_model_props(model, dict(notes))
        if model.ByteSize() > MOST_BYTES:
            raise InvalidInputError(
                "the model is too large for one ONNX file",
                found=f"{model.ByteSize() / 1e9:.1f} GB",
                do="export it as int8, or to gguf",
            )
        path.write_bytes(model.SerializeToString())

    def _fresh(self, kind: str) -> str:
        self._count += 1
        return f"{kind.lower()}_{self._count}"

    def _typed(self, name: str, shape: Sequence[int | str], kind: str) -> Any:
        return self._onnx.helper.make_tensor_value_info(name, getattr(self._onnx.TensorProto, kind), list(shape))


def small(weight: "NDArray[np.float32]") -> "tuple[NDArray[np.uint8], NDArray[np.float32]]":
    """A matrix (out, in) as bytes around `NOUGHT`, and the size of a step of each of its rows."""
    import numpy as np

    largest = np.abs(weight).max(axis=1)
    scales = np.where(largest > 0, largest / 127, 1.0).astype(np.float32)
    steps = np.clip(np.rint(weight / scales[:, None]), -127, 127)
    return (steps + NOUGHT).astype(np.uint8), scales
