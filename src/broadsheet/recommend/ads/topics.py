"""Media topics with the broader ones they belong to, remembered: an auction has no time to climb the tree."""

from collections.abc import Iterable
from functools import lru_cache

from broadsheet.core import UnknownNameError
from broadsheet.nlp.taxonomy import ancestors


@lru_cache(maxsize=4096)
def with_broader(topic: str) -> frozenset[str]:
    """`topic` and all it belongs to; a free tag, folded, belongs to nothing."""
    try:
        return frozenset((topic, *ancestors(topic)))
    except UnknownNameError:
        return frozenset((topic.strip().casefold(),))


def widened(topics: Iterable[str]) -> frozenset[str]:
    """All of `topics` and what they belong to."""
    return frozenset().union(*(with_broader(topic) for topic in topics))
