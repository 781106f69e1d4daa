"""Titles and offices: is it this one, of this rank, and theirs."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.core.evidence import Severity
from broadsheet.verify.finding import finding
from broadsheet.verify.offices import OfficeFault, office_faults, replaced_titles
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Place, Placed

# Where the evidence gives the holder no office at all, or does not know the holder, its silence proves little.
_SEVERITY: dict[str, Severity] = {"rank": "error", "title": "error", "holder": "warning", "absent": "warning"}


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each office that the evidence gives to another, in another rank, or not at all."""
    for passage in draft.passages:
        # No sentence is passed over for standing in the evidence as it is: there 前 or Former may come before it.
        faults = list(office_faults(passage, record, language=draft.language))
        replaced = list(replaced_titles(passage, record, language=draft.language))
        for fault in faults:
            if _SEVERITY[fault.rule] == "error" or not any(_touch(fault.office, place) for place, _ in replaced):
                yield _finding(draft, passage, fault)
        for place, found in replaced:
            if not any(_SEVERITY[f.rule] == "error" and _touch(f.office, place) for f in faults):
                at = Place(passage.start + place.start, passage.start + place.end)
                yield finding(draft, at, "offices.swapped", found=found, fix=found)


def _touch(one: Placed, other: Placed) -> bool:
    return one.start < other.end and other.start < one.end


def _finding(draft: Reading, passage: Passage, fault: OfficeFault) -> Finding:
    place = Place(passage.start + fault.office.start, passage.start + fault.office.end)
    return finding(draft, place, f"offices.{fault.rule}", severity=_SEVERITY[fault.rule], found=fault.found)
