"""The editor's hand on front pages: dials, pins and boosts, each with who set it and why."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Dials:
    """How pages are mixed, each from 0 to 1; at 0.5 the recommender is left as it is.

    `freshness` is new against lasting, `locality` the reader's place, `depth` long and analytic against short,
    `diversity` how unlike each other the items are, `public_interest` the least share of the page that goes to subjects
    the public must hear of (0: none asked for, 1: half of the page).
    """

    freshness: float = 0.5
    locality: float = 0.5
    depth: float = 0.5
    diversity: float = 0.5
    public_interest: float = 0.0


@dataclass(frozen=True, slots=True)
class Steer:
    """A pin or a boost.

    A pin puts `article` at `position` (from 1); a boost adds `amount` to the score of an article, a tag or an outlet
    (negative: lowers it). `languages` are the pages it is for, none: all of them. `until` is when it ends, always set;
    `reason` says why, always given; `by` is who set it.
    """

    kind: Literal["pin", "boost"]
    reason: str
    by: str
    since: datetime
    until: datetime
    article: int | None = None
    tag: str = ""
    outlet: str = ""
    position: int = 0
    amount: float = 0.0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DialSetting:
    """The dials as somebody set them, and why. `until` is when they go back to how they stood before, None: never."""

    dials: Dials
    reason: str
    by: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Steering:
    """Everything that bears on pages at one moment: the dials, and the pins and boosts that run, with their ids."""

    dials: Dials = field(default_factory=Dials)
    steers: tuple[tuple[int, Steer], ...] = ()
