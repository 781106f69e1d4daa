"""`search`: find."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.core import InvalidInputError
from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def _day(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError("this is not a date", asked=text, do="write it as 2026-11-08") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help='Words in Chinese, English or both; 「"a phrase"」.')],
    n: Annotated[int, typer.Option("--n", min=1, max=500, help="How many.")] = 20,
    language: Annotated[str, typer.Option("--language")] = "",
    outlet: Annotated[str, typer.Option("--outlet")] = "",
    topic: Annotated[str, typer.Option("--topic", help="An IPTC id.")] = "",
    since: Annotated[str, typer.Option("--since", help="2026-11-08")] = "",
    until: Annotated[str, typer.Option("--until")] = "",
) -> None:
    """Find articles by words and meaning together, in both languages."""
    from broadsheet.search import Filters
    from broadsheet.serve.cli._progress import refresh

    session = of(context)
    filters = Filters(language=language, outlet=outlet, topic=topic, since=_day(since), until=_day(until))
    with session.open() as room:
        refresh(session, room)
        hits = room.search(query, n=n, filters=filters)
        found = {a.id: a.value for a in room.store.articles.get_many([h.article for h in hits])}

    def told(out: "Console") -> None:
        for hit in hits:
            article = found[hit.article]
            out.print(f"{hit.article:>5}  {article.title}  ({article.outlet})", markup=False)
            out.print(f"       {hit.snippet}", markup=False, style="dim")
        if not hits:
            out.print("nothing found")

    rows = [
        {"article": h.article, "title": found[h.article].title, "url": found[h.article].url, "hit": h} for h in hits
    ]
    session.answer({"query": query, "hits": rows}, told)
