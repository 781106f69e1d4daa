"""The desk: stories with their headlines, topics, names and the score that orders them."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from broadsheet.core import Article, Stored, Story
from broadsheet.trends.bonds import NONE, Bonds
from broadsheet.trends.copying import copies, independent
from broadsheet.trends.report import moment
from broadsheet.trends.weights import FITTED, Weights

if TYPE_CHECKING:
    from broadsheet.trends.identity import Identity
    from broadsheet.trends.trace import Crowd, Vectors

_FRESH_WORTH = 3.0
_FRESH_HALF_LIFE_HOURS = 12.0
"""Three reports more make up for about twelve hours of age: an editor's desk is for today."""
_LANGUAGE_WORTH = 0.5
_LEAD = 400
"""Characters of a report that say what it is about."""
_SHORT = 3
"""Words added to a title's length, or the shortest would always say it best."""
_TOPICS_SHOWN = 3
_COMPARED = 40
"""Reports compared word by word to count who tells it in their own: a saga of hundreds would take seconds."""
_NAMES_SHOWN = 8
_NAMED = ("person", "organisation", "place")


def stories(
    articles: Sequence[Stored[Article]],
    vectors: "Vectors",
    *,
    now: datetime,
    weights: Weights = FITTED,
    bonds: Bonds = NONE,
) -> list[Story]:
    """Join `articles` into stories, the highest desk score first; an article told of once is a story of one.

    `vectors` maps an article's id to its embedding (any length, all of one model); without one an article stays by
    itself. `now` is aware. `weights` are those learnt from an editor and `bonds` what an editor put together or kept
    apart. The same articles give the same stories in whatever order they come.
    Raises `InvalidInputError` when an id comes twice.
    """
    by_id = {article.id: article for article in articles}
    groups = identify(articles, vectors, weights=weights, bonds=bonds).groups()
    made = [story([by_id[id] for id in group], now=now) for group in groups]
    return sorted(made, key=lambda story: (-story.score, story.articles))


def identify(
    articles: Sequence[Stored[Article]],
    vectors: "Vectors",
    *,
    weights: Weights = FITTED,
    bonds: Bonds = NONE,
    crowd: "Crowd | None" = None,
) -> "Identity":
    """The identity service over `articles`: what answers "same story?", with its reasons."""
    from broadsheet.trends.identity import Identity

    return Identity(articles, vectors, weights=weights, bonds=bonds, crowd=crowd)


def story(reports: Sequence[Stored[Article]], *, now: datetime) -> Story:
    """The story of `reports`, of which there is at least one; `now` is aware."""
    reports = sorted(reports, key=lambda r: (moment(r), r.id))
    moments = [r.value.published or r.created for r in reports]
    outlets = tuple(sorted({r.value.outlet for r in reports} - {""}))
    languages = tuple(sorted({r.value.language for r in reports} - {""}))
    parts = _parts(len(reports), outlets=len(outlets), languages=len(languages), age=now - max(moments))
    return Story(
        articles=tuple(r.id for r in reports),
        titles={language: _headline([r for r in reports if r.value.language == language]) for language in languages}
        or {"": _headline(reports)},
        first=min(moments),
        last=max(moments),
        outlets=outlets,
        languages=languages,
        topics=_most_common((_topic_ids(r.value) for r in reports), n=_TOPICS_SHOWN),
        entities=_most_common((_names(r.value) for r in reports), n=_NAMES_SHOWN),
        score=math.fsum(parts.values()),
        parts=parts,
        independent=independent(reports, copies(reports[:_COMPARED])),
    )


def aged(story: Story, *, now: datetime) -> Story:
    """The story with its score as of `now`: only its freshness has changed."""
    languages, outlets = len(story.languages), len(story.outlets)
    parts = _parts(len(story.articles), outlets=outlets, languages=languages, age=now - story.last)
    return replace(story, parts=parts, score=math.fsum(parts.values()))


def _parts(size: int, *, outlets: int, languages: int, age: timedelta) -> dict[str, float]:
    """What the desk score is made of: it rises with the logarithm of size and breadth, and fades by the half-life."""
    hours = max(age.total_seconds(), 0.0) / 3600
    return {
        "size": round(math.log2(max(size, 1)), 4),
        "outlets": round(math.log2(max(outlets, 1)), 4),
        "languages": _LANGUAGE_WORTH * max(languages - 1, 0),
        "freshness": round(_FRESH_WORTH * math.pow(0.5, hours / _FRESH_HALF_LIFE_HOURS), 4),
    }


def _headline(reports: Sequence[Stored[Article]]) -> str:
    """The title whose words most of the other reports use too: the one that says what all say. The later of equals."""
    titles = [_words(r.value.title) for r in reports]
    told = Counter(word for r in reports for word in _words(f"{r.value.title}\n{r.value.text[:_LEAD]}"))

    def worth(place: int) -> tuple[float, int]:
        return (sum(told[word] - 1 for word in titles[place]) / (len(titles[place]) + _SHORT), place)

    titled = [place for place, report in enumerate(reports) if report.value.title]
    return reports[max(titled, key=worth)].value.title if titled else ""


def _words(text: str) -> set[str]:
    from broadsheet import nlp

    return {word.casefold() for word, _, _ in nlp.words(text) if not nlp.is_stop(word)}


def _most_common(bags: Iterable[Iterable[str]], *, n: int) -> tuple[str, ...]:
    """The `n` names that most reports have, each report counted once, ties by name."""
    counts = Counter(name for bag in bags for name in set(bag))
    return tuple(name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n])


def _topic_ids(article: Article) -> list[str]:
    return [str(topic["id"]) for topic in _rows(article, "topics")]


def _names(article: Article) -> list[str]:
    return [str(entity["text"]) for entity in _rows(article, "entities") if entity.get("type") in _NAMED]


def _rows(article: Article, analysis: str) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = article.annotations.get(analysis) or ()
    return rows
