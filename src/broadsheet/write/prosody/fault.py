"""Where a verse breaks its form."""

from dataclasses import dataclass, field
from typing import Literal

Weight = Literal["error", "advice"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach: the `rule`, the `line` and the place `at` in it (both from 0; -1 for the whole), and how it weighs.

    `values` fill the words that tell of the rule; an `advice` is what a strict poet would change.
    """

    rule: str
    line: int
    at: int = -1
    weight: Weight = "error"
    values: dict[str, str] = field(default_factory=dict)


def broken(faults: list[Fault]) -> bool:
    """Whether a form is broken; advice does not break it."""
    return any(f.weight == "error" for f in faults)
