"""Whether two stated amounts can be the same one, and if not quite, in what way they differ."""

import math
from dataclasses import replace
from typing import Literal

from broadsheet.verify.values.shapes import Quantity
from broadsheet.verify.values.units import compatible

Likeness = Literal["same", "rounded", "unhedged", "bound", "different"]

# Conversions (miles, acres) leave figures a little apart; half a percent is below any rounding a desk prints.
_TOLERANCE = 0.005
# 几十 (tens) may be dozens, but dozens are no hundreds.
VAGUE_APART = 3.0


def compare(one: Quantity, other: Quantity) -> Likeness:
    """How `one` (of a draft) stands to `other` (of evidence).

    `rounded`: equal but for digits the draft leaves out without saying "about"; `unhedged`: the evidence hedges the
    figure (about, over) and the draft does not; `bound`: one says over and the other under the same figure, or the
    draft says over or under what the evidence calls about so much.
    """
    if one.ordinal != other.ordinal:
        return "different"
    if one.unit != other.unit:
        one, other = _in_one_unit(one, other)
        if not compatible(one.unit, other.unit):
            return "different"
    if one.fraction or other.fraction:
        return _part(one, other)
    if one.is_range or other.is_range:
        return _ranges(one, other)
    return _exact(one, other) if one.hedge == other.hedge == "exact" else _hedged(one, other)


def _hedged(one: Quantity, other: Quantity) -> Likeness:
    if _close(one.figure, other.figure, tolerance=1e-9) and "vague" not in (one.hedge, other.hedge):
        return _same_figure(one, other)
    if one.hedge == "exact":
        counted = other.hedge == "vague" and not one.digits
        return "same" if counted and other.low <= one.figure <= other.high else "different"
    return "same" if _holds(one, other) else "different"


def _in_one_unit(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Both as they are, or the one told in times in percent of growth: doubled is up 100 percent."""
    if (one.unit, other.unit) == ("times", "percent"):
        return _growth(one), other
    return (one, _growth(other)) if (one.unit, other.unit) == ("percent", "times") else (one, other)


def _growth(one: Quantity) -> Quantity:
    figure, low, high = (100 * (x - 1) for x in (one.figure, one.low, one.high))
    return replace(one, figure=figure, low=low, high=high, unit="percent", step=100 * one.step)


def _holds(one: Quantity, other: Quantity) -> bool:
    """Whether what the evidence leaves open lies within what the draft leaves open: over 43 says more than over 40."""
    slack = 1e-9 * max(abs(one.high), 1.0)
    if one.hedge == other.hedge == "vague":
        return max(one.figure, other.figure) <= VAGUE_APART * min(one.figure, other.figure)
    # An open side has no end: of "at least 241" the 241 is known, of "up to 70" the 70.
    low = other.high if other.hedge == "under" else other.low
    high = other.low if other.hedge == "over" else other.high
    within = one.low - slack <= low and high <= one.high + slack
    return within or (other.hedge == "vague" and one.low <= other.high and other.low <= one.high)


def _part(one: Quantity, other: Quantity) -> Likeness:
    """A part told in words against a share: a third is 33 percent and a little more or less."""
    if _close(one.figure, other.figure, tolerance=1e-6):
        return (
            _same_figure(one, other) if not (one.fraction and other.fraction and one.hedge == other.hedge) else "same"
        )
    low, high = max(one.low, other.low), min(one.high, other.high)
    rounded = one.step >= 1 or one.fraction  # 33.2 percent is no reading of a third
    return "same" if low <= high + 1e-9 and rounded else "different"


def _ranges(one: Quantity, other: Quantity) -> Likeness:
    """A range holds in the draft what the evidence says; two ranges have to have the same ends."""
    if one.is_range and other.is_range:
        ends = _close(one.low, other.low, tolerance=1e-9) and _close(one.high, other.high, tolerance=1e-9)
        return "same" if ends else "different"
    if one.is_range:
        return "same" if _holds(one, other) else "different"
    end = {"under": other.high, "over": other.low}.get(one.hedge)
    return "same" if end is not None and _close(one.figure, end, tolerance=1e-9) else "different"


def _exact(one: Quantity, other: Quantity) -> Likeness:
    same_measure = one.unit == other.unit
    if _close(one.figure, other.figure, tolerance=1e-9):
        return "same"
    if same_measure and one.unit and _close(one.figure, other.figure) and _converted(one, other):
        return "same"
    if one.step > other.step and _close(
        math.floor(other.figure / one.step + 0.5) * one.step, one.figure, tolerance=1e-9
    ):
        return "rounded"
    return "different"


def _converted(one: Quantity, other: Quantity) -> bool:
    """Whether the two were written in different measures (miles and kilometres), so that digits can't agree."""
    return one.step / other.step != 10 ** round(math.log10(one.step / other.step)) if one.step and other.step else False


def _same_figure(one: Quantity, other: Quantity) -> Likeness:
    upper, lower = {"over"}, {"nearly", "under"}
    opposed = (one.hedge in upper and other.hedge in lower) or (one.hedge in lower and other.hedge in upper)
    if opposed or (one.hedge in upper | lower and other.hedge == "about" and not other.fraction):
        return "bound"
    return "unhedged" if one.hedge == "exact" and other.hedge in upper | lower else "same"


def _close(one: float, other: float, *, tolerance: float = _TOLERANCE) -> bool:
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=1e-9)
