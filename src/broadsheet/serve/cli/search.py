"""`search`: find articles."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._filters import Entity, Language, Outlet, Sentiment, Since, Topic, Until, filters
from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from broadsheet.core import Article
    from broadsheet.search import Found, Hit

_REMARKS = {
    "symbols": "there is nothing in this query to look for: type a word, in Chinese or English",
    "common": "these words are in nearly every report; add one that tells more",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(  # one parameter an option
    context: typer.Context,
    query: Annotated[str, typer.Argument(help='Words in Chinese, English or both; 「"a phrase"」, -not, begin*.')],
    n: Annotated[int, typer.Option("--n", min=1, max=500, help="How many.")] = 20,
    language: Language = "",
    outlet: Outlet = "",
    topic: Topic = "",
    entity: Entity = "",
    sentiment: Sentiment = "",
    since: Since = "",
    until: Until = "",
) -> None:
    """Find articles by words and meaning together, in both languages."""
    from broadsheet.serve.cli._progress import refresh

    session = of(context)
    narrowed = filters(
        language=language, outlet=outlet, topic=topic, entity=entity, sentiment=sentiment, since=since, until=until
    )
    with session.open() as room:
        refresh(session, room)
        found = room.find(query, n=n, filters=narrowed)
        articles = room.leads([h.article for h in found.hits])
        facets = room.facets(found.candidates)
    rows = [
        {"article": h.article, "title": h.title, "url": articles[h.article].url, "hit": h}
        for h in found.hits
        if h.article in articles
    ]
    said = {"query": query, "hits": rows, "facets": facets, "remark": found.remark, "instead": found.instead}
    session.answer(said, lambda out: _tell(out, found, articles))


def _tell(out: "Console", found: "Found", articles: "dict[int, Article]") -> None:
    if found.remark:
        out.print(_REMARKS[found.remark])
    if found.instead:
        out.print(f"did you mean: {found.instead}", markup=False)
    for hit in found.hits:
        if hit.article in articles:
            out.print(_headline(hit, articles[hit.article].outlet))
            out.print(_marked(f"       {hit.snippet}", hit.highlights, shift=7))
    if not found.hits and not found.remark:
        out.print("nothing found")


def _headline(hit: "Hit", outlet: str) -> "Text":
    number = f"{hit.article:>5}  "
    return _marked(f"{number}{hit.title}  ({outlet})", hit.title_highlights, shift=len(number), style="")


def _marked(text: str, places: tuple[tuple[int, int], ...], *, shift: int, style: str = "dim") -> "Text":
    """`text` with the matched words in bold."""
    from rich.text import Text

    shown = Text(text, style=style)
    for start, end in places:
        shown.stylize("bold not dim", start + shift, end + shift)
    return shown
