"""Dates found in a text of either language, each once, and whether two of them can be the same day."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from broadsheet.verify.values import dates_en, dates_zh
from broadsheet.verify.values.shapes import DateInterval

Agreement = Literal["same", "within", "wider", "different"]


def find_dates(text: str, *, anchor: date | None = None) -> tuple[DateInterval, ...]:
    """The dates of `text` in order, the longest reading of each place; relative ones resolved against `anchor`."""
    found = [*dates_zh.find(text, anchor), *dates_en.find(text, anchor)]
    kept: list[DateInterval] = []
    taken = bytearray(len(text))
    for one in sorted(found, key=lambda d: (d.start - d.end, d.start)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return tuple(sorted(kept, key=lambda d: d.start))


def agreement(one: DateInterval, other: DateInterval) -> Agreement:
    """How `one` (of a draft) stands to `other` (of evidence): the same days, within them (says more), wider, or not.

    Where one of them is open, the parts both have are compared; a part only `one` has makes it `within`.
    """
    if one.first and one.last and other.first and other.last:
        if (one.first, one.last) == (other.first, other.last):
            return "same"
        if other.first <= one.first and one.last <= other.last:
            return "within"
        return "wider" if one.first <= other.first and other.last <= one.last else "different"
    if one.text.lower() == other.text.lower():
        return "same"
    return _by_parts(_parts(one), _parts(other))


def _parts(one: DateInterval) -> tuple[int | None, ...]:
    weekday = one.first.weekday() if one.weekday is None and one.days == 1 and one.first else one.weekday
    return (one.year, one.month, one.day, weekday)


def _by_parts(one: Sequence[int | None], other: Sequence[int | None]) -> Agreement:
    shared = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if not shared or any(a != b for a, b in shared):
        return "different"
    if any(a is not None and b is None for a, b in zip(one[:3], other[:3], strict=True)):
        return "within"
    return "same"
