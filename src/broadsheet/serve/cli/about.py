"""`about ENTITY`: who and what the archive names, with the sentences that say so."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.core import InvalidInputError
from broadsheet.serve.cli._session import Session, of, write

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app import Newsroom
    from broadsheet.knowledge import Dossier, Fact

SHOWN = 12  # facts, moments and neighbours printed; --json has all


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("about")(about)


def about(
    context: typer.Context,
    entity: Annotated[str, typer.Argument(help="A name in any spelling and language, or an id.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="The most named; ENTITY is how a name begins.")] = False,
    type: Annotated[str, typer.Option("--type", help="person, organisation, place or other; with --list.")] = "",
    n: Annotated[int, typer.Option("--n", min=1, max=500, help="How many, with --list.")] = 30,
    export: Annotated[str, typer.Option("--export", help="graphml or jsonld; with no ENTITY the archive's.")] = "",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="Where the export goes; else it is printed.")] = "",
    depth: Annotated[int, typer.Option("--depth", min=1, max=2, help="How far from ENTITY the export goes.")] = 1,
    merge: Annotated[int, typer.Option("--merge", metavar="ID", help="ENTITY and this one are the same.")] = 0,
    split: Annotated[
        bool, typer.Option("--split", help="ENTITY (an id) is no spelling of what it was joined to.")
    ] = False,
    rename: Annotated[str, typer.Option("--rename", metavar="NAME", help="What ENTITY is called.")] = "",
) -> None:
    """Who or what it is: names, facts with their sentences, a timeline, neighbours."""
    from broadsheet.serve.cli._progress import refresh

    session = of(context)
    with session.open() as room:
        refresh(session, room)
        if export:
            _export(room, entity, format=export, out=out, depth=depth)
        elif listed or not entity:
            _list(session, room, prefix=entity, type=type, n=n)
        else:
            _decide(room, entity, merge=merge, split=split, rename=rename)
            found = room.about(entity)
            session.answer(found, lambda console: _tell(console, found))


def _decide(room: "Newsroom", entity: str, *, merge: int, split: bool, rename: str) -> None:
    if not (merge or split or rename):
        return
    id = int(entity) if entity.isdecimal() else room.about(entity).id
    if merge:
        room.merge_entities(merge, id)
    if split:
        room.split_entity(id)
    if rename:
        room.rename_entity(id, rename)


def _export(room: "Newsroom", entity: str, *, format: str, out: str, depth: int) -> None:
    made = room.export_graph(format, id=room.about(entity).id if entity else None, depth=depth)
    if not out:
        write(made)
        return
    try:
        Path(out).write_text(made, encoding="utf-8")
    except OSError as error:
        raise InvalidInputError("the export can't be written there", asked=out, found=error.strerror or "") from error


def _list(session: Session, room: "Newsroom", *, prefix: str, type: str, n: int) -> None:
    found = room.entities(prefix=prefix, type=type, limit=n)

    def told(out: "Console") -> None:
        for one in found:
            names = " / ".join(dict.fromkeys(one.label.names.values()))
            out.print(f"{one.label.id:>6}  {names}  ({one.label.type}, {one.articles})", markup=False)
        if not found:
            out.print("nobody and nothing is named yet")

    session.answer({"entities": found}, told)


def _tell(out: "Console", found: "Dossier") -> None:
    names = " / ".join(dict.fromkeys(found.label.names.values()))
    out.print(f"{names}  ({found.label.type}, id {found.id})", markup=False, style="bold")
    for language, spellings in found.names.items():
        out.print(f"  {language}: {', '.join(spellings[:8])}", markup=False)
    when = f"{found.first:%Y-%m-%d} to {found.last:%Y-%m-%d}" if found.first and found.last else ""
    out.print(f"  named in {found.articles} reports {when}", markup=False)
    for fact in found.facts[:SHOWN]:
        out.print(f"\n  {_said(fact)}  ({fact.confidence:.2f})", markup=False)
        cited = fact.citations[0]
        out.print(f"    “{cited.text}” (article {cited.article}, {cited.outlet})", markup=False, style="dim")
    if found.timeline:
        out.print("\n  Timeline", style="bold")
    for moment in found.timeline[:SHOWN]:
        out.print(f"  {moment.at:%Y-%m-%d}  {moment.citation.text}", markup=False)
    if found.neighbours:
        out.print("\n  Named with", style="bold")
        near = (f"{n.label.name('en')} ({n.together})" for n in found.neighbours[:SHOWN])
        out.print("  " + ", ".join(near), markup=False)


def _said(fact: "Fact") -> str:
    parts = [
        fact.subject.name(""),
        fact.kind.replace("_", " "),
        fact.value,
        fact.object.name("") if fact.object else "",
    ]
    return " · ".join(part for part in parts if part)
