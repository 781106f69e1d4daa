"""`models list`, `pull` and `remove`."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.models import Progress


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="The language models there are.", no_args_is_help=True)
    group.command("list")(show)
    group.command("pull")(pull)
    group.command("remove")(remove)
    app.add_typer(group, name="models")


def show(context: typer.Context) -> None:
    """Every model of the catalogue; + is on this machine, * writes."""
    session = of(context)
    with session.open() as room:
        found = room.models()

    def told(out: "Console") -> None:
        for model in found:
            mark = "*" if model.chosen else "+" if model.installed else " "
            size = f"{model.bytes / 1e9:.2f} GB"
            out.print(f"{mark} {model.name:<16} {size:>8}  {model.licence:<12} {model.description['en']}", markup=False)

    session.answer({"models": found}, told)


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
