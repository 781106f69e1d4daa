"""The tags used on a reader, worked out from what they read, follow and set. Values only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from broadsheet import nlp
from broadsheet.core import Article, Event, Reader, TagUse, UnknownNameError

# As the recommender counts: what an act says of interest beside opening, and how it fades.
_WORTH = {"click": 1.0, "finish": 1.5, "like": 2.0, "share": 2.0, "save": 2.0}
_HALF_LIFE_DAYS = 7.0
_EXAMPLES = 5  # articles that show where a tag came from


def tags_used(
    reader: Reader, events: Sequence[Event], *, articles: Mapping[int, Article], language: str
) -> list[TagUse]:
    """Every tag, the most used first; those a reader muted too, so that they can be let in again.

    A tag's weight is the sum of what each act on an article with it is worth, halved every seven days before the
    reader's latest act, times what they set; one followed counts at least 1.
    """
    latest = max((e.at for e in events), default=None)
    learnt, shown, written = _learnt(events, articles, latest)
    followed = {topic.casefold(): topic for topic in reader.topics}
    every = dict.fromkeys([*followed, *reader.muted, *reader.weights, *learnt])
    uses = [
        TagUse(
            tag=tag,
            label=_label(tag, followed.get(tag) or written.get(tag, tag), language),
            weight=round(max(learnt.get(tag, 0.0), 1.0 if tag in followed else 0.0) * reader.weights.get(tag, 1.0), 4),
            origin="followed" if tag in followed else "read" if tag in learnt else "set",
            muted=tag in reader.muted,
            articles=tuple(shown.get(tag, ())),
        )
        for tag in every
    ]
    return sorted(uses, key=lambda use: (use.muted, -use.weight, use.label))


def _learnt(
    events: Iterable[Event], articles: Mapping[int, Article], latest: datetime | None
) -> tuple[dict[str, float], dict[str, list[int]], dict[str, str]]:
    """For each tag what was read of it, some of the articles, and how it is written."""
    refused = {e.article for e in events if e.action in ("hide", "less")}
    weights: dict[str, float] = {}
    shown: dict[str, list[int]] = {}
    written: dict[str, str] = {}
    for event in events:
        worth = _WORTH.get(event.action, 0.0)
        if not worth or latest is None or event.article is None or event.article in refused:
            continue
        if event.article not in articles:
            continue
        days = (latest - event.at).total_seconds() / 86_400
        for tag, text in dict(tags_of(articles[event.article])).items():
            weights[tag] = weights.get(tag, 0.0) + worth * 0.5 ** (days / _HALF_LIFE_DAYS)
            written.setdefault(tag, text)
            some = shown.setdefault(tag, [])
            if event.article not in some and len(some) < _EXAMPLES:
                some.append(event.article)
    return weights, shown, written


def tags_of(article: Article) -> Iterator[tuple[str, str]]:
    """What an article can be followed by: each tag folded, and as it is written."""
    notes = article.annotations
    parents = {topic.id: topic.parent for topic in nlp.topics()} if notes.get("topics") else {}
    for row in notes.get("topics") or ():
        topic = str(row["id"])
        for _ in range(len(parents)):
            yield topic, topic
            topic = parents.get(topic, "")
            if not topic:
                break
    said = [*article.tags, article.section]
    said += [str(row["text"]) for name in ("entities", "keywords") for row in notes.get(name) or ()]
    yield from ((text.casefold(), text) for text in said if text)


def _label(tag: str, written: str, language: str) -> str:
    try:
        return nlp.topic_label(tag, language) if tag.startswith("medtop:") else written
    except UnknownNameError:
        return written
