"""What came of what: a cause put in, turned round, or told where the evidence says that it is not known."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.core.evidence import Severity
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.causes import faults
from broadsheet.verify.statements.counterparts import is_heading, place_in

_LONGEST = 80  # characters of the evidence shown in a message


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each cause that the evidence does not make one."""
    for passage in draft.passages:
        for fault in faults(draft, passage, record):
            place = place_in(passage, fault.link.start, fault.link.end)
            mild = fault.rule == "added" and is_heading(passage)
            severity: Severity = "warning" if mild else "error"
            found = fault.found if len(fault.found) <= _LONGEST else fault.found[: _LONGEST - 1] + "…"
            yield finding(draft, place, f"cause.{fault.rule}", severity=severity, found=found)
