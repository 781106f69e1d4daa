"""Who says what: words given to another speaker, with or without quotation marks, and a claim told as a fact."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.attributions import faults
from broadsheet.verify.statements.counterparts import is_heading, place_in


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each saying of another's, and for each claim of somebody's that the draft makes its own."""
    for passage in draft.passages:
        for mouth in faults(draft, passage, record):
            place = place_in(passage, mouth.start, mouth.end)
            # A headline names the speaker by what he is (Ambassador says), which the evidence may do nowhere.
            if mouth.rule == "speaker" and not is_heading(passage):
                yield finding(draft, place, "attribution.speaker", found=mouth.who, fix=mouth.who)
            else:
                yield finding(draft, place, f"attribution.{mouth.rule}", severity="warning", found=mouth.who)
