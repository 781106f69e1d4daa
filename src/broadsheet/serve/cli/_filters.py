"""The options that narrow a search, as every command spells them."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.core import InvalidInputError

if TYPE_CHECKING:
    from broadsheet.search import Filters

FEELINGS = ("positive", "neutral", "negative")

Language = Annotated[str, typer.Option("--language", help="zh or en.")]
Outlet = Annotated[str, typer.Option("--outlet", help="Its whole name.")]
Topic = Annotated[str, typer.Option("--topic", help="An IPTC id, with all below it.")]
Entity = Annotated[str, typer.Option("--entity", help="Words of a name that the report names.")]
Sentiment = Annotated[str, typer.Option("--sentiment", help="positive, neutral or negative.")]
Since = Annotated[str, typer.Option("--since", help="2026-11-08")]
Until = Annotated[str, typer.Option("--until", help="Up to but without that moment.")]


def filters(*, since: str, until: str, **exact: str) -> "Filters":
    """The options put together; raises `InvalidInputError` for what is no date, and no feeling."""
    from broadsheet.search import Filters

    feeling = exact.get("sentiment", "")
    if feeling and feeling not in FEELINGS:
        raise InvalidInputError("there is no such sentiment", asked=feeling, choices=FEELINGS)
    return Filters(since=_day(since), until=_day(until), **exact)


def _day(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError("this is not a date", asked=text, do="write it as 2026-11-08") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
