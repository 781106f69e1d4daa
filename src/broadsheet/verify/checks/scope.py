"""How many, how often, how wholly: some is not all, often is not always, one of the biggest is not the biggest."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.core.evidence import Severity
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.counterparts import is_heading, place_in
from broadsheet.verify.statements.scope import otherwise


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each word of extent where the evidence has another."""
    for passage in draft.passages:
        for degree, found in otherwise(draft, passage, record):
            place = place_in(passage, degree.start, degree.end)
            severity: Severity = "warning" if is_heading(passage) else "error"
            yield finding(draft, place, "scope.other", severity=severity, found=found)
