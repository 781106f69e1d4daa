"""What reads texts for the lab: torch by the model's own weights, or onnxruntime by its export, without torch."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.models.backends._onnx_session import opened
from broadsheet.models.backends._onnx_texts import Texts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadsheet.train.tokens import Tokenizer
    from broadsheet.train.tuning.headed import Head

    Rows = NDArray[np.float64]

Read = Callable[[Sequence[Sequence[int]], Sequence[int]], "list[Rows]"]
"""From texts' tokens to raw scores (n, C) of each: of its classes (n is 1), or of its tokens' tags.

Where there is no head, of the words at the places given.
"""


def by_onnx(path: Path, *, threads: int = 0) -> Read:
    """The export in the file `path`: a text a call, by so many threads (0: one a core).

    Raises `IntegrityError`, `MissingExtraError`.
    """
    texts = Texts(opened(path, threads=threads), name=path.name)
    return lambda rows, places: [texts.read(row, places=places) for row in rows]


def by_torch(model: Any, head: "Head | None", tokenizer: "Tokenizer") -> Read:
    """The model itself: texts of one call are read together, padded to the longest."""
    import torch

    def words(rows: Sequence[Sequence[int]], places: Sequence[int]) -> "list[Rows]":
        with torch.inference_mode():
            hidden = (model.hidden(torch.tensor([list(row)]))[0, list(places)] for row in rows)
            return [model.scores(found).double().numpy() for found in hidden]

    def labels(rows: Sequence[Sequence[int]], _: Sequence[int]) -> "list[Rows]":
        longest = max(map(len, rows))
        ids = torch.tensor([[*row, *[tokenizer.pad] * (longest - len(row))] for row in rows])
        mask = torch.tensor([[place < len(row) for place in range(longest)] for row in rows])
        with torch.inference_mode():
            is_text = head is not None and head.task == "classify"
            scores = model.classes(ids, mask=mask)[:, None] if is_text else model.tagged(ids, mask=mask)
        return [found.double().numpy() for found in scores]

    return words if head is None else labels
