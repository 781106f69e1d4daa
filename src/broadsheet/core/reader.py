"""Someone who reads, and the page made for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader. `name` is the id the outside gives; `topics` are IPTC ids or free tags they follow.

    `languages` are those they read, best first (empty: any). Without `personalised` nothing they did is used.
    """

    name: str
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    personalised: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One slot of a front page. The values of `parts` sum to `score`; `reason` is in the page's language.

    `cause` is the name of the part (or candidate source) that the reason is about; `story` is the story's id or None.
    """

    article: int
    rank: int
    score: float
    parts: Mapping[str, float]
    reason: str
    cause: str = ""
    story: int | None = None


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The page one reader gets now, and the version of what ranked it."""

    reader: str
    items: tuple[Item, ...] = ()
    language: str = ""
    version: str = field(default="")
