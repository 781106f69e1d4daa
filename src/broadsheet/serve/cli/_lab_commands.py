"""`train RECIPE` for each recipe of a language model; all take the same options."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli import _lab_words
from broadsheet.serve.cli._lab_training import share_processors, trained
from broadsheet.serve.cli._session import Session, lines, of

if TYPE_CHECKING:
    from broadsheet.app import Given

Data = Annotated[
    list[str] | None,
    typer.Option("--data", metavar="PATH", help="A file or folder: text, JSON lines, CSV, Parquet. Else the archive."),
]
Called = Annotated[str, typer.Option("--name", help="What the model is called; else as its recipe.")]
Preset = Annotated[str, typer.Option("--preset", help="A variant that the recipe has: tiny, long, ...")]
Settings = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: training.steps=500.")
]
Language = Annotated[str, typer.Option("--language", help="Of the archive, only what is in this language.")]
Label = Annotated[str, typer.Option("--label", help="Of the archive: the analysis whose result is the label.")]
Columns = Annotated[
    list[str] | None, typer.Option("--column", metavar="FIELD=NAME", help="Where the data has it: target=title.")
]
Accept = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="KEY", help="A setting that may differ from before: training.rate, or all."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what it would cost here in time and memory.")]


def register(group: typer.Typer) -> None:
    """Add a command for each recipe, and one for a recipe in a file."""
    from broadsheet.train.experiments.recipe import model_recipe, model_recipes

    for name in model_recipes():
        group.command(name.replace("_", "-"), help=model_recipe(name).about["en"])(_command(name))
    group.command("run")(run)


def run(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(metavar="FILE", help="A recipe of your own, a TOML file.")],
    data: Data = None,
    name: Called = "",
    preset: Preset = "",
    settings: Settings = None,
    language: Language = "",
    label: Label = "",
    columns: Columns = None,
    accept: Accept = None,
    dry_run: DryRun = False,
) -> None:
    """Train by a recipe of your own."""
    from broadsheet.app import Given

    given = Given(
        recipe,
        data=tuple(data or ()),
        preset=preset,
        settings=tuple(settings or ()),
        language=language,
        label=label,
        columns=tuple(columns or ()),
        accept=tuple(accept or ()),
    )
    session = of(context)
    if dry_run:
        _estimated(session, given)
    else:
        trained(session, lambda room, stop: room.train_model(given, name=name, stop=stop))


def _command(recipe: str) -> Callable[..., None]:
    def command(
        context: typer.Context,
        data: Data = None,
        name: Called = "",
        preset: Preset = "",
        settings: Settings = None,
        language: Language = "",
        label: Label = "",
        columns: Columns = None,
        accept: Accept = None,
        dry_run: DryRun = False,
    ) -> None:
        run(context, recipe, data, name, preset, settings, language, label, columns, accept, dry_run)

    return command


def _estimated(session: Session, given: "Given") -> None:
    share_processors()
    with session.open() as room:
        found = room.estimate_model(given)
    session.answer(found, lambda out: lines(out, _lab_words.cost(found)))
