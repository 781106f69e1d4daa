"""What each source says of a sentence when it is heard alone: that it is so, that it is otherwise, or nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.core import Evidence, Finding, Span
from broadsheet.core.evidence import Stance
from broadsheet.verify.inside import inside
from broadsheet.verify.judgement import standing
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record, span_of
from broadsheet.verify.roles import roles
from broadsheet.verify.values import Quantity

# A source whose closest sentence has less of the sentence's words speaks of something else; it is silent. That it has
# it otherwise is believed from the second share on, or where both figures count the same thing (the dead, the hurt): on
# the sample wire, reports of one event side by side, 3 of 4 contradictions above it were so, of 14 below it one.
_SAME_MATTER, _SAME_STATEMENT = 0.3, 0.5
# A short sentence of the source that has this of its terms, more than so many, in the draft's is on the same matter.
_IN, _FEW = 0.35, 3
# A toll that rose was once a tenth of what it is now, seldom less.
_APART = 10
# Findings that say a source has it otherwise, not that it lacks it.
_OTHERWISE = frozenset(
    {
        ("numbers", "contradicted"),
        ("numbers", "bound"),
        ("numbers", "bound_elsewhere"),
        ("dates", "contradicted"),
        ("names", "contradicted"),
        ("names", "swapped"),
        ("support", "negation"),
        ("support", "direction"),
        ("quotations", "altered"),
        ("quotations", "speaker"),
        ("certainty", "denied"),
        ("comparison", "turned"),
        ("cause", "turned"),
        ("scope", "other"),
        ("attribution", "speaker"),
    }
)
Checking = Callable[[Reading, Record], Iterator[Finding]]


@dataclass(frozen=True)
class Source:
    """One piece of evidence with its own record; `origin` is the place in the evidence of the one it was taken from."""

    evidence: Evidence
    record: Record
    origin: int


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a source says of a sentence; `against` are the findings, placed in the sentence, that it makes."""

    at: int
    stance: Stance
    span: Span | None = None
    against: tuple[Finding, ...] = ()


def heard(sentence: Reading, sources: Sequence[Source], checks: Sequence[Checking]) -> list[Testimony]:
    """Each source's testimony about `sentence`, a reading of nothing else, in the order of the sources."""
    return [_heard(sentence, at, source, checks) for at, source in enumerate(sources)]


def _heard(sentence: Reading, at: int, source: Source, checks: Sequence[Checking]) -> Testimony:
    record = source.record
    passage = sentence.passages[0]
    close = [a for a in record.align(passage) if a.reading.cited]
    alike = [a for a in close if a.share >= _SAME_MATTER or _is_in(a.passage, passage)]
    if sentence.language not in record.languages or not alike:
        return Testimony(at, "silent")
    found = [f for check in checks for f in check(sentence, record) if f.severity == "error"]
    against = [f for f in found if (f.check, f.rule) in _OTHERWISE] if close[0].share >= _SAME_STATEMENT else []
    against = against or list(_tolls(sentence, found, alike))
    span = span_of(close[0].reading, close[0].passage)
    if against:
        return Testimony(at, "contradicts", _place_of(against[0], alike) or span, tuple(against))
    if close[0].share >= _SAME_MATTER and not found and standing(passage, sentence, record).verdict == "supported":
        return Testimony(at, "supports", span)
    return Testimony(at, "silent")


def _is_in(short: Passage, passage: Passage) -> bool:
    """Whether much of a short sentence of the source is in the draft's longer one."""
    theirs = set(short.terms)
    return len(theirs) > _FEW and len(theirs.intersection(passage.terms)) >= _IN * len(theirs)


def _tolls(sentence: Reading, found: Sequence[Finding], alike: Sequence[Aligned]) -> Iterator[Finding]:
    """For a count that the source lacks, the one of the same role (hurt, arrested) in its sentences on the matter."""
    for finding in (f for f in found if f.check == "numbers"):
        for quantity in inside(sentence.quantities, finding):
            for a in alike:
                for other in inside(a.reading.quantities, a.passage):
                    if _counts_alike(quantity, other) and roles(sentence, quantity) & roles(a.reading, other):
                        yield replace(finding, rule="contradicted", fix=other.text)


def _counts_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may count the same thing: one unit, one kind of figure, sizes that are not worlds apart."""
    sizes = sorted((abs(one.figure), abs(other.figure)))
    return (one.unit, one.ordinal) == (other.unit, other.ordinal) and sizes[1] <= _APART * sizes[0]


def _place_of(against: Finding, close: Sequence[Aligned]) -> Span | None:
    """The close sentence that has what the finding offers in its place."""
    for aligned in close:
        if aligned.reading.cited and against.fix and against.fix in aligned.passage.text:
            return span_of(aligned.reading, aligned.passage)
    return None
