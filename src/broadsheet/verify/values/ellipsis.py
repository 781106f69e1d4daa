"""Amounts that leave out the unit of the one before them: "111 tons from New York and 105 from Paris"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from broadsheet.verify.values.shapes import Quantity

# Between the two stands a joint and no end of a sentence; behind the second no noun that it could count.
_JOINED = re.compile(r"\b(?:and|or|while|against|with|from)\b|[,;]", re.IGNORECASE)
_ENDED = re.compile(r"[.!?。！？](?!\d)")
_BARE = re.compile(r"\s*(?:[,;.)]|\Z|(?:from|in|for|to|by|at|last|a year|the year)\b)", re.IGNORECASE)
_REACH = 70  # characters from one amount to the other
# What is told of a change or of one thing only is not carried on to another.
_MEASURES = frozenset({"", "percent", "times", "degree", "year", "person"})


def with_units(text: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities of `text`, in order, each bare figure with the unit of measure that was left out."""
    before: Quantity | None = None
    for bare in found:
        quantity = bare if before is None or not _left_out(text, before, bare) else _like(before, bare)
        before = quantity if quantity.unit else before
        yield quantity


def _like(before: Quantity, bare: Quantity) -> Quantity:
    """The bare figure in the unit of the amount before it."""
    factor = before.figure / _written(before)
    low, high, figure, step = (factor * x for x in (bare.low, bare.high, bare.figure, bare.step))
    return replace(bare, figure=figure, low=low, high=high, step=step, unit=before.unit)


def _left_out(text: str, before: Quantity, quantity: Quantity) -> bool:
    between = text[before.end : quantity.start]
    if quantity.unit or not quantity.digits or quantity.ordinal or before.ordinal or before.unit in _MEASURES:
        return False
    near = len(between) <= _REACH and bool(_JOINED.search(between)) and not _ENDED.search(between)
    return near and bool(_written(before)) and bool(_BARE.match(text, quantity.end))


def _written(quantity: Quantity) -> float:
    """The figure as its digits say it; 0 where they can't be read, or stand beside a magnitude (5 million)."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", quantity.text)
    if digits is None or re.search(r"\d\s?(?:[mbk]n?\b|thousand|million|billion|trillion)", quantity.text):
        return 0.0
    return float(digits.group().replace(",", ""))
