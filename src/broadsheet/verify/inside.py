"""Which of a text's values stand in a stretch of it, without looking at all of them."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from broadsheet.verify.values.shapes import Placed

V = TypeVar("V", bound=Placed)


def inside(values: Sequence[V], place: Placed) -> Sequence[V]:
    """Those of `values`, which are in the order of their starts, that start in `place`."""
    first = bisect_left(values, place.start, key=lambda v: v.start)
    return values[first : bisect_left(values, place.end, lo=first, key=lambda v: v.start)]
