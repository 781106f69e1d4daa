"""Asks a followed source what is new, and says when to ask again. It keeps nothing: the state goes in and out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from broadsheet.core import Article, BroadsheetError, Entry, Source
from broadsheet.ingest import kinds, schedule, urls
from broadsheet.ingest.fetch import Web
from broadsheet.ingest.item import Item
from broadsheet.ingest.problem import Problem
from broadsheet.ingest.read import completed
from broadsheet.ingest.response import Response

if TYPE_CHECKING:
    from broadsheet.store import SourceState

NEW_AT_ONCE = 50  # pages fetched in one poll: under a minute at one a second; the rest comes with the next poll


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll brought: articles in the feed's order, problems, the state to keep, and what a list leads on to.

    `sources` are the feeds of an OPML list or the sitemaps of an index: whoever follows the list follows them.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    state: "SourceState"
    sources: tuple[Source, ...] = ()


def poll(
    source: Source,
    state: "SourceState",
    *,
    http: Web,
    now: datetime,
    known: Callable[[str], bool] = lambda _url: False,
) -> Poll:
    """One conditional request to `source` and the articles it brought.

    `known` tells, for a normalised URL, whether it is in the archive: such entries are passed over before their pages
    are fetched, unless they were revised; a page that is followed itself is always handed on. A failure is a `Problem`
    and a later `next_poll`, never an exception.
    """
    try:
        answer = http.get(source.url, etag=state.etag, last_modified=state.last_modified)
        if answer.status >= 400:
            return _failed(source, state, now, _error(answer), wait=answer.wait)
        if answer.status == 304:
            return Poll((), (), _succeeded(source, state, now, schedule.Pace()))
        found = list(kinds.items(answer.body, url=answer.url, content_type=answer.content_type, kind=source.kind))
    except BroadsheetError as error:
        return _failed(source, state, now, error)
    fresh = [item for item in found if not _is_passed_over(item, known, since=state.polled)]
    articles, problems, left = _taken(source, fresh, http)
    kept = (
        replace(state, etag="", last_modified="")
        if left
        else replace(state, etag=answer.etag, last_modified=answer.last_modified)
    )
    listed = tuple(item for item in found if isinstance(item, Source))
    return Poll(articles, problems, _succeeded(source, kept, now, schedule.pace(answer.body)), listed)


def _is_passed_over(item: Item, known: Callable[[str], bool], *, since: datetime | None) -> bool:
    """Whether it is an entry the archive has, which its publisher does not say was revised since the last poll."""
    if not isinstance(item, Entry) or not item.url or (item.updated and since and item.updated > since):
        return False
    return any(known(url) for url in urls.variants(item.url))


def _taken(source: Source, items: list[Item], http: Web) -> tuple[tuple[Article, ...], tuple[Problem, ...], bool]:
    """Articles, problems, and whether some were left for the next poll."""
    articles: list[Article] = []
    problems: list[Problem] = []
    entries = [item for item in items if not isinstance(item, Source)]
    for item in entries[:NEW_AT_ONCE]:
        result = completed(item, http) if isinstance(item, Entry) else item
        if isinstance(result, Problem):
            problems.append(result)
        else:
            articles.append(_by(source, result))
    return tuple(articles), tuple(problems), len(entries) > NEW_AT_ONCE


def _by(source: Source, article: Article) -> Article:
    """What the newsroom was told about the source goes before what the feed says of itself."""
    return replace(article, outlet=source.outlet or article.outlet, language=article.language or source.language)


def _error(answer: Response) -> BroadsheetError:
    try:
        answer.check()
    except BroadsheetError as error:
        return error
    raise AssertionError("an answer under 400 is no error")


def _succeeded(source: Source, state: "SourceState", now: datetime, pace: schedule.Pace) -> "SourceState":
    following = schedule.after_success(now, interval=timedelta(seconds=source.interval), pace=pace)
    return replace(state, next_poll=following, failures=0, error="", polled=now)


def _failed(
    source: Source, state: "SourceState", now: datetime, error: BroadsheetError, *, wait: timedelta | None = None
) -> Poll:
    failures = state.failures + 1
    interval = timedelta(seconds=source.interval)
    following = schedule.after_failure(now, interval=interval, failures=failures, wait=wait)
    kept = replace(state, next_poll=following, failures=failures, error=error.message, polled=now)
    return Poll((), (Problem(source.url, error),), kept)
