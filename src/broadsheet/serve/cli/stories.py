"""`stories` and `story`: what is happening, one event as everyone tells it, and an editor's merges and splits."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli import _story as shown
from broadsheet.serve.cli._session import lines, of

if TYPE_CHECKING:
    from rich.console import Console


STEPS = ("merge", "split", "why", "near", "rulings", "undo")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("stories")(stories)
    app.command("story")(story)


def stories(
    context: typer.Context,
    n: Annotated[int, typer.Option("--n", min=1, max=500)] = 20,
    rejoin: Annotated[
        bool, typer.Option("--rejoin", help="Join the whole archive anew, with what was learnt from rulings.")
    ] = False,
) -> None:
    """What is happening: the stories in the desk's order."""
    from broadsheet.serve.cli._progress import refresh, work

    session = of(context)
    with session.open() as room:
        refresh(session, room)
        if rejoin:
            work(session, room.rejoin())
        found = room.stories(limit=n)

    def told(out: "Console") -> None:
        for stored in found:
            value = stored.value
            out.print(f"{stored.id:>5}  {'  |  '.join(value.titles.values())}", markup=False)
            out.print(
                f"       {len(value.articles)} reports{shown.voices(value)}, {', '.join(value.outlets)}",
                markup=False,
                style="dim",
            )

    session.answer({"stories": found}, told)


def story(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ID | merge ID ID | split ID | why ID ID | near ID | rulings | undo RULING",
            help="A story's id, or what to do with stories.",
        ),
    ],
    article: Annotated[list[int] | None, typer.Option("--article", help="For split: a report to take out.")] = None,
    since: Annotated[str, typer.Option("--since", help="Only what is new since: 2026-11-08")] = "",
    reader: Annotated[
        str, typer.Option("--reader", help="Only what is new to this reader, who has then seen it.")
    ] = "",
    by: Annotated[str, typer.Option("--by", help="Who rules, for merge and split.")] = "",
    note: Annotated[str, typer.Option("--note", help="Why, for merge and split.")] = "",
) -> None:
    """One story: its reports, what each added, copies, differences; or merge, split and what came of it."""
    session = of(context)
    step, ids = shown.asked(words, STEPS)
    with session.open() as room:
        if step == "merge":
            kept = room.merge_stories(*ids, by=by, note=note)
            session.answer({"story": kept}, lambda out: out.print(f"one story now: {kept}"))
        elif step == "split":
            made = room.split_story(ids[0], article or (), by=by, note=note)
            session.answer({"story": made}, lambda out: out.print(f"a story of their own now: {made}"))
        elif step == "undo":
            back = room.withdraw_ruling(ids[0])
            session.answer({"stories": back}, lambda out: out.print(f"withdrawn; now in {', '.join(map(str, back))}"))
        elif step == "rulings":
            found = room.rulings()
            session.answer({"rulings": found}, lambda out: lines(out, shown.rulings(found)))
        elif step == "why":
            likeness = room.same_story(*ids)
            session.answer(likeness, lambda out: lines(out, shown.reasons(likeness)))
        elif step == "near":
            near = room.neighbours(ids[0])
            session.answer({"neighbours": near}, lambda out: lines(out, shown.neighbours(near)))
        else:
            shown.one(session, room, ids[0], since=since, reader=reader)
