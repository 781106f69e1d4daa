"""The program: global options, and every command in the folder."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from broadsheet import __version__
from broadsheet.core import Plugins
from broadsheet.serve.cli._session import Session

COMMANDS = Plugins("broadsheet.serve.cli", "command")


def _version(value: bool) -> None:
    if value:
        typer.echo(f"broadsheet {__version__}")
        raise typer.Exit


def _globals(
    context: typer.Context,
    home: Annotated[
        str, typer.Option("--home", envvar="BROADSHEET_HOME", help="The newsroom's folder.", metavar="DIR")
    ] = "newsroom",
    json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
    model: Annotated[
        str, typer.Option("--model", help="The language model that writes, or none.", metavar="NAME")
    ] = "",
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say it.")] = False,  # noqa: ARG001
) -> None:
    """Broadsheet (大报): an AI newsroom for Chinese and English media.

    The facts come first; the model only phrases them.
    """
    context.obj = Session(home, is_json=json, model=model)


def program() -> Callable[..., Any]:
    """The whole command line, with a command for each file of the folder."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(_globals)
    for name in COMMANDS.names():
        COMMANDS.load(name).register(app)
    return typer.main.get_command(app)


def globals_first(words: list[str]) -> list[str]:
    """The command line with the global options in front, so that they may stand anywhere before a `--`."""
    end = words.index("--") if "--" in words else len(words)
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(words[:end])
    for word in waiting:
        if word in ("--home", "--model"):
            front += [word, *([value] if (value := next(waiting, None)) is not None else [])]
        else:
            (front if word == "--json" or word.startswith(("--home=", "--model=")) else rest).append(word)
    return [*front, *rest, *words[end:]]
