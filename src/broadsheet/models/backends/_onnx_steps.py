"""One step of a causal model in onnxruntime: tokens and the state of before in, scores and the state after out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadsheet.models.decoding import Row

    State = list[NDArray[np.float32]]


class Session:
    """A model file that is open, checked for the inputs and outputs that a step has; `name` is the file's for messages.

    Raises `IntegrityError` when it is no such model.
    """

    def __init__(self, session: Any, *, name: str) -> None:
        self._session = session
        given = {value.name: value.shape for value in self._session.get_inputs()}
        self._states = {name: shape for name, shape in given.items() if name.startswith("state.")}
        self._outputs = ["scores", *(name.replace("state.", "after.") for name in self._states)]
        self.is_paired = "source" in given
        found = {value.name for value in self._session.get_outputs()}
        if "ids" not in given or set(self._outputs) - found:
            raise IntegrityError(
                "the ONNX file is no language model of this kind",
                asked=name,
                found=f"inputs {', '.join(given)}; outputs {', '.join(found)}"[:300],
                do="export it with `broadsheet export`",
            )
        self.notes: dict[str, str] = dict(self._session.get_modelmeta().custom_metadata_map)

    def start(self) -> "State":
        """The state before anything was read: of a size that grows there is nothing yet, all else is nought."""
        import numpy as np

        shapes = ([n if isinstance(n, int) else 0 for n in shape] for shape in self._states.values())
        return [np.zeros(shape, dtype=np.float32) for shape in shapes]

    def step(self, tokens: Sequence[int], state: "State", *, source: Sequence[int] = ()) -> "tuple[Row, State]":
        """The scores (V,) of the token after `tokens`, and the state after them. Raises `ModelError`.

        A model of two texts reads `source` at its first step; later ones need none.
        """
        import numpy as np

        fed: dict[str, Any] = dict(zip(self._states, state, strict=True))
        fed["ids"] = np.asarray([tokens], dtype=np.int64)
        if self.is_paired:
            fed["source"] = np.asarray(source, dtype=np.int64).reshape(1, -1)
        try:
            scores, *after = self._session.run(self._outputs, fed)
        except Exception as error:
            raise ModelError(
                "onnxruntime failed on a token", found=str(error)[:300], do="ask for a shorter text"
            ) from error
        row: Row = scores[0, -1].astype(np.float64)
        return row, after
