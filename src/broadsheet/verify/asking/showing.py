"""What a judge is shown of the evidence: the sentences nearest to a claim with their neighbours, numbered from 1."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Claim, Span
from broadsheet.models import is_instruction
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record, span_of

# The closest sentences, and how far around each is shown: what "he" and "the plan" mean stands right before.
CLOSEST = 2
BEFORE, AFTER = 1, 0
# Two cores with other work read some twenty tokens a second of a 1.5B model; nine sentences took 24 s a claim.
MOST_SENTENCES = 5
# Of a sentence longer than this (a table, a list) the start has to do.
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """Sentences of the evidence in the order of their reports; the judge knows the first as 1."""

    spans: tuple[Span, ...]

    def cited(self, numbers: Sequence[int]) -> tuple[Span, ...]:
        """The sentences of these numbers, each once; numbers that were not shown are left out."""
        return tuple(self.spans[n - 1] for n in dict.fromkeys(numbers) if 1 <= n <= len(self.spans))


def shown_for(claim: Claim, passage: Passage, record: Record) -> Shown:
    """The sentences that bear on `claim`: those its spans stand in, those closest in words, and what is beside them.

    Sentences that speak to a machine are left out: a judge has nothing to learn from them.
    """
    wanted: dict[tuple[int, int], None] = {}
    for at, number in _nearest(claim, passage, record):
        passages = record.readings[at].passages
        for beside in (number, *range(number - BEFORE, number + AFTER + 1)):
            if 0 <= beside < len(passages) and len(wanted) < MOST_SENTENCES:
                wanted.setdefault((at, beside))
    rows = ((record.readings[at], record.readings[at].passages[number]) for at, number in sorted(wanted))
    return Shown(tuple(span_of(r, _cut(p)) for r, p in rows if not is_instruction(p.text)))


def _cut(passage: Passage) -> "Passage | Span":
    if passage.end - passage.start <= LONGEST_SENTENCE:
        return passage
    return Span("", passage.start, passage.start + LONGEST_SENTENCE, "")


def _nearest(claim: Claim, passage: Passage, record: Record) -> list[tuple[int, int]]:
    """Where the closest sentences stand: the number of the reading and of the sentence in it, closest first."""
    place = {id(r): at for at, r in enumerate(record.readings) if r.cited}
    close = [
        (place[id(a.reading)], a.passage.number) for a in record.align(passage, n=CLOSEST) if id(a.reading) in place
    ]
    sources = {r.source: at for at, r in reversed(list(enumerate(record.readings))) if r.cited}
    pointed = [
        (sources[s.source], _number(record.readings[sources[s.source]], s))
        for s in claim.evidence
        if s.source in sources
    ]
    return list(dict.fromkeys([*pointed[:1], *close, *pointed[1:]]))


def _number(reading: Reading, span: Span) -> int:
    return reading.passage_at(span.start).number
