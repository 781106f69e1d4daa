"""The words a value stands among, by which values of the draft and of the evidence are told to mean the same thing."""

from broadsheet.verify.reading import Reading
from broadsheet.verify.terms import terms
from broadsheet.verify.values.shapes import Placed


def around(reading: Reading, value: Placed) -> frozenset[str]:
    """The terms of the clause `value` stands in, without its own; of the sentence where the clause has few."""
    passage = reading.passage_at(value.start)
    own = set(terms(reading.plain[value.start : value.end]))
    rest = passage.clause_at(value.start).terms - own
    return rest if len(rest) >= 2 else frozenset(passage.terms) - own


def near(reading: Reading, value: Placed) -> frozenset[str]:
    """The terms between `value` and the next value or clause mark after it; before it, where nothing comes after.

    That stretch holds the head a count counts: "5 people killed and 12 arrested" gives 12 only `arrested`.
    """
    clause = reading.passage_at(value.start).clause_at(value.start)
    starts = [q.start for q in reading.quantities if value.end <= q.start < clause.end]
    ends = [q.end for q in reading.quantities if clause.start < q.end <= value.start]
    after = terms(reading.plain[value.end : min(starts, default=clause.end)])
    before = terms(reading.plain[max(ends, default=clause.start) : value.start])
    return frozenset(after or before)
