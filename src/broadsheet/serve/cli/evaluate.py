"""`evaluate`: a model of the lab measured anew, on what was held out from it or on other texts."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli import _lab_words
from broadsheet.serve.cli._lab_commands import Columns
from broadsheet.serve.cli._lab_training import follow, share_processors
from broadsheet.serve.cli._session import lines, of

if TYPE_CHECKING:
    from broadsheet.train.experiments.measuring import Measured


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(evaluate)


def evaluate(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A model of the lab, as `lab list` has it.")],
    data: Annotated[
        list[str] | None, typer.Option("--data", metavar="PATH", help="Other texts. Else what was held out from it.")
    ] = None,
    columns: Columns = None,
) -> None:
    """Measure a model of the lab anew, and say whether it beats what it must."""
    session = of(context)
    share_processors()
    with session.open() as room:
        found: Measured = follow(session, room.evaluate_lab_model(name, data=data or (), columns=columns or ()))
    session.answer(
        found, lambda out: lines(out, _lab_words.measured(found.name, found.documents, found.measures, seen=found.seen))
    )
