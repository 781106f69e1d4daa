"""Deeds that the evidence tells of somebody else."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.deeds.doers import doers
from broadsheet.verify.deeds.owners import others
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.counterparts import place_in


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each subject of a sentence in whose place the evidence has another.

    Chinese is read by its words' tags, English by the names before its verbs.
    """
    found_in = others if draft.language == "zh" else doers
    for passage in draft.passages if draft.language in ("zh", "en") else ():
        if not record.has_verbatim(passage.text):
            for other in found_in(passage, record):
                yield finding(draft, place_in(passage, other.start, other.end), "owners.other", found=other.found)
