"""How alike two traces are: the chance-free number on which stories are joined. Pure arithmetic on two traces.

Within a language shared rare words tell most and the embedding confirms; across languages there are no shared words,
so the embedding is asked to be closer and shared numbers count for more.
"""

import math
from collections.abc import Mapping

from broadsheet.trends.trace import Trace

WINDOW_HOURS = 72.0
"""Reports further apart than this are never joined directly; a story lives on through the reports between."""
_HALF_LIFE_HOURS = 240.0
"""How fast likeness fades with the gap in time: by a fifth at the end of the window."""
_VECTOR_SHARE = 0.5
_MARK_SHARE = 0.06
_MARKS_COUNTED = 2.0
_FOREIGN_VECTOR = 1.0
_FOREIGN_MARK_SHARE = 0.12


def likeness(a: Trace, b: Trace, *, cosine: float) -> float:
    """How alike `a` and `b` are, about 0 to 1.5; `cosine` is that of their vectors, computed blockwise outside."""
    if a.language == b.language:
        told = domestic(overlap(a.terms, b.terms), cosine=cosine, shared=overlap(a.marks, b.marks))
    else:
        told = foreign(cosine=cosine, shared=overlap(a.marks, b.marks))
    return told * fade(a.hour - b.hour)


def domestic(terms: float, *, cosine: float, shared: float) -> float:
    """Likeness within one language, of the overlap of terms, the cosine and the rarity of shared numbers."""
    return terms + _VECTOR_SHARE * cosine + _MARK_SHARE * min(shared, _MARKS_COUNTED)


def foreign(*, cosine: float, shared: float) -> float:
    """Likeness across two languages, of the cosine and the rarity of shared numbers."""
    return _FOREIGN_VECTOR * cosine + _FOREIGN_MARK_SHARE * min(shared, _MARKS_COUNTED)


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The dot product of two sparse vectors."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(w * long[k] for k, w in short.items() if k in long)


def fade(hours: float) -> float:
    """1 at no gap in time, falling by half every half-life."""
    return math.pow(0.5, abs(hours) / _HALF_LIFE_HOURS)
