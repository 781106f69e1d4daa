"""Instructions to a machine, or hidden characters, that a hostile source may have left in the draft."""

import re
from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.models.fencing import orders
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Place

# Narrower than what a prompt leaves out: joiners and direction marks belong in emoji and in Arabic.
# Zero-width and bidirectional controls, tag characters (U+E0000), and the soft hyphen: they carry text nobody sees.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]+")


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A warning for each instruction and each run of invisible characters; that the evidence has it is no excuse."""
    del record
    for order in orders(draft.text):
        yield finding(draft, Place(*order), "injection.instruction", severity="warning")
    for m in _INVISIBLE.finditer(draft.text):
        yield finding(draft, Place(*m.span()), "injection.invisible", severity="warning")
