"""One slot of a page, and what it owes its place to."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """What an article may owe its place to: a rule, the editors, or a candidate source by name.

    `ground` is the very thing in the reader's data, where the source can tell (`topic:...`, `article:...`); empty for
    the source as a whole. `row` is set for a pin, which is the cause of one article alone.
    """

    name: str
    ground: str = ""
    row: int = -1


@dataclass(frozen=True, slots=True)
class Slot:
    """One chosen article: its row, the parts of its score and their sum.

    `propensity` is the chance with which it got this slot, given the slots above; below 1 only where it was drawn.
    `cause` is what it would stand lower without, None when no single thing; `without` its rank then (None: not on the
    page); `steer` the id of the pin that put it here.
    """

    row: int
    parts: Mapping[str, float]
    score: float
    propensity: float = 1.0
    explored: bool = False
    cause: Cause | None = None
    without: int | None = None
    steer: int | None = None
