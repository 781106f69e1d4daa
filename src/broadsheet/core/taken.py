"""Acts as they are told from outside, and what became of them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Told:
    """An act as a site, an app or a log tells it. The article is named by its `article` id, its `url` or its `item` id.

    `item` is the site's own id of something it put in. Without `at` it happened now. The rest is as in `Event`.
    """

    key: str
    reader: str
    action: str
    at: datetime | None = None
    article: int | None = None
    url: str = ""
    item: str = ""
    topic: str = ""
    value: float = 1.0
    page: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """One act that was not kept: its place in what was sent, from 0, its key, and why."""

    index: int
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch of acts. `clamped` are the places of those from the future, kept as of now."""

    received: int
    new: int
    refused: tuple[Refusal, ...] = ()
    clamped: tuple[int, ...] = ()
