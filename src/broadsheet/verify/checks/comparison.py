"""Which of two has more: a comparison turned round."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.comparisons import turned
from broadsheet.verify.statements.counterparts import place_in


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each comparison that the evidence makes the other way round."""
    for passage in draft.passages:
        for comparison, found in turned(draft, passage, record):
            place = place_in(passage, comparison.start, comparison.end)
            yield finding(draft, place, "comparison.turned", found=found if len(found) <= 80 else found[:79] + "…")
