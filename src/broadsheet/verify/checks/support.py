"""Each sentence as a whole: whether the evidence says the opposite of it, or nothing like it."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.judgement import standing
from broadsheet.verify.opposition import opposed
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each word that turns a sentence against the evidence, and for each sentence it does not support."""
    for passage in draft.passages:
        against = list(opposed(draft, passage, record))
        yield from against
        stands = standing(passage, draft, record)
        # Evidence in another language is judged by values and meaning, where the claims are made.
        if not against and stands.verdict == "unsupported" and not stands.cross:
            yield finding(draft, passage, "support.unsupported", severity="warning")
