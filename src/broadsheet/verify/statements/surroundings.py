"""How alike the words are that two words stand among, so that both may be taken to speak of the same thing."""

import re
from functools import lru_cache

from broadsheet.verify.record import Record
from broadsheet.verify.terms import terms

# Characters (zh) or letters (en) on either side that tell what a word is said of.
_REACH_ZH, _REACH_EN = 20, 45
_ENDS = re.compile(r"[，,。；;：:！!？?](?!\d)|\b(?:while|but|whereas|although|and|as)\b|而(?=[^且]{2})", re.IGNORECASE)


def beside(one: str, place: tuple[int, int], *, other: str, there: tuple[int, int], record: Record) -> float:
    """The share, by weight, of the terms around `one[place]` that stand around `other[there]` too, 0..1.

    Half of it is for those of the clause, half for those of a wider stretch: the subject may stand a clause before.
    """
    pairs = ((around(one, *place, clause=c), around(other, *there, clause=c)) for c in (True, False))
    return sum(_shared(here, theirs, record) for here, theirs in pairs) / 2


def _shared(here: frozenset[str], theirs: frozenset[str], record: Record) -> float:
    total = sum(record.weight(t) for t in sorted(here))
    return sum(record.weight(t) for t in sorted(here & theirs)) / total if total else 0.0


@lru_cache(maxsize=8192)
def around(text: str, start: int, end: int, *, clause: bool) -> frozenset[str]:
    """The terms beside `text[start:end]`, in its clause or in a wider stretch; wider where the clause has none."""
    reach = _REACH_EN if text[start].isascii() else _REACH_ZH
    low, high = max(0, start - reach), min(len(text), end + reach)
    first = max((m.end() for m in _ENDS.finditer(text, low, start)), default=low)
    after = _ENDS.search(text, end, high)
    inside = _terms(text, (first, start), (end, after.start() if after else high)) if clause else frozenset()
    return inside or _terms(text, (low, start), (end, high))


def _terms(text: str, before: tuple[int, int], after: tuple[int, int]) -> frozenset[str]:
    return frozenset(terms(text[slice(*before)])) | frozenset(terms(text[slice(*after)]))
