"""Spreading: an embedder that has many texts embedded by a crew of processes, and a few by itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from broadsheet import models
from broadsheet.app.crew import Crew

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Texts sent to a process at a time: a tenth of a second's work.
PART = 16

Texts = tuple[int, Sequence[str]]


def embed(name: str, part: Texts) -> "NDArray[np.float32]":
    """The vectors of a part of the texts, in a process of the crew."""
    return models.load_embedder(name).embed(part[1])


class Spread:
    """The embedder `inner`, with its work shared out while it is `over` some processes."""

    def __init__(self, inner: models.Embedder) -> None:
        self._inner = inner
        self._crew: Crew[Texts, NDArray[np.float32]] | None = None
        self._busy = Lock()

    @property
    def name(self) -> str:
        """Whose vectors they are."""
        return self._inner.name

    @property
    def dimension(self) -> int:
        """Their length."""
        return self._inner.dimension

    @contextmanager
    def over(self, size: int) -> Iterator[None]:
        """Within, texts are embedded by `size` processes; with one, or on a server elsewhere, as ever."""
        if size < 2 or getattr(self._inner, "elsewhere", False):
            yield
            return
        with Crew(embed, self._inner.name, size=size) as crew:
            self._crew = crew
            try:
                yield
            finally:
                self._crew = None

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """A row a text, as the inner embedder makes it; by that itself when they are few or the crew is at work."""
        crew = self._crew
        if crew is None or len(texts) <= PART or not self._busy.acquire(blocking=False):
            return self._inner.embed(texts)
        try:
            return self._shared(crew, texts)
        finally:
            self._busy.release()

    def _shared(self, crew: "Crew[Texts, NDArray[np.float32]]", texts: Sequence[str]) -> "NDArray[np.float32]":
        """The same by the crew; a part that a process was lost over is embedded here."""
        import numpy as np

        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # Texts of one length together, as little is padded then, and the long ones first, as the last part is short.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        parts = [order[start : start + PART] for start in range(0, len(order), PART)]
        for (place, some), made in crew.each((i, [texts[j] for j in part]) for i, part in enumerate(parts)):
            rows[parts[place]] = self._inner.embed(some) if isinstance(made, Exception) else made
        return rows
