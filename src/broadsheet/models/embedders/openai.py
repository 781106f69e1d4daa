"""`openai:MODEL`: the embeddings of any server that speaks the OpenAI protocol. Settings as the backend `openai`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.core import ModelError, ModelInputError
from broadsheet.models import connection
from broadsheet.models.connection import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Servers take from 16 to 2,048 texts at a time; at 64 the way there and back no longer counts.
BATCH = 64
# Most embedders read 512 tokens and refuse more than 8,192: this many characters are at most that many in Chinese.
LONGEST = 2000


def load(what: str = "", *, settings: Mapping[str, str] | None = None) -> "OpenAIEmbedder":
    """The embedder the server knows as `what`; raises `ModelInputError` on a bad setting. Nothing is sent yet."""
    if not what:
        raise ModelInputError("which embedder? the name is missing", asked="openai:", do="give `openai:MODEL`")
    return OpenAIEmbedder(what, Connection(f"the server of {what!r}", connection.told(settings or {})))


class OpenAIEmbedder:
    """An embedder behind the OpenAI protocol. Its texts leave this machine for the server's."""

    elsewhere = True

    def __init__(self, model: str, server: Connection) -> None:
        self.name = f"openai:{model}"
        self._model = model
        self._server = server
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """The length of a vector; asks the server once."""
        if not self._dimension:
            self.embed(["dimension"])
        return self._dimension

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """A unit row a text, float32, `(n, dimension)`; of a long text the first 2,000 characters count.

        Raises `ModelError` when the server fails, or its vectors are not what was asked for.
        """
        import numpy as np

        self._server.check()
        rows = [row for first in range(0, len(texts), BATCH) for row in self._rows(texts[first : first + BATCH])]
        if not rows:
            return np.zeros((0, self._dimension), dtype=np.float32)
        matrix = np.asarray(rows, dtype=np.float32)
        norms = np.linalg.norm(matrix, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (matrix / np.maximum(norms, 1e-12)).astype(np.float32)
        return unit

    def _rows(self, texts: Sequence[str]) -> list[list[float]]:
        """One request's vectors in the order of `texts`. An empty text is sent as a blank: servers refuse none."""
        read = [text.encode("utf-8", "replace").decode()[:LONGEST] or " " for text in texts]
        body = {"model": self._model, "input": read, "encoding_format": "float"}
        rows = _vectors(self._server.whole("embeddings", body), len(texts))
        width = self._dimension or len(rows[0])
        if any(len(row) != width for row in rows):
            raise ModelError(
                "the server's vectors changed their length; vectors of two models must not be mixed",
                asked=f"{width} numbers",
                found=f"{sorted({len(row) for row in rows})}",
                do="give the embedder's full name and version, then refresh: its vectors are kept under its own name",
            )
        self._dimension = width
        return rows


def _vectors(answer: Any, count: int) -> list[list[float]]:
    """The vectors of an answer, in order; raises `ModelError` unless there are `count` of finite numbers."""
    from math import isfinite

    try:
        ordered = sorted(answer["data"], key=lambda row: int(row["index"]))
        rows = [[float(number) for number in row["embedding"]] for row in ordered]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ModelError("the server's answer is not what the protocol says", found=repr(error)[:200]) from error
    if len(rows) != count or not all(row and all(map(isfinite, row)) for row in rows):
        found = f"{len(rows)} vectors, of {sorted({len(row) for row in rows})} numbers"
        raise ModelError("the server's vectors can't be used", asked=f"{count} of finite numbers", found=found)
    return rows
