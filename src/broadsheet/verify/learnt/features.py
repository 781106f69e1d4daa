"""What the learnt model looks at: one sentence of a draft against its record, as named numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Finding
from broadsheet.verify.learnt import alignment, bonds, marks, wording
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record

FOUND = ("errors", "warnings", "figures")
NAMES: tuple[str, ...] = (
    *wording.NAMES,
    *alignment.NAMES,
    *bonds.NAMES,
    *(f"{family}_{way}" for family in marks.FAMILIES for way in ("in", "out")),
    *FOUND,
    "chinese",
)
MOST = 3.0  # findings of a kind, figures of a sentence: more of them change nothing


@dataclass(frozen=True, slots=True)
class Features:
    """The numbers by name, and what to show for them: words the evidence lacks, marks put in or left out."""

    values: dict[str, float]
    missing: tuple[str, ...]


def features(passage: Passage, draft: Reading, record: Record, *, findings: Sequence[Finding]) -> Features:
    """The features of a sentence with the findings inside it.

    The warning that nothing says the sentence is left out: it is a verdict of its own.
    """
    words = wording.worded(passage, record)
    close = record.align(passage)[:1]
    closest = close[0].passage.text if close else ""
    beside = [p.text for p in alignment.neighbours(close[0])] if close else []
    severities = [f.severity for f in findings if f.rule != "unsupported" or f.check != "support"]
    figures = sum(passage.start <= q.start < passage.end for q in draft.quantities)
    return Features(
        {
            **words.values,
            **alignment.lying(passage, record),
            **bonds.bonded(passage, record),
            **marks.bent(passage.text, closest, beside),
            "errors": min(float(severities.count("error")), MOST),
            "warnings": min(float(severities.count("warning")), MOST),
            "figures": min(float(figures), MOST),
            "chinese": float(draft.language == "zh"),
        },
        words.missing,
    )
