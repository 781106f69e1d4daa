"""What figures tell, in words: statements with the formulas they were worked out by."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Derived:
    """A statement in words with the formula it was computed by; without a formula it only says what was given."""

    name: str
    text: str
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A headline, statements in order, and `cautions` that both the text and its editor are given."""

    headline: str
    told: Sequence[Derived]
    cautions: Sequence[str] = ()
