"""`check`: a text against its evidence."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.core import Evidence, Report
from broadsheet.serve.cli._session import FELL_SHORT, batch, may, may_list, need, of, read_text, write

if TYPE_CHECKING:
    from broadsheet.app import Newsroom

MARKS = {"supported": "+", "contradicted": "x", "unsupported": "!", "opinion": "~"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="The text, or - for standard input.")] = "-",
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="ID, file or URL; may be given again.")
    ] = None,
    language: Annotated[str, typer.Option()] = "",
    rows: Annotated[
        str, typer.Option("--batch", metavar="FILE.jsonl", help="One draft with its evidence a line.")
    ] = "",
) -> None:
    """Report on a text: which sentence stands on what, what contradicts it, what has nothing under it."""
    session = of(context)
    with session.open() as room:
        if rows:
            if not batch(rows, lambda row: _row(room, row, language)):
                raise typer.Exit(FELL_SHORT)
            return
        report = room.check(read_text(file), room.evidence(evidence or []), language=language)
    session.answer(report, lambda _out: _tell(report))
    if not report.passed:
        raise typer.Exit(FELL_SHORT)


def _row(room: "Newsroom", row: dict[str, Any], language: str) -> Report:
    evidence = [Evidence(f"evidence:{i}", text) for i, text in enumerate(may_list(row, "evidence"), 1)]
    tongue = may(row, "language", language) or language
    return room.check(need(row, "draft", str), evidence, language=tongue)


def _tell(report: Report) -> None:
    for claim in report.claims:
        write(f"{MARKS[claim.verdict]} {claim.text}\n")
        write(f"    {claim.verdict}: {claim.reason}\n")
        for span in claim.evidence[:1]:
            write(f"    {span.source}: {span.text}\n")
    for finding in report.findings:
        fix = f" -> {finding.fix}" if finding.fix else ""
        write(f"{finding.severity} {finding.check}.{finding.rule}: {finding.text}{fix}  ({finding.message})\n")
    write("passed\n" if report.passed else "fell short\n")
