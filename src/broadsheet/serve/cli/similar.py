"""`similar`: what to read after an article."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("similar")(similar)


def similar(
    context: typer.Context,
    article: Annotated[int, typer.Argument()],
    n: Annotated[int, typer.Option("--n", help="How many.")] = 6,
    reader: Annotated[str, typer.Option("--reader", help="Without what they read or refused.")] = "",
    language: Annotated[str, typer.Option("--language", help="Of the reasons.")] = "",
) -> None:
    """What is like an article, one a story, each with what the two have in common."""
    session = of(context)
    with session.open() as room:
        page = room.similar(article, n=n, reader=reader, language=language)
        found = {a.id: a.value for a in room.store.articles.get_many([i.article for i in page.items])}

    def told(out: "Console") -> None:
        for item in page.items:
            out.print(f"{item.article:>6}. {found[item.article].title}  ({found[item.article].outlet})", markup=False)
            out.print(f"        {item.reason}", markup=False, style="dim")

    session.answer(page, told)
