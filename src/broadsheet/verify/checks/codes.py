"""Every number of the draft that names instead of counting (telephones, versions, models) against the evidence."""

import re
from collections.abc import Iterator
from itertools import chain

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record

# Of these the evidence has to have the very one; of the others, none of the same head that differs.
_VERBATIM = frozenset({"telephone", "version"})


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each code that the evidence has another of under the same head, or should have and has not."""
    if not draft.codes:
        return
    known = list(chain.from_iterable(r.codes for r in record.readings))
    for code in draft.codes:
        alike = [k for k in known if (k.kind, k.head) == (code.kind, code.head)]
        if any(k.body == code.body for k in alike) or _written(code.text, record):
            continue
        if alike:
            other = min(alike, key=lambda k: abs(len(k.body) - len(code.body)))
            yield finding(draft, code, "codes.contradicted", found=other.text, fix=other.text)
        elif code.kind in _VERBATIM:
            yield finding(draft, code, "codes.unsupported")


def _written(text: str, record: Record) -> bool:
    """Whether the evidence has it as it is written, though it was not read as a code there."""
    lower = text.lower()
    return record.says(lower) and bool(re.search(rf"(?<![a-z0-9]){re.escape(lower)}(?![a-z0-9])", record.text))
