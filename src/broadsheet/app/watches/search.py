"""A saved search: reports that came since and have to do with the query."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from broadsheet.core import Alert, InvalidInputError, Stored, Watch
from broadsheet.search import Filters, Hit, read

if TYPE_CHECKING:
    from broadsheet.app.watching import Watching

ENOUGH = 0.33
"""The score from which a report is told of: all words of the query give .35.

On the gold queries over real news eight of ten reports that answer are told of so.
"""
MOST = 500
"""Alerts of one look at the archive; whoever takes in a whole archive searches it rather than reading alerts."""
_TIMES = ("since", "until")
FIELDS = ("query", *(f.name for f in fields(Filters)))


def checked(room: "Watching", value: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 - the shape of a watch
    """The query and what narrows it, as texts; raises `InvalidInputError` for a query that nothing can match."""
    asked = {name: str(value.get(name) or "").strip() for name in FIELDS}
    query = read(asked["query"])
    if query.empty or query.common:  # every report has the stop words
        raise InvalidInputError(
            "nothing can be watched by this query", asked=asked["query"], do="type a word, in Chinese or English"
        )
    filters_of(asked)
    return {name: text for name, text in asked.items() if text}


def begun(room: "Watching") -> dict[str, Any]:
    """Everything that is here already is known."""
    return {"after": max(room.store.articles.ids(), default=0)}


def news(room: "Watching", watch: Stored[Watch], state: Mapping[str, Any]) -> tuple[list[Alert], Mapping[str, Any]]:
    """Alerts of the articles that came since, best first."""
    arrived = [id for id in room.store.articles.ids() if id > int(state.get("after", 0))]
    if not arrived:
        return [], state
    value = watch.value.value
    hits = room.index.match(value["query"], arrived, filters=filters_of(value))
    told = [_alert(watch.id, hit) for hit in hits[:MOST] if hit.score >= ENOUGH]
    return told, {"after": arrived[-1]}


def filters_of(value: Mapping[str, Any]) -> Filters:
    """The filters of a saved search; raises `InvalidInputError` for what is no date."""
    exact = {f.name: str(value.get(f.name, "")) for f in fields(Filters) if f.name not in _TIMES}
    return Filters(since=_moment(value.get("since")), until=_moment(value.get("until")), **exact)


def _moment(text: object) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise InvalidInputError("this is not a date", asked=str(text), do="write it as 2026-11-08") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _alert(watch: int, hit: Hit) -> Alert:
    value = {"title": hit.title, "snippet": hit.snippet, "highlights": hit.highlights, "score": round(hit.score, 3)}
    return Alert(watch, f"article:{hit.article}", value, hit.article)
