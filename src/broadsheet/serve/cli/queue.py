"""`queue`: what of the day's wire is most worth checking."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._filters import Language
from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app.queue_item import QueueItem

_REASONS = 3  # reasons printed of each, the strongest


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="What of the day's wire is most worth checking.", invoke_without_command=True)
    group.callback()(show)
    group.command("mark")(mark)
    app.add_typer(group, name="queue")


def show(
    context: typer.Context,
    hours: Annotated[int, typer.Option(help="How far back, from the newest report.")] = 24,
    day: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="One day instead.")] = "",
    language: Language = "",
    state: Annotated[str, typer.Option(help="open, taken, dismissed or checked; else open and taken.")] = "",
    n: Annotated[int, typer.Option("--n", min=1, max=200, help="How many.")] = 20,
) -> None:
    """The sentences most worth checking, each with why, who else says it, and what was found of it before."""
    from broadsheet.serve.cli._progress import refresh

    if context.invoked_subcommand is not None:
        return
    session = of(context)
    with session.open() as room:
        refresh(session, room)
        found = room.queue(hours=hours, day=day, language=language, state=state, limit=n)

    def told(out: "Console") -> None:
        for item in found:
            _tell(out, item)
        if not found:
            out.print("nothing to check in this window")

    session.answer({"queue": found}, told)


def mark(
    context: typer.Context,
    state: Annotated[str, typer.Argument(help="taken, dismissed, or open again.")],
    sentence: Annotated[str, typer.Argument(help="The sentence as the queue shows it.")],
    by: Annotated[str, typer.Option("--by", help="Who says so.")] = "",
) -> None:
    """Take a sentence to check it, dismiss it, or open it again."""
    session = of(context)
    with session.open() as room:
        key = room.mark(sentence, state, by=by)
    session.answer({"key": key, "state": state}, lambda out: out.print(f"{state}: {sentence}", markup=False))


def _tell(out: "Console", item: "QueueItem") -> None:
    place = item.place
    taken = f"  ({item.state} {item.by})".rstrip() if item.state != "open" else ""
    out.print(f"{item.score:.2f}  {place.text}{taken}", markup=False)
    story = f", story {item.story}" if item.story is not None else ""
    out.print(f"      article {place.article}, {place.outlet}{story}", markup=False)
    reasons = [p.message for p in item.parts if p.name != "bias" and p.weight > 0][:_REASONS]
    out.print(f"      {'; '.join(reasons)}", markup=False)
    if item.said_by:
        out.print(f"      also: {', '.join(dict.fromkeys(v.outlet for v in item.said_by))}", markup=False)
    for voice in item.differing:
        out.print(f"      differs ({voice.differs}): {voice.outlet}: {voice.sentence}", markup=False)
    for one in item.earlier:
        differs = f", other {one.match.differs}" if one.match.differs else ""
        check = one.check.value
        label = check.rating.label or check.ruling
        out.print(f"      checked before{differs}: {check.claim} [{label}, {check.author}]", markup=False)
