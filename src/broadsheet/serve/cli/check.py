"""`check`: a text against its evidence."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.core import Checked, Evidence, InvalidInputError, Report
from broadsheet.serve.cli._checked import told
from broadsheet.serve.cli._session import (
    FELL_SHORT,
    Session,
    batch,
    may,
    may_list,
    need,
    of,
    print_json,
    read_text,
    write,
)
from broadsheet.serve.naming import day
from broadsheet.serve.shapes import jsonable

if TYPE_CHECKING:
    from broadsheet.app import Newsroom


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="The text, or - for standard input.")] = "-",
    evidence: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT", help="ID, story:ID, entity:ID, file or URL; may be given again."),
    ] = None,
    language: Annotated[str, typer.Option(help="zh or en; told from the text when left out.")] = "",
    dateline: Annotated[
        str, typer.Option(metavar="DAY", help="The day (2026-11-12) its “yesterday” is counted from.")
    ] = "",
    rows: Annotated[
        str, typer.Option("--batch", metavar="FILE.jsonl", help="One draft with its evidence a line.")
    ] = "",
    after: Annotated[
        str, typer.Option(metavar="ID", help="With --batch: go on behind the row of this id, where a run was stopped.")
    ] = "",
    report: Annotated[
        str, typer.Option(metavar="FILE", help="Write the report: .html, .pdf, .json, or .svg for the badge.")
    ] = "",
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the check, with an address, a report and a badge.")
    ] = False,
    title: Annotated[str, typer.Option(help="What the text is called in the report.")] = "",
) -> None:
    """Report on a text: which sentence stands on what, what contradicts it, what has nothing under it.

    With --model NAME a language model is asked about what the rules leave open.
    """
    session = of(context)
    with session.open() as room:
        if rows:
            if not batch(rows, lambda row: _row(room, row, (language, session.model)), after=after):
                raise typer.Exit(FELL_SHORT)
            return
        checked = room.examined(
            read_text(file),
            room.evidence(evidence or []),
            language=language,
            dateline=day(dateline),
            model=session.model or None,
        )
        checked = replace(checked, title=title or checked.title)
        passed = _answer(session, room, checked, (report, keep))
    if not passed:
        raise typer.Exit(FELL_SHORT)


def _answer(session: Session, room: "Newsroom", checked: Checked, asked: tuple[str, bool]) -> bool:
    """Tell the report, keep it and write it to a file as asked; whether the text passed."""
    file, keep = asked
    if file:
        _write_file(room, checked, Path(file))
    id = room.keep_check(checked).id if keep else None
    if session.is_json:
        print_json({"id": id, **jsonable(checked.report)} if id else checked.report)
    else:
        for line, style in told(checked):
            session.people.print(line, style=style, markup=False)
        if id:
            write(f"kept as check {id}: /checks/{id}\n")
    return checked.report.passed


def _write_file(room: "Newsroom", checked: Checked, path: Path) -> None:
    """The report in the format that the file's ending names."""
    from broadsheet import publish

    endings = {publish.check_report_file(name)[1]: name for name in room.check_reports()}
    ending = path.suffix.removeprefix(".").lower()
    if ending == "json":
        import json

        body = (json.dumps(jsonable(checked), ensure_ascii=False, indent=2) + "\n").encode()
    elif ending in endings:
        body = room.check_file(checked, endings[ending])
    else:
        raise InvalidInputError(
            "the report's file ends in its format",
            asked=str(path),
            choices=[f".{e}" for e in (*sorted(endings), "json")],
        )
    try:
        path.write_bytes(body)
    except OSError as error:
        raise InvalidInputError("the report can't be written", asked=str(path), found=error.strerror or "") from error


def _row(room: "Newsroom", row: dict[str, Any], defaults: tuple[str, str]) -> Report:
    language, model = defaults
    text = need(row, "text" if "text" in row and "draft" not in row else "draft", str)
    evidence = [*_texts(row.get("evidence")), *room.evidence(may_list(row, "sources"))]
    return room.check(
        text,
        evidence,
        language=may(row, "language", language) or language,
        dateline=day(may(row, "dateline", "")),
        model=model or None,
    )


def _texts(given: Any) -> Sequence[Evidence]:
    """The evidence of a row: texts, or objects with `text` and what else is known of each."""
    found = [] if given is None else given
    if not isinstance(found, list) or not all(isinstance(one, str | dict) for one in found):
        raise InvalidInputError("the field 'evidence' is not a list of texts", found=repr(given)[:80])
    return [_evidence({"text": one} if isinstance(one, str) else one, n) for n, one in enumerate(found, 1)]


def _evidence(row: dict[str, Any], number: int) -> Evidence:
    told = {name: may(row, name, "") for name in ("title", "outlet", "url", "language")}
    source = may(row, "source", "") or f"evidence:{number}"
    return Evidence(source, need(row, "text", str), published=day(may(row, "published", "")), **told)
