"""`serve` opens the doors; `demo` opens the sample newsroom and serves it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import Session, of

if TYPE_CHECKING:
    from broadsheet.app import Newsroom
    from broadsheet.serve.jobs import Work

Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any free one.")]
Workers = Annotated[
    int, typer.Option("--workers", min=1, max=64, help="Processes that make pages: at most one for each core.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve")(serve)
    app.command("demo")(demo)


def serve(context: typer.Context, host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 1) -> None:
    """Serve the newsroom: the web pages, the API and the feeds."""
    from broadsheet.serve.server import run_many

    session = of(context)
    with session.open() as room:
        run_many(room, host=host, port=port, tell=lambda url: _tell(session, url), workers=workers)


def demo(
    context: typer.Context,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    once: Annotated[bool, typer.Option("--once", help="Do everything but stay.")] = False,
    fetch: Annotated[bool, typer.Option("--fetch/--no-fetch", help="Fetch the default model meanwhile.")] = True,
) -> None:
    """Open the sample newsroom and serve it; the page is up at once and fills as the wire is read."""
    from broadsheet.serve.jobs import collect
    from broadsheet.serve.server import run

    session = of(context)
    with session.open() as room:
        if once:
            _open_whole(session, room)
        works = {} if once else {"collect": collect(room, room.open_sample)} | (_fetching(room) if fetch else {})
        run(room, host=host, port=port, tell=lambda url: _tell(session, url), once=once, works=works)


def _open_whole(session: Session, room: "Newsroom") -> None:
    from broadsheet.serve.cli._progress import refresh

    for _item in room.open_sample():
        pass
    refresh(session, room)
    made = {
        "home": room.home,
        "articles": room.store.articles.count(),
        "stories": len(room.stories(limit=1000)),
        "model": room.model_name(),
    }
    writes = "templates and extraction write" if made["model"] == "none" else f"{made['model']} writes"
    said = f"The sample newsroom in {room.home}: {made['articles']} reports, {made['stories']} stories; {writes}."
    session.answer(made, lambda out: out.print(said, markup=False))


def _fetching(room: "Newsroom") -> dict[str, Callable[["Work"], None]]:
    """The fetching of the default model, when there is none and nobody asked for none."""
    from broadsheet.models import catalogue

    name = catalogue()[0].name
    if room.settings.model or room.model_name() != "none":
        return {}

    def pull(work: "Work") -> None:
        room.pull_model(name, progress=lambda progress: work.advance(progress.done, progress.total))

    return {f"pull {name}": pull}


def _tell(session: Session, url: str) -> None:
    session.aside.print(f"Broadsheet is at {url} (Ctrl-C ends it)", markup=False)
