"""An event in the world as several reports tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event, in any language.

    `articles` are store ids, oldest first; `titles` is the best headline for each language there is; `outlets` and
    `languages` are sorted and distinct; `score` orders the desk (bigger first): size, breadth and freshness together.
    `independent` counts the outlets that tell it in their own words, 0 where that was not looked at.
    """

    articles: tuple[int, ...]
    titles: Mapping[str, str]
    first: datetime
    last: datetime
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    score: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)
    independent: int = 0
