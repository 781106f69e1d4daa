"""`ingest` takes articles in; `sources` shows what is followed; `poll` asks it."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import FELL_SHORT, Session, of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app import Ingested

SHOWN = 20  # failures written out; the rest is counted


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("ingest")(ingest)
    app.command("poll")(poll)
    app.command("sources")(sources)


def ingest(
    context: typer.Context,
    what: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Feed, page, sitemap, OPML, file, folder or -.")
    ],
    follow: Annotated[bool, typer.Option("--follow", help="Poll it from now on.")] = False,
    kind: Annotated[str, typer.Option("--kind", help="What it is, when it can't be told.")] = "",
) -> None:
    """Take in articles; what fails is told and the rest is done."""
    import sys

    session = of(context)
    with session.open() as room:
        stdin = sys.stdin.buffer.read() if "-" in what else None
        found = (i for w in what for i in room.ingest(w, kind=kind, follow=follow, stdin=stdin))
        _tell(session, found, alone=len(what) == 1)


def poll(context: typer.Context) -> None:
    """Ask every followed source that is due."""
    session = of(context)
    with session.open() as room:
        _tell(session, room.poll(), alone=False)


def sources(context: typer.Context) -> None:
    """Show what is followed and how it goes."""
    session = of(context)
    with session.open() as room:
        rows = [(s, room.source_state(s.id)) for s in room.sources()]

    def told(out: "Console") -> None:
        for stored, state in rows:
            health = f"failed {state.failures}x: {state.error}" if state.failures else "well"
            out.print(f"{stored.id:>4}  {stored.value.url}  {health}", markup=False)

    session.answer({"sources": [{"source": s, "state": state} for s, state in rows]}, told)


def _tell(session: Session, found: "Iterable[Ingested]", *, alone: bool) -> None:
    from broadsheet.serve.cli._progress import bar

    counts: Counter[str] = Counter()
    kept: list[Ingested] = []
    failed: list[Ingested] = []
    with bar(session) as shown:
        task = shown.add_task("Reading", total=None)
        for item in found:
            counts[item.verdict] += 1
            (failed if item.verdict == "failed" else kept).append(item)
            shown.update(task, completed=sum(counts.values()))
    for item in failed[:SHOWN]:
        session.aside.print(f"failed: {item.what}: {item.error}", markup=False)
    ids = [i.article for i in kept if i.article is not None]
    session.answer(
        {"counts": dict(counts), "articles": ids, "failed": [{"what": f.what, "error": f.error} for f in failed]},
        lambda out: out.print(_sentence(counts), markup=False),
    )
    if failed and not kept and alone and failed[0].error:
        raise typer.Exit(failed[0].error.exit_code)
    if failed:
        raise typer.Exit(FELL_SHORT)


def _sentence(counts: Counter[str]) -> str:
    words = {
        "new": "new",
        "updated": "updated",
        "same": "known already",
        "near": "near-duplicates",
        "followed": "followed",
        "failed": "failed",
    }
    said = [f"{counts[k]} {words.get(k, k)}" for k in [*words, *sorted(set(counts) - set(words))] if counts[k]]
    return ", ".join(said) if said else "nothing new"
