"""`readers`: what readers did elsewhere, taken in; and what a site pastes in to tell what they do from now on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli._session import FELL_SHORT, of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app.importing_events import Imported

_SHOWN = 20  # bad lines on a screen; --json has up to a thousand


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Click logs from elsewhere, and the snippet for a site.", no_args_is_help=True)
    group.command("import")(take)
    group.command("snippet")(snippet)
    app.add_typer(group, name="readers")


def take(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CSV, TSV, JSON lines, MIND's behaviors.tsv.")],
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar="FIELD=NAME", help="reader=userId, article=newsId, ...")
    ] = None,
    articles: Annotated[
        Path | None,
        typer.Option("--articles", metavar="FILE", help="From the log's ids to addresses: MIND's news.tsv."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be kept, and keep nothing.")] = False,
) -> None:
    """Import click logs; a file begun before goes on where it was, and the same file twice counts once."""
    from broadsheet.serve.cli._progress import bar

    session = of(context)
    columns = _columns(column or [])
    results: list[Imported] = []
    with session.open() as room, bar(session) as shown:
        for file in files:
            task = shown.add_task(file.name, total=None)
            last = None
            for last in room.import_events(file, columns=columns, dry="dry" if dry_run else "", articles=articles):
                shown.update(task, completed=last.lines)
            results += [last] if last else []
    session.answer({"files": results, "dry_run": dry_run}, lambda out: _tell(results, out))
    if any(result.bad for result in results):
        raise typer.Exit(FELL_SHORT)


def snippet(
    context: typer.Context,
    site: Annotated[str, typer.Option("--site", help="The site it is for: https://www.news.example")],
) -> None:
    """The lines that a site pastes into its pages, and the setting that lets it tell what its readers do."""
    session = of(context)
    with session.open() as room:
        lines, setting = room.snippet(site)
    told: dict[str, Any] = {"snippet": lines, "setting": setting}

    def show(out: "Console") -> None:
        out.print(lines, markup=False, highlight=False, soft_wrap=True)
        out.print(f"and in {room.home / 'broadsheet.toml'}:\n{setting}", markup=False, highlight=False, soft_wrap=True)

    session.answer(told, show)


def _columns(said: list[str]) -> dict[str, str]:
    from broadsheet.core import InvalidInputError
    from broadsheet.ingest.click_log import GUESSES

    pairs = dict(one.partition("=")[::2] for one in said)
    wrong = [one for one in said if "=" not in one] + [field for field in pairs if field not in GUESSES]
    if wrong:
        raise InvalidInputError(
            "a column is told as FIELD=NAME", asked=", ".join(wrong), choices=[f"{field}=NAME" for field in GUESSES]
        )
    return pairs


def _tell(results: "list[Imported]", out: "Console") -> None:
    for result in results:
        told = f"{result.lines:,} lines, {result.acts:,} acts, {result.new:,} new, {result.bad:,} that can't be kept"
        out.print(f"{result.file}: {told}", markup=False)
        for bad in result.named[:_SHOWN]:
            out.print(f"  line {bad.index}: {bad.reason}", markup=False, style="dim")
        if result.bad > _SHOWN:
            out.print(f"  and {result.bad - _SHOWN:,} more", markup=False, style="dim")
