"""`init` makes a newsroom; `doctor` says what is installed, reachable and missing."""

from typing import Annotated

import typer

from broadsheet.serve.cli._session import FELL_SHORT, of


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("init")(init)
    app.command("doctor")(doctor)


def init(
    context: typer.Context,
    sample: Annotated[bool, typer.Option("--sample", help="With the sample wire in it.")] = False,
) -> None:
    """Make a newsroom where --home says."""
    session = of(context)
    with session.open() as room:
        taken = sum(1 for _ in room.open_sample()) if sample else 0
        made = {"home": room.home, "articles": room.store.articles.count(), "sample": taken}
        session.answer(made, lambda out: out.print(f"A newsroom in {room.home} with {made['articles']} articles."))


def doctor(context: typer.Context) -> None:
    """Say what is installed, which models and databases are reachable, and what is missing."""
    session = of(context)
    with session.open() as room:
        facts = room.doctor()

    def told(out: object) -> None:
        for fact in facts:
            mark = "ok     " if fact.ok else "missing"
            hint = "" if fact.ok or not fact.do else f"  -> {fact.do}"
            out.print(f"{mark} {fact.name}: {fact.found}{hint}", markup=False)  # type: ignore[attr-defined]

    session.answer({"facts": facts}, told)
    if not all(f.ok for f in facts):
        raise typer.Exit(FELL_SHORT)
