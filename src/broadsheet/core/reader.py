"""Someone who reads, and the page made for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from broadsheet.core.errors import InvalidInputError

LONGEST_NAME = 128
"""Characters of a reader's name: a hash or an address of e-mail fits, and a page of nonsense does not."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader. `name` is the id the outside gives; `topics` are IPTC ids or free tags they follow.

    `languages` are those they read, best first (empty: any). Without `personalised` nothing they did is used.
    `muted` are tags (topics, names, keywords, folded) that may never be used on them, whatever they read; `weights` are
    how much they said a tag is to count (0 to 2, 1 is as learnt); `places` are names of places they call theirs.
    `feed_key` is the secret in the address of their own feed, empty while there is none.
    """

    name: str
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    personalised: bool = True
    muted: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    feed_key: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One slot of a front page. The values of `parts` sum to `score`; `reason` is in the page's language.

    `cause` is the name of the part (or candidate source) that the reason is about; `story` is the story's id or None.
    `without` is the rank it would have without its cause (None: not on the page, or there is no cause). `propensity` is
    the probability with which this article got this slot: below 1 only where the slot was `explored`. `title` is the
    headline it is shown with when a headline test runs, empty for its own; `label` marks what is no article's free
    place: `pinned`, `boosted` or empty.
    """

    article: int
    rank: int
    score: float
    parts: Mapping[str, float]
    reason: str
    cause: str = ""
    story: int | None = None
    without: int | None = None
    propensity: float = 1.0
    explored: bool = False
    title: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The page one reader gets now, and the version of what ranked it.

    `id` names this serving of it: events that happen on it carry it. `at` is when it was made.
    """

    reader: str
    items: tuple[Item, ...] = ()
    language: str = ""
    version: str = ""
    id: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the moment a page is asked for, without knowing the reader.

    `article` is the one being read (0: none), `topics` those of the page it is asked from, `place` a name of a place,
    `device` one of `phone`, `tablet`, `computer` or empty, `surface` where the page will stand (`front`, `similar`,
    `newsletter`, `feed`, `notification`).
    """

    article: int = 0
    topics: tuple[str, ...] = ()
    place: str = ""
    device: str = ""
    surface: str = "front"


@dataclass(frozen=True, slots=True)
class TagUse:
    """One tag used on a reader: its weight (their interest, summed over causes), and where it came from.

    `origin` is `read`, `followed` or `set`; `articles` are up to some of those read that it was learnt from.
    """

    tag: str
    label: str
    weight: float
    origin: str
    muted: bool = False
    articles: tuple[int, ...] = ()


def is_reader_name(name: str) -> bool:
    """Whether someone can be called `name`: 1 to 128 printable characters, not all blank, without a slash."""
    return 0 < len(name) <= LONGEST_NAME and bool(name.strip()) and name.isprintable() and "/" not in name


def reader_name(said: str) -> str:
    """`said` as readers are kept, without blanks around it; raises `InvalidInputError` for an unusable name."""
    if not is_reader_name(said):
        raise InvalidInputError(
            "a reader's name is printable, without a slash",
            asked=said[:LONGEST_NAME],
            do=f"give 1 to {LONGEST_NAME} characters",
        )
    return said.strip()
