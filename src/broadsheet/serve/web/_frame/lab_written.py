"""What a model of the lab wrote, as the page shows it: the text in pieces, those in doubt with why."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.app.lab import Doubt, Written

Pieces = Sequence[tuple[str, Doubt | None]]


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer with its `pieces`; a stretch that is in doubt for two reasons is marked by the first."""

    answer: Written
    pieces: Pieces


def shown(answer: Written) -> Shown:
    """The answer cut where its doubts begin and end."""
    pieces: list[tuple[str, Doubt | None]] = []
    at = 0
    for doubt in answer.doubts:
        if doubt.start < at or doubt.end <= doubt.start:
            continue
        pieces += [(answer.text[at : doubt.start], None), (answer.text[doubt.start : doubt.end], doubt)]
        at = doubt.end
    pieces.append((answer.text[at:], None))
    return Shown(answer, [piece for piece in pieces if piece[0]])
