"""Each sentence as a whole: whether the evidence says the opposite of it.

That it says nothing like it is no finding of this check but a verdict, which the claims give as a warning of their own.
"""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.opposition import opposed
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each word that turns a sentence against the evidence."""
    for passage in draft.passages:
        yield from opposed(draft, passage, record)
