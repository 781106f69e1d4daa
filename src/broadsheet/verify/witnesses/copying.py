"""Who copied whom: a report whose text, or whose credit line, says that it was taken from another of the evidence."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from broadsheet.core import Evidence
from broadsheet.ingest.duplicates import THRESHOLD, shingles, sign, similarity

# Of the shorter text's runs of three words, the share that the other must have for it to hold the whole of it.
_HELD = 0.7
# A text, and a sentence, of fewer runs says nothing either way: two reports of one event share such phrases by chance.
_FEWEST_TEXT, _FEWEST_SENTENCE = 24, 6
# Of a sentence's runs: reworded sentences of one event share .1 to .4 of them (sample wire), copied ones all but one.
_SAME_WORDS = 0.75
# Credits stand in the first lines or the last one.
_EDGE = 240
_UNDATED = datetime.max.replace(tzinfo=UTC)


def origins(evidence: Sequence[Evidence]) -> list[int]:
    """For each report the place of the one it was taken from, its own where it stands for itself.

    Of two with the same text the one published earlier is the origin; without dates, the one named first. A credit
    (据新华社报道, (Reuters)) counts where that outlet's own report is among the evidence. Chains go to their end.
    """
    order = sorted(range(len(evidence)), key=lambda i: (evidence[i].published or _UNDATED, i))
    runs = [frozenset(shingles(e.text)) for e in evidence]
    signed = [sign(e.text) for e in evidence]
    taken = list(range(len(evidence)))
    for rank, at in enumerate(order):
        for other in order[:rank]:
            mine, theirs = signed[at], signed[other]
            alike = bool(mine and theirs and similarity(mine.digest, theirs.digest) >= THRESHOLD)
            if alike or _holds(runs[at], runs[other]):
                taken[at] = taken[other]
                break
    for at, one in enumerate(evidence):
        if taken[at] == at and (credited := _credited(one, evidence, at)) is not None and taken[credited] != at:
            taken[at] = taken[credited]
    return taken


def _holds(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one text holds nearly the whole of the other, longer or not."""
    least = min(len(one), len(other))
    return least >= _FEWEST_TEXT and len(one & other) >= _HELD * least


def _credited(one: Evidence, evidence: Sequence[Evidence], at: int) -> int | None:
    edges = f"{one.text[:_EDGE]}\n{one.text[-_EDGE:]}"
    for other, source in enumerate(evidence):
        if other != at and source.outlet and source.outlet != one.outlet and _credit(source.outlet).search(edges):
            return other
    return None


def _credit(outlet: str) -> re.Pattern[str]:
    """How a report says that it has its news from `outlet`."""
    name = re.escape(outlet)
    return re.compile(
        rf"(?:据|转自|来源[:：]|摘自)\s*《?{name}》?|\({name}\)|（{name}）|\b(?:source|via):? {name}\b"
        rf"|\baccording to {name}\b|\b{name} (?:reported|reports|said in a report)\b",
        re.IGNORECASE,
    )


def is_copied(one: str, other: str) -> bool:
    """Whether two sentences are one in nearly the same words."""
    mine, theirs = frozenset(shingles(one)), frozenset(shingles(other))
    least = min(len(mine), len(theirs))
    return least >= _FEWEST_SENTENCE and len(mine & theirs) >= _SAME_WORDS * least
