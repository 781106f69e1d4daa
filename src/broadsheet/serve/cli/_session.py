"""One run of the command line: where the newsroom is, and how results and progress are told."""

import json
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import typer

from broadsheet.core import BroadsheetError, InvalidInputError
from broadsheet.serve.shapes import jsonable

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app import Newsroom

T = TypeVar("T")
FELL_SHORT = 1
NOTHING_SAID = threading.Event()  # set until something is on standard output, where only one document may be


class Session:
    """The global options, and the ways to answer. People's words go to standard error when `--json` is asked."""

    def __init__(self, home: str, *, is_json: bool, model: str) -> None:
        self.home = home
        self.is_json = is_json
        self.model = model

    def open(self) -> "Newsroom":
        """The newsroom, open; made where `--home` says when there is none."""
        from broadsheet.app import Newsroom

        return Newsroom.open(self.home, model=self.model)

    @property
    def people(self) -> "Console":
        """Where words for people go."""
        from rich.console import Console

        return Console(stderr=self.is_json, highlight=False, soft_wrap=True, emoji=False)

    @property
    def aside(self) -> "Console":
        """Where progress and warnings go: always standard error."""
        from rich.console import Console

        return Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)

    def answer(self, value: Any, told: Callable[["Console"], None]) -> None:
        """Give a result: the JSON of `value`, or the words of `told`."""
        if self.is_json:
            print_json(value)
        else:
            told(self.people)


def of(context: typer.Context) -> Session:
    """The session of a command."""
    session = context.obj
    if not isinstance(session, Session):
        raise TypeError("the command line was not started by broadsheet")
    return session


def lines(out: "Console", said: Iterable[str]) -> None:
    """Print each line as it is."""
    for line in said:
        out.print(line, markup=False)


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """One JSON document on standard output."""
    write(json.dumps(jsonable(value), ensure_ascii=False, indent=indent) + "\n")


def write(text: str, stream: TextIO | None = None) -> None:
    """Text on standard output (or `stream`), in UTF-8 whatever the terminal says."""
    out = stream or sys.stdout
    if out is sys.stdout:
        NOTHING_SAID.clear()
    try:
        out.write(text)
    except UnicodeEncodeError:
        out.buffer.write(text.encode("utf-8", "replace"))
    out.flush()


def tell_error(error: BroadsheetError) -> None:
    """An error for people on standard error and, when `--json` was asked, as JSON on standard output."""
    words = sys.argv[: sys.argv.index("--")] if "--" in sys.argv else sys.argv
    if "--json" in words and NOTHING_SAID.is_set():
        print_json({"error": error})
    write(f"error: {error}\n", sys.stderr)


def read_text(what: str) -> str:
    """The text of a file, or of standard input for `-`; raises `InvalidInputError` when there is none to read."""
    from broadsheet.ingest.decode import decode

    if what == "-":
        return decode(sys.stdin.buffer.read())
    try:
        return decode(Path(what).read_bytes())
    except OSError as error:
        raise InvalidInputError("this file can't be read", asked=what, found=error.strerror or "") from error


def batch(path: str, work: Callable[[dict[str, Any]], Any], *, after: str = "") -> bool:
    """Answer each line of a JSON-lines file with one, in order, its `id` carried through; True when none failed.

    A line that fails is answered with `{"id": ..., "error": {...}}` and the rest is done. `after` leaves out the lines
    up to the one of that `id`, the last that an earlier run answered; raises `InvalidInputError` when there is none.
    """
    all_well = True
    for row in _behind(_rows(path), after) if after else _rows(path):
        try:
            if isinstance(row, BroadsheetError):
                raise row
            answer = {"id": row.get("id"), **jsonable(work(row))}
        except BroadsheetError as error:
            all_well, answer = False, _refused(row, error)
        except Exception as error:  # noqa: BLE001 - each row has a door of its own: one must not end the others
            unforeseen = BroadsheetError("this row broke the work", found=f"{type(error).__name__}: {error}")
            all_well, answer = False, _refused(row, unforeseen)
        print_json(answer, indent=None)
    return all_well


def _behind(
    rows: "Iterator[dict[str, Any] | BroadsheetError]", after: str
) -> "Iterator[dict[str, Any] | BroadsheetError]":
    for row in rows:
        if isinstance(row, dict) and str(row.get("id")) == after:
            yield from rows
            return
    raise InvalidInputError("no row has this id, so there is nothing behind it", asked=f"--after {after}")


def _refused(row: dict[str, Any] | BroadsheetError, error: BroadsheetError) -> dict[str, Any]:
    return {"id": row.get("id") if isinstance(row, dict) else None, "error": error}


def _rows(path: str) -> Iterator[dict[str, Any] | BroadsheetError]:
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield InvalidInputError(f"line {number} is not JSON", asked=path, found=str(error))
            continue
        if isinstance(row, dict):
            yield row
        else:
            yield InvalidInputError(f"line {number} is not a JSON object", asked=path, found=type(row).__name__)


def _lines(path: str) -> Iterable[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield from file
    except OSError as error:
        raise InvalidInputError("this file can't be read", asked=path, found=error.strerror or "") from error


def need(row: dict[str, Any], name: str, kind: type) -> Any:
    """Field `name` of a batch row; raises `InvalidInputError` when it is missing or not of `kind`."""
    value = row.get(name)
    if not isinstance(value, kind):
        raise InvalidInputError(
            f"the field {name!r} is missing or of the wrong type", found=repr(value)[:80], do=f"give a {kind.__name__}"
        )
    return value


def may(row: dict[str, Any], name: str, default: T) -> T:
    """Field `name` of a batch row, or `default` where it is left out or null; raises `InvalidInputError` as `need`."""
    if row.get(name) is None:
        return default
    value: T = need(row, name, type(default))
    return value


def may_list(row: dict[str, Any], name: str) -> list[str]:
    """Field `name` of a batch row as a list of texts, empty where it is left out; raises `InvalidInputError`."""
    found: list[str] = may(row, name, [])
    if not all(isinstance(text, str) for text in found):
        raise InvalidInputError(f"the field {name!r} is not a list of texts", found=repr(found)[:80])
    return found
