"""`watch` keeps an eye on a search or a story; `alerts` tells what came."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._filters import Entity, Language, Outlet, Sentiment, Since, Topic, Until
from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console


def register(app: typer.Typer) -> None:
    """Add the group and the command."""
    group = typer.Typer(help="Saved searches and followed stories that tell of what is new.", no_args_is_help=True)
    group.command("add")(add)
    group.command("follow")(follow)
    group.command("list")(show)
    group.command("remove")(remove)
    app.add_typer(group, name="watch")
    app.command("alerts")(alerts)


def add(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What `search` takes.")],
    name: Annotated[str, typer.Option("--name", help="What to call it.")] = "",
    language: Language = "",
    outlet: Outlet = "",
    topic: Topic = "",
    entity: Entity = "",
    sentiment: Sentiment = "",
    since: Since = "",
    until: Until = "",
) -> None:
    """Save a search; reports that come from now on and answer it are told of."""
    session = of(context)
    narrowed = {"language": language, "outlet": outlet, "topic": topic, "entity": entity, "sentiment": sentiment}
    with session.open() as room:
        id = room.watch({"query": query, **narrowed, "since": since, "until": until}, name=name)
        kept = next(w for w in room.watches() if w.id == id)
    session.answer(kept, lambda out: out.print(f"watch {id}: {kept.value.name}", markup=False))


def follow(
    context: typer.Context,
    story: Annotated[int, typer.Argument(help="As `stories` shows it.", metavar="STORY")],
    name: Annotated[str, typer.Option("--name", help="What to call it.")] = "",
) -> None:
    """Follow a story; reports that come to it from now on and add something are told of."""
    session = of(context)
    with session.open() as room:
        id = room.watch({"story": str(story)}, kind="story", name=name)
        kept = next(w for w in room.watches() if w.id == id)
    session.answer(kept, lambda out: out.print(f"watch {id}: {kept.value.name}", markup=False))


def show(context: typer.Context) -> None:
    """What is watched, with how many alerts nobody has seen."""
    session = of(context)
    with session.open() as room:
        unseen = room.unseen()
        rows = [(w, unseen.get(w.id, 0), room.watch_problem(w.id)) for w in room.watches()]

    def told(out: "Console") -> None:
        for stored, new, problem in rows:
            said = f"{new} new" if not problem else f"failed: {problem}"
            out.print(f"{stored.id:>4}  {stored.value.name}  ({said})", markup=False)
        if not rows:
            out.print("nothing is watched; `broadsheet watch add QUERY` begins")

    session.answer({"watches": [{"watch": w, "unseen": n, "problem": p} for w, n, p in rows]}, told)


def remove(context: typer.Context, id: Annotated[int, typer.Argument(help="As `watch list` shows it.")]) -> None:
    """Watch it no longer; its alerts go too."""
    session = of(context)
    with session.open() as room:
        room.unwatch(id)
    session.answer({"removed": id}, lambda out: out.print(f"watch {id} is gone"))


def alerts(
    context: typer.Context,
    watch: Annotated[int, typer.Option("--watch", help="Of this watch alone.")] = 0,
    n: Annotated[int, typer.Option("--n", min=1, max=500, help="How many.")] = 20,
) -> None:
    """What the watches came upon, newest first; what is shown counts as seen."""
    from broadsheet.serve.cli._progress import refresh

    session = of(context)
    with session.open() as room:
        refresh(session, room)
        names = {w.id: w.value.name for w in room.watches()}
        found = room.alerts(watch=watch or None, limit=n)
        room.see([a.id for a in found])

    def told(out: "Console") -> None:
        for stored in found:
            alert = stored.value
            mark = " " if alert.seen else "*"
            out.print(f"{mark} {alert.article or '':>5}  {alert.value['title']}  [{names[alert.watch]}]", markup=False)
        if not found:
            out.print("no alerts")

    session.answer({"alerts": found}, told)
