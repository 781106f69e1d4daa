"""`serve` opens the doors; `demo` opens the sample newsroom and serves it."""

from typing import Annotated

import typer

from broadsheet.serve.cli._session import of

Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any free one.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve")(serve)
    app.command("demo")(demo)


def serve(context: typer.Context, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the newsroom: the web pages, the API and the feeds."""
    from broadsheet.serve.server import run

    session = of(context)
    with session.open() as room:
        run(room, host=host, port=port, tell=lambda url: session.aside.print(f"Broadsheet is at {url}", markup=False))


def demo(
    context: typer.Context,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    once: Annotated[bool, typer.Option("--once", help="Do everything but stay.")] = False,
    fetch: Annotated[bool, typer.Option("--fetch/--no-fetch", help="Fetch the default model meanwhile.")] = True,
) -> None:
    """Open the sample newsroom and serve it."""
    from broadsheet.serve.cli._progress import refresh
    from broadsheet.serve.server import run

    session = of(context)
    with session.open() as room:
        for _item in room.open_sample():
            pass
        refresh(session, room)
        made = {
            "home": room.home,
            "articles": room.store.articles.count(),
            "stories": len(room.stories(limit=1000)),
            "model": room.model_name(),
        }
        session.answer(made, lambda out: out.print(_sentence(made), markup=False))
        tell = lambda url: session.aside.print(f"Broadsheet is at {url} (Ctrl-C ends it)", markup=False)  # noqa: E731
        run(room, host=host, port=port, tell=tell, once=once, fetch=fetch and not once)


def _sentence(made: dict[str, object]) -> str:
    writes = "templates and extraction write" if made["model"] == "none" else f"{made['model']} writes"
    return f"The sample newsroom in {made['home']}: {made['articles']} reports, {made['stories']} stories; {writes}."
