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
        # Where there is evidence in another language, values and meaning count too: the claims judge those sentences.
        alone = record.languages == {draft.language}
        if alone and not against and standing(passage, draft, record).verdict == "unsupported":
            yield finding(draft, passage, "support.unsupported", severity="warning")
