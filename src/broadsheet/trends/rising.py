"""Rising: the words whose share of the news has grown, with how sure that is.

A word's count of articles in the recent window is compared with what the earlier articles lead one to expect of as
many articles; the z-score is that of a Poisson count, with the estimate's own variance added. A first, honest version:
no seasons, no streaming.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.core import Article, Stored

_PRIOR = 2.0
"""Articles a word is taken to have had before anything was counted: with fewer, four reports of one new name outrank
a story the whole desk is on."""
_LEAST = 3
"""A word in fewer recent articles is an anecdote."""
_TEXT_READ = 1000


@dataclass(frozen=True, slots=True)
class Trend:
    """A word on the rise: in `count` recent articles (ids in `articles`, newest first) where `expected` were due."""

    term: str
    language: str
    count: int
    expected: float
    z: float
    articles: tuple[int, ...]


def rising(articles: Sequence[Stored[Article]], *, now: datetime, window: timedelta, n: int = 20) -> list[Trend]:
    """The `n` most surely rising words of the `window` up to `now`, each language against its own past.

    Without articles from before the window nothing can be said to rise, and the list is empty.
    """
    past, recent = _split(articles, now=now, window=window)
    found = [
        trend
        for language in sorted({a.value.language for a in recent})
        for trend in _of_language(
            [a for a in past if a.value.language == language],
            [a for a in recent if a.value.language == language],
            language=language,
        )
    ]
    return sorted(found, key=lambda t: (-t.z, t.term))[:n]


def _split(
    articles: Iterable[Stored[Article]], *, now: datetime, window: timedelta
) -> tuple[list[Stored[Article]], list[Stored[Article]]]:
    """Those before the window and those in it, newest first."""
    dated = sorted(((a.value.published or a.created, a.id, a) for a in articles), key=lambda d: d[:2], reverse=True)
    past = [a for at, _, a in dated if at <= now - window]
    return past, [a for at, _, a in dated if now - window < at <= now]


def _of_language(
    past: Sequence[Stored[Article]], recent: Sequence[Stored[Article]], *, language: str
) -> Iterable[Trend]:
    if not past or not recent:
        return
    before = Counter(term for article in past for term in _terms(article.value))
    holders: dict[str, list[int]] = {}
    for article in recent:
        for term in _terms(article.value):
            holders.setdefault(term, []).append(article.id)
    scale = len(recent) / len(past)
    for term, ids in holders.items():
        expected = (before[term] + _PRIOR) * scale
        z = (len(ids) - expected) / math.sqrt(expected * (1 + scale))
        if len(ids) >= _LEAST and z > 0:
            yield Trend(term, language, len(ids), round(expected, 4), round(z, 4), tuple(ids))


def _terms(article: Article) -> set[str]:
    """What an article is about: its keywords where it was analysed, else the words of its beginning."""
    keywords = article.annotations.get("keywords")
    if keywords:
        return {str(k["text"]).casefold() for k in keywords}
    from broadsheet import nlp

    told = f"{article.title}\n{article.text[:_TEXT_READ]}"
    folded = ((w, w.casefold()) for w, _, _ in nlp.words(told, language=article.language))
    return {f for w, f in folded if len(f) > 1 and not f.isnumeric() and not nlp.is_stop(w)}
