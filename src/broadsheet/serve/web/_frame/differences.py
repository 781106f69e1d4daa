"""Where the reports of a story give different figures for one thing, each sentence with its figure marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.app.differing import Difference, Saying
from broadsheet.serve.web._frame.excerpts import marked


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One value and who gives it, each sentence in pieces."""

    value: str
    sayings: tuple[tuple[Saying, tuple[tuple[str, bool], ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One thing with its sides; `counts` is a name the strings know, or empty."""

    counts: str
    state: str
    sides: tuple[ShownSide, ...]


def shown_differences(found: Sequence[Difference]) -> list[ShownDifference]:
    """The differences as the page shows them."""
    return [
        ShownDifference(d.counts if d.named else "", d.state, tuple(_side(s.value, s.sayings) for s in d.sides))
        for d in found
    ]


def _side(value: str, sayings: Sequence[Saying]) -> ShownSide:
    return ShownSide(value, tuple((s, _pieces(s)) for s in sayings))


def _pieces(saying: Saying) -> tuple[tuple[str, bool], ...]:
    place = (saying.figure_start - saying.start, saying.figure_end - saying.start)
    return tuple(marked(saying.sentence, [place]))
