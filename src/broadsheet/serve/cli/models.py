"""`models list`, `pull`, `remove` and `usage`."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import lines, of
from broadsheet.serve.cli._usage import told

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app import ModelStatus
    from broadsheet.models import Progress


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="The language models there are.", no_args_is_help=True)
    group.command("list")(show)
    group.command("pull")(pull)
    group.command("remove")(remove)
    group.command("usage")(usage)
    app.add_typer(group, name="models")


def show(context: typer.Context) -> None:
    """Every model of the catalogue and of the lab, with what it needs; + is on this machine, * writes."""
    from broadsheet.app.model_settings import TASKS

    session = of(context)
    with session.open() as room:
        found, own, chosen = room.models(), room.own_models(), room.model_name()
        tasks = {task: room.task_models(task) for task in TASKS}

    def show_all(out: "Console") -> None:
        for model in found:
            mark = "*" if model.chosen else "+" if model.installed else " "
            room_for_it = "" if model.fits else "  (too large for this machine)"
            out.print(
                f"{mark} {model.name:<22} {_sizes(model)}  {model.licence}  {', '.join(model.languages)}{room_for_it}",
                markup=False,
            )
            out.print(f"    {model.description['en']} From {', '.join(model.origins)}.", markup=False)

        for mine in own:
            mark = "*" if mine.name == chosen else "+"
            out.print(f"{mark} {mine.name:<22} {mine.bytes / 1e9:5.3f} GB file, run as {mine.way}", markup=False)
            out.print("    Trained here.", markup=False)

    session.answer({"models": found, "own": own, "tasks": tasks}, show_all)


def _sizes(model: "ModelStatus") -> str:
    return f"{model.bytes / 1e9:5.2f} GB file, {model.memory / 1e9:4.1f} GB memory"


def pull(context: typer.Context, name: Annotated[str, typer.Argument()] = "qwen2.5-1.5b") -> None:
    """Fetch a model, verified by its hash; stopped, it goes on from there."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    session = of(context)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with session.open() as room, Progress(*columns, console=session.aside, transient=True) as shown:
        task = shown.add_task(name, total=None)

        def step(progress: "Progress") -> None:
            shown.update(task, completed=progress.done, total=progress.total or None, description=progress.stage)  # type: ignore[attr-defined]

        path = room.pull_model(name, progress=step)  # type: ignore[arg-type]
    session.answer({"name": name, "path": path}, lambda out: out.print(f"{name} is in {path}", markup=False))


def remove(context: typer.Context, name: Annotated[str, typer.Argument()]) -> None:
    """Take a model off this machine."""
    session = of(context)
    with session.open() as room:
        room.remove_model(name)
    session.answer({"removed": name}, lambda out: out.print(f"{name} is gone", markup=False))


def usage(
    context: typer.Context, days: Annotated[int, typer.Option("--days", min=1, help="How far back.")] = 30
) -> None:
    """What asking models cost: tokens, time and energy, by model and by task."""
    session = of(context)
    with session.open() as room:
        account = room.account(days=days)
    session.answer(account, lambda out: lines(out, told(account)))
