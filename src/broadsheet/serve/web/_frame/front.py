"""A reader's front page laid out as a newspaper's: one lead, three seconds, sections by subject, the rest in brief."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from broadsheet import nlp
from broadsheet.core import Article, Item

SECONDS = 3
_SECTION = 2  # articles that make a section; a heading over one alone says no more than its headline


@dataclass(frozen=True, slots=True)
class Placed:
    """One article on the page. `topic` is its subject's id, empty without one; `new` came since the last visit."""

    item: Item
    article: Article
    topic: str = ""
    topic_name: str = ""
    new: bool = False

    @property
    def title(self) -> str:
        """The headline it is shown with."""
        return self.item.title or self.article.title


@dataclass(frozen=True, slots=True)
class Section:
    """The articles of one subject, the best first; `name` is empty for what has no subject to itself."""

    name: str
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The page: `lead` stands alone, `seconds` beside it, then `sections`, then `briefs`."""

    lead: Placed | None
    seconds: tuple[Placed, ...] = ()
    sections: tuple[Section, ...] = ()
    briefs: tuple[Placed, ...] = ()

    @property
    def count(self) -> int:
        """How many articles are on it."""
        first = 1 if self.lead else 0
        return first + len(self.seconds) + sum(len(s.placed) for s in self.sections) + len(self.briefs)

    @property
    def fresh(self) -> int:
        """How many of them came since the reader's last visit."""
        rest = [*self.seconds, *(p for s in self.sections for p in s.placed), *self.briefs]
        return sum(p.new for p in [*([self.lead] if self.lead else []), *rest])


def laid_out(
    items: Sequence[Item],
    articles: Mapping[int, tuple[Article, datetime]],
    *,
    language: str,
    since: datetime | None = None,
) -> Front:
    """The page of `items`, best first; `articles` are those known, each with when it came here.

    A section stands where its best article does, and within it they keep their order.
    """
    placed = [
        _placed(item, *articles[item.article], language=language, since=since)
        for item in items
        if item.article in articles
    ]
    if not placed:
        return Front(None)
    lead, seconds, rest = placed[0], placed[1 : 1 + SECONDS], placed[1 + SECONDS :]
    by_topic: dict[str, list[Placed]] = {}
    for one in rest:
        by_topic.setdefault(one.topic, []).append(one)
    sections = [
        Section(group[0].topic_name, tuple(group)) for t, group in by_topic.items() if t and len(group) >= _SECTION
    ]
    sectioned = {one.item.article for section in sections for one in section.placed}
    briefs = tuple(one for one in rest if one.item.article not in sectioned)
    return Front(lead, tuple(seconds), tuple(sections), briefs)


def _placed(item: Item, article: Article, came: datetime, *, language: str, since: datetime | None) -> Placed:
    topic = root_of(article)
    name = nlp.tag_label(topic, language) if topic else ""
    return Placed(item, article, topic, name, new=since is not None and came > since)


def root_of(article: Article) -> str:
    """The most general topic of an article's best topic; empty without one."""
    topics = article.annotations.get("topics") or ()
    best = max(topics, key=lambda t: float(t.get("score", 0.0)), default=None)
    topic = str(best["id"]) if best else ""
    while (above := _parents().get(topic, "")) and above != topic:
        topic = above
    return topic


@cache
def _parents() -> Mapping[str, str]:
    return MappingProxyType({topic.id: topic.parent for topic in nlp.topics()})
