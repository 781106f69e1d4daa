"""The program: global options, and every command in the folder."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from broadsheet import __version__
from broadsheet.core import Plugins, RequestError
from broadsheet.serve.cli._session import Session

COMMANDS = Plugins("broadsheet.serve.cli", "command")
INTERRUPTED = 130  # 128 + SIGINT, as shells count


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


def run(words: list[str]) -> int:
    """Run the command line `words` and return its exit code.

    Raises `RequestError` when the words don't fit, what the command raises, and `KeyboardInterrupt`.
    """
    front = globals_first(words)
    try:
        code = program()(front, standalone_mode=False)
    except typer.TyperException as error:
        if "\n" in error.format_message() and "--json" not in front:
            typer.echo(error.format_message(), err=True)  # a group without a command: its message is the whole help
            return RequestError.exit_code
        raise _unfit(error, words) from error
    if code == INTERRUPTED:  # typer swallows the interrupt itself
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _unfit(error: typer.TyperException, words: list[str]) -> RequestError:
    """What was wrong with the words themselves: an unknown command or option, a value out of range."""
    context = getattr(error, "ctx", None)
    place = context.command_path if context else "broadsheet"
    said = error.format_message()
    said = "a command is missing" if "\n" in said else said
    choices = sorted(getattr(context.command, "commands", ())) if context else ()
    return RequestError(said, asked=" ".join(["broadsheet", *words]), choices=choices, do=f"{place} --help")


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
