"""Where the reports of a story give different figures for one thing, within a language and across the two."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Article, Evidence, Stored
from broadsheet.serve.web._frame.excerpts import marked
from broadsheet.write.conflicts import Conflict, Figure, conflicts
from broadsheet.write.ranking import Likeness
from broadsheet.write.units import Unit, read

# Pairs of sentences grow with the square: from each report the opening is compared, where the figures of news stand.
SENTENCES_COMPARED = 16


@dataclass(frozen=True, slots=True)
class Saying:
    """One side: the report's id, the evidence, and its sentence in pieces with the figure marked."""

    report: int
    evidence: Evidence
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two reports at odds over a figure; `corrected` when the newer one says that it corrects the older."""

    older: Saying
    newer: Saying
    corrected: bool


def differences(reports: Sequence[Stored[Article]], evidence: Sequence[Evidence]) -> list[Difference]:
    """The differences between `reports`, whose texts are `evidence` in the same order."""
    units: list[Unit] = []
    owners: list[int] = []
    for report, text in zip(reports, evidence, strict=True):
        found = read(text, language="zh" if text.language == "zh" else "en").units[:SENTENCES_COMPARED]
        units += found
        owners += [report.id] * len(found)
    return [_difference(c, units, owners) for c in conflicts(units, likeness=Likeness(units))]


def _difference(conflict: Conflict, units: Sequence[Unit], owners: Sequence[int]) -> Difference:
    older, newer = (_saying(figure, units, owners) for figure in (conflict.older, conflict.newer))
    return Difference(older, newer, conflict.corrected)


def _saying(figure: Figure, units: Sequence[Unit], owners: Sequence[int]) -> Saying:
    unit = units[figure.unit]
    place = (figure.quantity.start, figure.quantity.end)
    return Saying(owners[figure.unit], unit.evidence, tuple(marked(unit.span.text, [place])))
