"""Something a reader did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Action = Literal[
    "view",
    "click",
    "dwell",
    "finish",
    "like",
    "unlike",
    "share",
    "save",
    "unsave",
    "hide",
    "unhide",
    "less",
    "follow",
    "unfollow",
]
"""`unlike`, `unsave` and `unhide` take an earlier act about the article back."""


@dataclass(frozen=True, slots=True)
class Event:
    """A reader's act. `key` makes it count once however often it is sent; `value` is seconds for `dwell`, else 1.

    `topic` is set for `follow` and `unfollow`, `article` for the rest. `page` is the id of the served page it happened
    on and `position` the place there, from 1; empty and 0 when it was elsewhere (a search, a link from outside).
    """

    key: str
    reader: str
    action: Action
    at: datetime
    article: int | None = None
    topic: str = ""
    value: float = 1.0
    page: str = ""
    position: int = 0
