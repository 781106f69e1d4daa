"""A claim that somebody made, and what somebody who checked it says of it. All dates are aware."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Ruling = Literal["true", "mostly_true", "mixed", "mostly_false", "false", "unproven", ""]
RULINGS: tuple[Ruling, ...] = ("true", "mostly_true", "mixed", "mostly_false", "false", "unproven")
QueueState = Literal["open", "taken", "dismissed", "checked"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where the claim was made: `article` is its report in this newsroom, if there is one."""

    url: str = ""
    outlet: str = ""
    date: datetime | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """What the checker calls it (`label`, in the checker's words) and, where given, a number from `worst` to `best`.

    `best` may be the smaller: some scales run backwards. schema.org: Rating, alternateName and ratingValue.
    """

    label: str = ""
    value: float | None = None
    worst: float | None = None
    best: float | None = None

    @property
    def share(self) -> float | None:
        """Where the number stands between the worst (0) and the best (1); None without a number or a scale."""
        if self.value is None or self.worst is None or self.best is None or self.worst == self.best:
            return None
        return min(max((self.value - self.worst) / (self.best - self.worst), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A claim with its check.

    `claimant` said it, at the `appearances`; `author` checked it. `ruling` is the rating on the newsroom's own scale,
    empty where the checker's words fit none of it. `url` is the page of the check, `evidence` the addresses or names of
    what it stands on, `article` the report of this newsroom it was taken from. `ours` tells the newsroom's own checks
    from those taken in.
    """

    claim: str
    rating: Rating
    ruling: Ruling = ""
    claimant: str = ""
    claimed: datetime | None = None
    appearances: tuple[Appearance, ...] = ()
    explanation: str = ""
    title: str = ""
    author: str = ""
    author_url: str = ""
    url: str = ""
    published: datetime | None = None
    language: str = ""
    evidence: tuple[str, ...] = ()
    article: int | None = None
    ours: bool = False


@dataclass(frozen=True, slots=True)
class QueueMark:
    """What an editor made of a sentence of the queue: `taken` to be checked, `dismissed`, or `checked` and kept."""

    sentence: str
    state: QueueState
    by: str = ""
    article: int | None = None
    fact_check: int | None = None
