"""`lab`: the models that were trained here, what became of each, and how they compare."""

from pathlib import Path
from typing import Annotated, Any

import typer

from broadsheet.serve.cli import _lab_words
from broadsheet.serve.cli._lab_shrinking import distil, prune
from broadsheet.serve.cli._lab_training import trained
from broadsheet.serve.cli._session import lines, of

Name = Annotated[str, typer.Argument(metavar="NAME", help="A model of the lab, as `lab list` has it.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="The models trained here.", no_args_is_help=True)
    group.command("list")(every)
    group.command("show")(show)
    group.command("log")(log)
    group.command("compare")(compare)
    group.command("resume")(resume)
    group.command("report")(report)
    group.command("remove")(remove)
    group.command("prune")(prune)
    group.command("distil")(distil)
    app.add_typer(group, name="lab")


def every(context: typer.Context) -> None:
    """List the models of the lab and the trainings under way."""
    session = of(context)
    with session.open() as room:
        found = room.lab_models()
    said = [_lab_words.line(one) for one in found] or ["Nothing was trained here yet: broadsheet train --help"]
    session.answer({"models": found}, lambda out: lines(out, said))


def show(context: typer.Context, name: Name) -> None:
    """Tell what became of one training: its figures, its exports."""
    session = of(context)
    with session.open() as room:
        found = room.lab_model(name)
    session.answer(found, lambda out: lines(out, [_lab_words.line(found), *_lab_words.card(name, found.card)]))


def log(
    context: typer.Context,
    name: Name,
    after: Annotated[int, typer.Option("--after", min=0, help="Only what came after this step.")] = 0,
) -> None:
    """Tell what a training logged, step by step."""
    session = of(context)
    with session.open() as room:
        found = room.lab_log(name, after=after)
    session.answer({"log": found}, lambda out: lines(out, map(_logged, found)))


def compare(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Two or more models of the lab.")],
) -> None:
    """Lay the figures of several models side by side."""
    from broadsheet.serve.cli._lab_comparison import compared

    session = of(context)
    with session.open() as room:
        found = room.compare_lab_models(names)
    session.answer(found, lambda out: compared(out, found))


def resume(context: typer.Context, name: Name) -> None:
    """Go on with a training that was stopped or killed, as it was begun."""
    session = of(context)
    trained(session, lambda room, stop: room.resume_model(name, stop=stop))


def report(
    context: typer.Context,
    name: Name,
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="Where the page is written.")] = "",
    labels: Annotated[str, typer.Option("--labels", help="The language of its words: zh or en.")] = "en",
) -> None:
    """Write the report on a training: an HTML page that stands alone."""
    session = of(context)
    with session.open() as room:
        page = room.lab_report(name, words=labels)
    path = Path(out or f"{name}.html")
    path.write_bytes(page)
    session.answer({"report": str(path)}, lambda told: lines(told, [str(path)]))


def remove(context: typer.Context, name: Name) -> None:
    """Take a model away, with its checkpoints, its exports and its report."""
    session = of(context)
    with session.open() as room:
        room.remove_lab_model(name)
    session.answer({"removed": name}, lambda out: lines(out, [f"lab:{name} is gone"]))


def _logged(row: dict[str, Any]) -> str:
    if row.get("kind") == "sampled":
        return "\n".join([f"sampled: step {row.get('step', 0)}", *_lab_words.samples(row.get("samples") or ())])
    told = {key: value for key, value in row.items() if key in ("step", "loss", "rate", "norm", "speed", "text")}
    said = "  ".join(
        f"{key} {value:.5g}" if isinstance(value, float) else f"{key} {value}" for key, value in told.items()
    )
    return f"{row.get('kind', '')}: {said}"
