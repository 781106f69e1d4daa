"""`translate FILE --to LANG`: a text in another language, with what was kept of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.core import InvalidInputError, Parity, Translation
from broadsheet.serve.cli._session import FELL_SHORT, Session, batch, may, need, of, read_text, write

if TYPE_CHECKING:
    from broadsheet.app import Newsroom

LANGUAGES = ("en", "zh")
MARKS = {"kept": "=", "changed": "x", "missing": "-", "added": "+", "doubtful": "?"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("translate")(translate)


def translate(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="The text, or - for standard input.")] = "-",
    to: Annotated[str, typer.Option(metavar="LANG", help="zh or en.")] = "",
    source: Annotated[str, typer.Option("--from", metavar="LANG", help="The text's; told from it when left out.")] = "",
    check: Annotated[str, typer.Option(metavar="FILE", help="A translation to compare; no model is asked.")] = "",
    rows: Annotated[str, typer.Option("--batch", metavar="FILE.jsonl", help="One text a line.")] = "",
    seed: Annotated[int, typer.Option()] = 0,
) -> None:
    """Translate a text sentence by sentence, or compare a translation with its source."""
    session = of(context)
    with session.open() as room:
        if rows:
            if not batch(rows, lambda row: _row(room, row, to, source)):
                raise typer.Exit(FELL_SHORT)
            return
        text = read_text(file)
        if check:
            parity = room.parity(text, read_text(check), language=source, to=to)
            session.answer(parity, lambda _out: _tell(parity))
            passed = parity.passed
        else:
            passed = _translated(session, room, text, (to, source, seed))
    if not passed:
        raise typer.Exit(FELL_SHORT)


def _translated(session: Session, room: "Newsroom", text: str, asked: tuple[str, str, int]) -> bool:
    """Whether all was kept; the sentences are told as they are done."""
    from broadsheet.models import Options

    to, source, seed = asked
    made: Translation | None = None
    for rendering in room.translating(text, to=_language(to), language=source, options=Options(seed=seed)):
        if rendering.event == "notice":
            session.aside.print(f"note: {rendering.text}", markup=False)
        made = rendering.translation or made
    if made is None:
        return False
    session.answer(made, lambda _out: write(made.text.rstrip("\n") + "\n"))
    if not session.is_json:
        _tell(made.parity, kept=False)
    return made.parity.passed


def _language(to: str) -> str:
    if not to:
        raise InvalidInputError("say into which language", asked="--to", choices=LANGUAGES)
    return to


def _row(room: "Newsroom", row: dict[str, Any], to: str, source: str) -> Any:
    """A row is a text, or with `translation` a pair to compare."""
    text, wanted = need(row, "text", str), may(row, "to", to)
    if "translation" in row:
        return room.parity(text, need(row, "translation", str), language=may(row, "language", source), to=wanted)
    return room.translate(text, to=_language(wanted), language=may(row, "language", source))


def _tell(parity: Parity, *, kept: bool = True) -> None:
    """Each sentence with its marks; without `kept` only what is not in order."""
    for pair in parity.pairs:
        marks = [m for m in pair.marks if kept or m.bearing != "kept"]
        if not marks and not kept:
            continue
        write(f"{pair.source.text}\n  {pair.target.text}\n")
        for mark in marks:
            one, other = (place.text if place else "…" for place in (mark.source, mark.target))
            said = f"  ({mark.message})" if mark.message else ""
            write(f"    {MARKS[mark.bearing]} {mark.matter}: {one} | {other}{said}\n")
    if kept:
        write("passed\n" if parity.passed else "fell short\n")
