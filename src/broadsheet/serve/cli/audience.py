"""`audience`: what readers were shown and did, as numbers or as a chart."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.core import InvalidInputError
from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app.gauging import AudienceHeads
    from broadsheet.media import Sheet

_ROWS = 12  # of each table on a terminal; --chart NAME --out F.csv has all


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audience")(audience)


def audience(
    context: typer.Context,
    since: Annotated[str, typer.Option("--since", help="2026-11-08; else four weeks ago.")] = "",
    until: Annotated[str, typer.Option("--until", help="That day included.")] = "",
    language: Annotated[str, typer.Option("--language", help="Of the pages.")] = "",
    by: Annotated[str, typer.Option("--by", help="hour, day, week, month or year; else by the length.")] = "",
    chart: Annotated[str, typer.Option("--chart", help="One figure alone; see --out.")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Where to: FILE.svg, FILE.png or FILE.csv.")] = None,
    labels: Annotated[str, typer.Option("--labels", help="The language of the words: en or zh.")] = "",
) -> None:
    """What readers were shown and did; no group of under five readers is told."""
    from broadsheet.serve.windows import AudienceWindow

    session = of(context)
    with session.open() as room:
        view = AudienceWindow(since, until, language, by).view(room)
        log = room.audience(view, words=labels or room.settings.language or "en")
        if out is not None:
            if not chart:
                raise InvalidInputError("a file holds one figure", do="give --chart", choices=room.audience_figures())
            body = room.audience_chart(chart, log, format=out.suffix.removeprefix(".").lower())
            _save(out, body)
            session.answer({"chart": chart, "file": out}, lambda to: to.print(f"{out}", markup=False))
            return
        names = [chart] if chart else room.audience_figures()
        sheets = {name: room.audience_sheet(name, log) for name in names}
        heads = room.audience_heads(log)
    answer = {"since": view.since, "until": view.until, "heads": heads, "figures": sheets}
    session.answer(answer, lambda to: _tell(to, heads, sheets))


def _save(out: Path, body: bytes) -> None:
    try:
        out.write_bytes(body)
    except OSError as error:
        raise InvalidInputError("this file can't be written", asked=str(out), found=error.strerror or "") from error


def _tell(to: "Console", heads: "AudienceHeads", sheets: "dict[str, Sheet]") -> None:
    known = "too few to say" if heads.readers is None else str(heads.readers)
    to.print(f"{heads.pages} pages, readers: {known}", markup=False)
    for name, sheet in sheets.items():
        to.print(f"\n{sheet.title}  [{name}]", markup=False, style="bold")
        if not sheet.rows:
            to.print(sheet.empty, markup=False, style="dim")
        for row in sheet.rows[-_ROWS:]:
            to.print("  ".join(_said(cell) for cell in row), markup=False)


def _said(cell: object) -> str:
    return "–" if cell is None else f"{cell:.3g}" if isinstance(cell, float) else str(cell)
