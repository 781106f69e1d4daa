"""A text read at once in onnxruntime: a masked model's words for some of its places, or what a head says of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

SCORES, VECTOR = "scores", "vector"
_KNOWN = {"ids", "places", "segments"}


class Texts:
    """A model file that is open, checked for the inputs and outputs that reading has.

    `name` is the file's, for messages; `asks_places` says whether it is asked for places of the text. Raises
    `IntegrityError` when it is no such model.
    """

    def __init__(self, session: Any, *, name: str) -> None:
        self._session = session
        given = {value.name for value in self._session.get_inputs()}
        found = {value.name for value in self._session.get_outputs()}
        if "ids" not in given or given - _KNOWN or SCORES not in found:
            raise IntegrityError(
                "the ONNX file is no model that reads texts at once",
                asked=name,
                found=f"inputs {', '.join(sorted(given))}; outputs {', '.join(sorted(found))}"[:300],
                do="export it with `broadsheet export`",
            )
        self._given = given
        self.asks_places = "places" in given

    def read(
        self,
        tokens: Sequence[int],
        *,
        places: Sequence[int] = (),
        segments: Sequence[int] = (),
        output: str = SCORES,
    ) -> "Rows":
        """Raw scores (n, C) of the words at `places`, of the text's labels, or of each token's tags.

        `segments` say which of two sentences each token is of (none: all of the first). Raises `ModelError`.
        """
        import numpy as np

        fed: dict[str, Any] = {"ids": np.asarray([tokens], dtype=np.int64)}
        if self.asks_places:
            fed["places"] = np.asarray(places, dtype=np.int64)
        if "segments" in self._given:
            fed["segments"] = np.asarray([segments or [0] * len(tokens)], dtype=np.int64)
        try:
            found = self._session.run([output], fed)[0]
        except Exception as error:
            raise ModelError(
                "onnxruntime failed on a text", found=str(error)[:300], do="ask with a shorter text"
            ) from error
        rows: Rows = found[0].astype(np.float64)
        return rows
