"""The words a value stands among, by which values of the draft and of the evidence are told to mean the same thing."""

from bisect import bisect_left, bisect_right

from broadsheet.verify.reading import Reading
from broadsheet.verify.terms import terms
from broadsheet.verify.values.shapes import Placed


def around(reading: Reading, value: Placed) -> frozenset[str]:
    """The terms of the clause `value` stands in, without its own; of the sentence where the clause has few."""
    return reading.keep(("around", value.start, value.end), lambda: _around(reading, value))


def _around(reading: Reading, value: Placed) -> frozenset[str]:
    passage = reading.passage_at(value.start)
    own = set(terms(reading.plain[value.start : value.end]))
    clause = passage.clause_at(value.start)
    rest = frozenset(terms(reading.plain[clause.start : clause.end])) - own
    return rest if len(rest) >= 2 else frozenset(passage.terms) - own


def near(reading: Reading, value: Placed) -> frozenset[str]:
    """The terms between `value` and the next value or clause mark after it; before it, where nothing comes after.

    That stretch holds the head a count counts: "5 people killed and 12 arrested" gives 12 only `arrested`.
    """
    return reading.keep(("near", value.start, value.end), lambda: _near(reading, value))


def _near(reading: Reading, value: Placed) -> frozenset[str]:
    clause = reading.passage_at(value.start).clause_at(value.start)
    starts, ends = reading.quantity_places
    next_ = bisect_left(starts, value.end)
    last = bisect_right(ends, value.start) - 1
    stop = min(starts[next_], clause.end) if next_ < len(starts) else clause.end
    begin = max(ends[last], clause.start) if last >= 0 else clause.start
    return frozenset(terms(reading.plain[value.end : stop]) or terms(reading.plain[begin : value.start]))
