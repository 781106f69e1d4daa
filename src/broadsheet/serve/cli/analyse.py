"""`analyse` reads off texts: one text, a batch, or everything in the store that is pending."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli._session import FELL_SHORT, batch, may, need, of, read_text

if TYPE_CHECKING:
    from rich.console import Console


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("analyse")(analyse)


def analyse(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input; nothing: what is pending.")] = "",
    only: Annotated[list[str] | None, typer.Option("--only", help="Only this analysis; may be given again.")] = None,
    language: Annotated[str, typer.Option("--language", help="zh, en, ...; found out when not given.")] = "",
    rows: Annotated[str, typer.Option("--batch", metavar="FILE.jsonl", help="One text a line.")] = "",
) -> None:
    """Read off a text: language, keywords, entities, topics, sentiment, summary."""
    session = of(context)
    with session.open() as room:
        if rows:

            def work(row: dict[str, Any]) -> Any:
                title, tongue = may(row, "title", ""), may(row, "language", language) or language
                return room.analyse(need(row, "text", str), title=title, language=tongue, only=only)

            if not batch(rows, work):
                raise typer.Exit(FELL_SHORT)
        elif file:
            notes = room.analyse(read_text(file), language=language, only=only)
            session.answer(notes, lambda out: _tell(notes, out))
        else:
            from broadsheet.serve.cli._progress import refresh

            done = refresh(session, room)
            session.answer(done, lambda out: out.print(f"{done.get('analyse', 0)} articles analysed.", markup=False))


def _tell(notes: dict[str, Any], out: "Console") -> None:
    for name, value in notes.items():
        if isinstance(value, list):
            said = "; ".join(str(v.get("text") or v.get("label") or v.get("language")) for v in value[:12]) or "none"
        elif isinstance(value, dict):
            said = f"{value.get('label')} ({value.get('score')})"
        else:
            said = "none" if value in (None, "") else str(value)
        out.print(f"{name}: {said}", markup=False)
