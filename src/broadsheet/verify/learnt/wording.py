"""The words of a sentence against its evidence: what is missing, and which words stand side by side in both."""

from dataclasses import dataclass
from itertools import pairwise

from broadsheet import nlp
from broadsheet.verify.coverage import coverage
from broadsheet.verify.polarity import words
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.terms import terms

NAMES = ("share", "missing", "missing_share", "few", "linked", "adjoining", "verbatim")
MANY = 6.0  # missing words; with more of them nothing changes
SHORT = 8.0  # telling words from which on a sentence is no longer a short one
_NEAR = 2  # characters between words that stand side by side


@dataclass(frozen=True, slots=True)
class Wording:
    """The features of the wording, each 0..1 but `missing` and `few`, which count words; and the missing words."""

    values: dict[str, float]
    missing: tuple[str, ...]


def worded(passage: Passage, record: Record) -> Wording:
    """How the words of `passage` stand in the evidence."""
    found = coverage(passage, record)
    linked, adjoining = _pairs(passage, record)
    return Wording(
        {
            "share": found.share,
            "missing": min(float(len(found.missing)), MANY),
            "missing_share": len(found.missing) / found.words if found.words else 0.0,
            "few": min(float(found.words), SHORT),
            "linked": linked,
            "adjoining": adjoining,
            "verbatim": float(record.has_verbatim(passage.text)),
        },
        found.missing,
    )


def _pairs(passage: Passage, record: Record) -> tuple[float, float]:
    """The share of neighbouring words that one sentence of the evidence has both, and has side by side as well."""
    close = record.align(passage)
    sets = [frozenset(a.passage.terms) for a in close]
    text = "\n".join(a.passage.text for a in close).lower()
    telling = [(w.lower(), a, b) for w, a, b in words(passage.text) if not nlp.is_stop(w) and len(w) > 1]
    together = side = counted = beside = 0
    for (one, _, end), (other, start, stop) in pairwise(telling):
        mine = frozenset(terms(one)) | frozenset(terms(other))
        if not mine:
            continue
        counted += 1
        together += any(mine <= s for s in sets)
        if start - end <= _NEAR:
            beside += 1
            side += passage.text[end - len(one) : stop].lower() in text
    return together / counted if counted else 1.0, side / beside if beside else 1.0
