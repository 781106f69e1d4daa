"""Words that turn a freely written sentence against what the evidence tells of the same things."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.counterparts import place_in
from broadsheet.verify.statements.opposites import opposites


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each word of a Chinese sentence that the evidence has the other way."""
    for passage in draft.passages if draft.language == "zh" else ():
        if not record.has_verbatim(passage.text):
            for way in opposites(passage, record):
                place = place_in(passage, way.start, way.end)
                yield finding(draft, place, "opposites.turned", found=way.found, fix=way.found)
