"""What goes into a feed and what comes out of it, in the site's own ids."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """One item of a batch that was not kept: its place in the batch from 0, its id, and why."""

    index: int
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Put:
    """What came of items put in: how many were new, how many were there before, and those refused."""

    added: int
    changed: int
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Pick:
    """One place of a page: the site's `item` (empty for what came another way), what a link needs, and why it is here.

    `article` is the number it has here; the rest is as in `core.Item`, so the parts sum to the score.
    """

    item: str
    article: int
    title: str
    url: str
    rank: int
    score: float
    parts: Mapping[str, float]
    reason: str
    propensity: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one reader, best first. `id` goes with every act that happens on it."""

    id: str
    reader: str
    version: str
    items: tuple[Pick, ...] = ()
