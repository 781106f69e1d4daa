"""Deeds that the evidence tells of another one by name, in English."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.deeds.doers import doers
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.counterparts import place_in


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each named subject of an English sentence in whose place the evidence has another."""
    for passage in draft.passages if draft.language == "en" else ():
        if not record.has_verbatim(passage.text):
            for doer in doers(passage, record):
                yield finding(draft, place_in(passage, doer.start, doer.end), "owners.other", found=doer.found)
