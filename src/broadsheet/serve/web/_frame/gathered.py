"""Search results gathered by story: the best report of each stands for it, the others of those found are under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.core import Article
from broadsheet.search import Hit

Shown = tuple[Hit, Article]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A hit with its report, its story (0 for none), and the other hits of that story, best first."""

    hit: Hit
    article: Article
    story: int
    more: tuple[Shown, ...]


def gathered(hits: Sequence[Shown], *, stories: Mapping[int, int]) -> list[Gathered]:
    """The hits in their order, one for each story; `stories` gives that of each article that is in one."""
    groups: dict[tuple[bool, int], list[Shown]] = {}
    for hit, article in hits:
        story = stories.get(hit.article)
        groups.setdefault((story is not None, hit.article if story is None else story), []).append((hit, article))
    return [
        Gathered(*members[0], story if in_story else 0, tuple(members[1:]))
        for (in_story, story), members in groups.items()
    ]
