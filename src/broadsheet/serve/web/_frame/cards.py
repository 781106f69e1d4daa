"""A story as the desk shows it: headlines in both languages, how many tell it, when, and what is new about it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet import nlp
from broadsheet.core import Article, Stored, Story

# A story is news to an editor for a day: that is how long a paper's edition lasts.
NEW_FOR = timedelta(hours=24)
_SENTENCE_END = re.compile(r"[。！？]|[.!?][\"”’]?\s")
TOPICS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class StoryCard:
    """One story's card. `titles` are (language, headline), the page's language first; `ticks` are 0..1 in time."""

    id: int
    titles: tuple[tuple[str, str], ...]
    reports: int
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    first: datetime
    last: datetime
    ticks: tuple[float, ...]
    topics: tuple[str, ...]
    summary: str
    summary_language: str
    status: str
    fresh: int
    independent: int = 0


def story_cards(
    stories: Sequence[Stored[Story]],
    articles: Mapping[int, Stored[Article]],
    *,
    language: str,
    edition: datetime,
) -> list[StoryCard]:
    """The cards of `stories`, whose articles are among `articles` (ids that are not are left out)."""
    return [_card(s, [articles[i] for i in s.value.articles if i in articles], language, edition) for s in stories]


def titles(story: Story, language: str) -> tuple[tuple[str, str], ...]:
    """The headlines, the page's language first."""
    return tuple(sorted(story.titles.items(), key=lambda pair: (pair[0] != language, pair[0])))


def ticks(times: Sequence[datetime]) -> tuple[float, ...]:
    """Where each time lies between the first and the last, 0..1."""
    if not times:
        return ()
    first, last = min(times), max(times)
    length = (last - first).total_seconds()
    return tuple((t - first).total_seconds() / length if length else 0.5 for t in sorted(times))


def _card(stored: Stored[Story], reports: list[Stored[Article]], language: str, edition: datetime) -> StoryCard:
    story = stored.value
    times = [a.value.published for a in reports if a.value.published]
    fresh = sum(1 for t in times if edition - t <= NEW_FOR)
    lead = min(reports, key=lambda a: (a.value.language != language, -len(a.value.text)), default=None)
    return StoryCard(
        id=stored.id,
        titles=titles(story, language),
        reports=len(story.articles),
        outlets=story.outlets,
        languages=tuple(sorted(story.languages, key=lambda tag: tag != language)),
        first=story.first,
        last=story.last,
        ticks=ticks(times),
        topics=tuple(nlp.tag_label(topic, language) for topic in story.topics[:TOPICS_SHOWN]),
        summary=opening(lead.value) if lead else "",
        summary_language=lead.value.language if lead else language,
        status="" if not fresh else "new" if edition - story.first <= NEW_FOR else "updated",
        fresh=fresh,
        independent=story.independent,
    )


def first_paragraphs(article: Article, *, length: int = 1100) -> list[str]:
    """The article's paragraphs from the top, as many as fit in `length` characters (half as many for Chinese).

    The first is cut at the end of a sentence when it alone is longer.
    """
    length = length // 2 if article.language == "zh" else length
    kept: list[str] = []
    for line in (line.strip() for line in article.text.split("\n")):
        if kept and sum(map(len, kept)) + len(line) > length:
            break
        kept += [line if len(line) <= length else _cut(line, length)] if line else []
    return kept


def _cut(text: str, length: int) -> str:
    """As many whole sentences as fit, or as many words."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, length)]
    return text[: ends[-1]].rstrip() if ends else text[:length].rpartition(" ")[0] + "…"


def opening(article: Article, *, length: int = 220) -> str:
    """The article's first paragraph that is a sentence, cut at `length` characters (half as many for Chinese)."""
    length = length // 2 if article.language == "zh" else length
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    text = next((line for line in lines if line[-1] in '.。！？!?”"”'), lines[0] if lines else "")
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut if article.language == "zh" else cut.rpartition(" ")[0] or cut) + "…"
