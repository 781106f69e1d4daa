"""`front-page`, `read` and `reader`: what a reader gets, does and is owed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli._session import FELL_SHORT, batch, lines, may, need, of, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.core import FrontPage, Item


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
                lambda row: _of_row(
                    room.front_page(
                        need(row, "reader", str),
                        n=may(row, "n", n),
                        language=may(row, "language", language) or language,
                    )
                ),
            ):
                raise typer.Exit(FELL_SHORT)
            return
        page = room.front_page(name, n=n, language=language)
        found = {a.id: a.value for a in room.store.articles.get_many([i.article for i in page.items])}

    def told(out: "Console") -> None:
        for item in page.items:
            title = item.title or found[item.article].title
            out.print(f"{item.rank:>3}. {title}  ({found[item.article].outlet})", markup=False)
            out.print(f"     {item.reason}{_without(item, page.language)}", markup=False, style="dim")

    session.answer(page, told)


def _of_row(page: "FrontPage") -> dict[str, Any]:
    """The page as the answer to a row, whose own `id` it carries: the page's goes as `page`."""
    from broadsheet.serve.shapes import jsonable

    told: dict[str, Any] = jsonable(page)
    told["page"] = told.pop("id")
    return told


def _without(item: "Item", language: str) -> str:
    """Where it would stand without its reason, when that is known."""
    if not item.without:
        return ""
    return f"（若无此理由：第{item.without}）" if language == "zh" else f" (without this: {item.without})"


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
    step: Annotated[
        str,
        typer.Argument(
            help="show, follow, unfollow, tags, weight, mute, unmute, less, personalise, languages, places, saved, "
            "history, forget, feed, export or erase."
        ),
    ],
    name: Annotated[str, typer.Argument(metavar="READER")],
    words: Annotated[
        list[str] | None, typer.Argument(help="Tags; TAG NUMBER; on or off; ARTICLE; keys; new or close.")
    ] = None,
) -> None:
    """A reader in charge: what is used on them and how much, what they did, their feed, everything or nothing."""
    from broadsheet.core import UnknownNameError
    from broadsheet.serve.cli._reader_steps import STEPS

    if step not in STEPS:
        raise UnknownNameError(f"there is no step called {step!r}", asked=step, choices=tuple(STEPS))
    session = of(context)
    with session.open() as room:
        value, told = STEPS[step](room, name, words or ())
    if step == "export":
        print_json(value)
    else:
        session.answer(value, lambda out: lines(out, told))
