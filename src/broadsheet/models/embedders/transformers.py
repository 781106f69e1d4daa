"""Any encoder in torch as an embedder: `transformers:FOLDER`, or a name on the hub; the mean of its tokens' states.

Mean pooling over the tokens that are no padding is what sentence encoders are trained with (Reimers & Gurevych 2019,
section 3); a model that was not trained for it gives vectors, but poor ones.
"""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadsheet.core import ModelInputError
from broadsheet.models.backends._torch_loading import Weights, engine, read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Texts read together; of like length, so that little is padding.
BATCH = 16
# What sentence encoders were trained on; a title with its lead is shorter, and attention costs the square.
LONGEST = 256


class TransformersEmbedder:
    """An encoder; safe to share between threads (one reads at a time)."""

    def __init__(self, what: str) -> None:
        self.name = f"transformers:{what}"
        self._what = what
        self._weights: Weights | None = None
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._read().model.config.hidden_size)

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """A unit row a text, float32, `(n, dimension)`; of a long text the first 256 tokens count."""
        import numpy as np

        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        with self._lock:
            for first in range(0, len(order), BATCH):
                chosen = order[first : first + BATCH]
                rows[chosen] = self._means([texts[i] or " " for i in chosen])
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (rows / np.maximum(norms, 1e-12)).astype(np.float32)
        return unit

    def _means(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        import torch

        weights = self._read()
        longest = min(LONGEST, weights.context)
        given = weights.tokenizer(
            list(texts), padding=True, truncation=True, max_length=longest, return_tensors="pt"
        ).to(weights.model.device)
        part = weights.model.get_encoder() if weights.model.config.is_encoder_decoder else weights.model
        with torch.inference_mode():
            states = part(input_ids=given["input_ids"], attention_mask=given["attention_mask"]).last_hidden_state
        counted = given["attention_mask"].unsqueeze(-1)
        means: NDArray[np.float32] = ((states * counted).sum(1) / counted.sum(1).clamp(min=1)).cpu().numpy()
        return means

    def _read(self) -> Weights:
        if self._weights is None:
            self._weights = read(self._what, kind="encoder")
        return self._weights


def load(what: str = "") -> TransformersEmbedder:
    """The embedder in the folder or of the hub name `what`. Raises `MissingExtraError`, `ModelInputError`."""
    if not what:
        raise ModelInputError(
            "which encoder? the name is missing", asked="transformers:", do="give a folder or hub name"
        )
    engine()
    return TransformersEmbedder(what)
