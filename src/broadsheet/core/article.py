"""What a newsroom reads: sources, the entries they list, and the articles that come of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored(Generic[T]):
    """A value as the store keeps it: its id beside it, never in it."""

    id: int
    value: T
    created: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be followed: a feed, a sitemap or a page that lists others.

    `kind` is the name of a source plugin, or empty to find out; `outlet` names the publisher; `interval` is the
    shortest time between two polls, in seconds.
    """

    url: str
    title: str = ""
    kind: str = ""
    outlet: str = ""
    language: str = ""
    interval: int = 900


@dataclass(frozen=True, slots=True)
class Entry:
    """One item a source lists, before its full text is fetched. `html` is what the source itself carried."""

    url: str = ""
    title: str = ""
    html: str = ""
    text: str = ""
    summary: str = ""
    author: str = ""
    outlet: str = ""
    language: str = ""
    section: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    guid: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A report: plain text with its metadata and, once analysed, its annotations.

    `text` is paragraphs parted by blank lines, without mark-up. `language` is a BCP 47 primary tag (`zh`, `en`, ...) or
    empty when unknown. `published` is aware (has a time zone) or None. `annotations` maps an analysis's name to its
    value in the shapes of the JSON interface; it takes no part in equality.
    """

    title: str
    text: str
    url: str = ""
    outlet: str = ""
    author: str = ""
    language: str = ""
    section: str = ""
    summary: str = ""
    published: datetime | None = None
    tags: tuple[str, ...] = ()
    annotations: Mapping[str, Any] = field(default_factory=dict, compare=False)
