"""Events of consequence in the draft that nothing in the evidence tells of."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.counterparts import place_in
from broadsheet.verify.statements.events import untold


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each such event; none where no evidence is in the draft's language."""
    if draft.language not in {"zh", "en"} or draft.language not in record.languages:
        return
    for passage in draft.passages:
        for event in untold(passage, record, language=draft.language):
            yield finding(draft, place_in(passage, event.start, event.end), "events.untold")
