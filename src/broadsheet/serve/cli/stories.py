"""`stories` and `story`: what is happening, and one event as everyone tells it."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("stories")(stories)
    app.command("story")(story)


def stories(context: typer.Context, n: Annotated[int, typer.Option("--n", min=1, max=500)] = 20) -> None:
    """What is happening: the stories in the desk's order."""
    from broadsheet.serve.cli._progress import refresh

    session = of(context)
    with session.open() as room:
        refresh(session, room)
        found = room.stories(limit=n)

    def told(out: "Console") -> None:
        for stored in found:
            value = stored.value
            out.print(f"{stored.id:>5}  {'  |  '.join(value.titles.values())}", markup=False)
            out.print(f"       {len(value.articles)} reports, {', '.join(value.outlets)}", markup=False, style="dim")

    session.answer({"stories": found}, told)


def story(context: typer.Context, id: Annotated[int, typer.Argument()]) -> None:
    """One story with all its reports."""
    session = of(context)
    with session.open() as room:
        view = room.story(id)

    def told(out: "Console") -> None:
        for stored in view.articles:
            value = stored.value
            at = value.published.isoformat(timespec="minutes") if value.published else ""
            out.print(f"{stored.id:>5}  {at}  {value.outlet}: {value.title}", markup=False)

    session.answer(view, told)
