"""`front-page`, `read` and `reader`: what a reader gets, does and is owed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli._session import FELL_SHORT, batch, may, need, of

if TYPE_CHECKING:
    from rich.console import Console


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("front-page")(front_page)
    app.command("read")(read)
    app.command("reader")(reader)


def front_page(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="READER")] = "",
    n: Annotated[int, typer.Option("--n", help="How many items.")] = 30,
    language: Annotated[str, typer.Option("--language", help="Of the reasons.")] = "",
    rows: Annotated[str, typer.Option("--batch", metavar="FILE.jsonl", help="One reader a line.")] = "",
) -> None:
    """The page a reader gets now, with a reason for each item."""
    session = of(context)
    with session.open() as room:
        if rows:
            if not batch(
                rows,
                lambda row: room.front_page(
                    need(row, "reader", str), n=may(row, "n", n), language=may(row, "language", language) or language
                ),
            ):
                raise typer.Exit(FELL_SHORT)
            return
        page = room.front_page(name, n=n, language=language)
        found = {a.id: a.value for a in room.store.articles.get_many([i.article for i in page.items])}

    def told(out: "Console") -> None:
        for item in page.items:
            out.print(f"{item.rank:>3}. {found[item.article].title}  ({found[item.article].outlet})", markup=False)
            out.print(f"     {item.reason}", markup=False, style="dim")

    session.answer(page, told)


def read(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="READER")],
    article: Annotated[int, typer.Argument()],
    action: Annotated[
        str, typer.Option("--action", help="click, finish, like, save, share, hide, less, ...")
    ] = "click",
    key: Annotated[str, typer.Option("--key", help="Makes it count once however often it is sent.")] = "",
) -> None:
    """Record what a reader did with an article; the next page knows."""
    session = of(context)
    with session.open() as room:
        room.read(name, article, action=action, key=key)
    told: dict[str, Any] = {"reader": name, "article": article, "action": action}
    session.answer(told, lambda out: out.print("noted"))


def reader(
    context: typer.Context,
    step: Annotated[str, typer.Argument(help="show, follow, unfollow, export or erase.")],
    name: Annotated[str, typer.Argument(metavar="READER")],
    topics: Annotated[list[str] | None, typer.Argument(help="For follow and unfollow.")] = None,
) -> None:
    """A reader's topics, and their rights: everything kept of them, or nothing."""
    from broadsheet.core import UnknownNameError
    from broadsheet.serve.cli._session import print_json

    steps = ("show", "follow", "unfollow", "export", "erase")
    if step not in steps:
        raise UnknownNameError(f"there is no step called {step!r}", asked=step, choices=steps)
    session = of(context)
    with session.open() as room:
        for topic in topics or []:
            (room.follow if step == "follow" else room.unfollow_topic)(name, topic)
        if step == "erase":
            room.erase_reader(name)
        kept = {"reader": room.reader(name), "events": room.store.events.of(name)}
    if step == "export":
        print_json(kept)
    else:
        session.answer(kept, lambda out: out.print(f"{name} follows {', '.join(kept['reader'].topics) or 'nothing'}"))  # type: ignore[attr-defined]
