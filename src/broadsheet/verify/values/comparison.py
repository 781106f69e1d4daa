"""Whether two stated amounts can be the same one, and if not quite, in what way they differ."""

import math
from typing import Literal

from broadsheet.verify.values.shapes import Quantity
from broadsheet.verify.values.units import compatible

Likeness = Literal["same", "rounded", "unhedged", "bound", "different"]

# Conversions (miles, acres) leave figures a little apart; half a percent is below any rounding a desk prints.
_TOLERANCE = 0.005


def compare(one: Quantity, other: Quantity) -> Likeness:
    """How `one` (of a draft) stands to `other` (of evidence).

    `rounded`: equal but for digits the draft leaves out without saying "about"; `unhedged`: the evidence hedges the
    figure (about, over) and the draft does not; `bound`: one says over and the other under the same figure.
    """
    if not compatible(one.unit, other.unit) or one.ordinal != other.ordinal:
        return "different"
    if one.hedge == other.hedge == "exact" and one.low == one.high and other.low == other.high:
        return _exact(one, other)
    if _close(one.figure, other.figure, tolerance=1e-9) and "vague" not in (one.hedge, other.hedge):
        return _same_figure(one, other)
    if one.hedge == "exact" and one.low == one.high:
        counted = other.hedge == "vague" and not one.digits
        return "same" if counted and other.low <= one.figure <= other.high else "different"
    # What the evidence leaves open must lie within what the draft leaves open: over 43 says more than over 40.
    slack = 1e-9 * max(abs(one.high), 1.0)
    within = one.low - slack <= other.low and other.high <= one.high + slack
    return (
        "same"
        if within or (other.hedge == "vague" and one.low <= other.high and other.low <= one.high)
        else "different"
    )


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
    if (one.hedge in upper and other.hedge in lower) or (one.hedge in lower and other.hedge in upper):
        return "bound"
    return "unhedged" if one.hedge == "exact" and other.hedge in upper | lower else "same"


def _close(one: float, other: float, *, tolerance: float = _TOLERANCE) -> bool:
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=1e-9)
