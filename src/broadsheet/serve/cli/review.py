"""`review`, `publish` and `correct`: the desk."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.core import InvalidInputError
from broadsheet.serve.cli._session import lines, of, read_text, write

if TYPE_CHECKING:
    from rich.console import Console

By = Annotated[str, typer.Option("--by", help="Who decides; your login name when not given.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("review")(review)
    app.command("publish")(publish)
    app.command("correct")(correct)


def _person(by: str) -> str:
    try:
        return by or getpass.getuser()
    except (KeyError, OSError) as error:
        raise InvalidInputError("who decides is not known", do="say it with --by NAME") from error


def review(
    context: typer.Context,
    draft: Annotated[int | None, typer.Argument(help="A draft; nothing: the list.")] = None,
    action: Annotated[str, typer.Option("--do", help="submit, clear, reject or approve.")] = "",
    note: Annotated[str, typer.Option(help="Why; for clear, the sentence.")] = "",
    text: Annotated[str, typer.Option("--text", metavar="FILE", help="A new text for the draft, or -.")] = "",
    by: By = "",
) -> None:
    """The drafts and their states; one draft; a step on it."""
    session = of(context)
    with session.open() as room:
        if draft is None:
            found = room.drafts()
            said = (f"{d.id:>5}  {d.value.state:<9} {d.value.kind:<9} {d.value.title}" for d in found)
            session.answer({"drafts": found}, lambda out: lines(out, said))
            return
        stored = room.draft(draft)
        if text:
            stored = room.edit_draft(draft, read_text(text), by=_person(by))
        if action:
            stored = room.decide(draft, action, by=_person(by), note=note)

    def told(out: "Console") -> None:
        value = stored.value
        write(f"{value.variants[value.chosen].text}\n\n")
        out.print(f"draft {stored.id}: {value.state}", markup=False)

    session.answer(stored, told)


def publish(
    context: typer.Context,
    draft: Annotated[int | None, typer.Argument(help="An approved draft; nothing: what was published.")] = None,
    format: Annotated[str, typer.Option("--format", help="html, markdown; without a draft rss, atom, json_feed.")] = "",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="Write it there.")] = "",
    by: By = "",
) -> None:
    """Publish an approved draft and give it in a format, or the feed of what was published."""
    session = of(context)
    with session.open() as room:
        if draft is None:
            found = room.publications()
            if format:
                _give(room.feed(format), out)
                return
            said = (f"{p.id:>5}  {p.value.title}" for p in found)
            session.answer({"publications": found}, lambda o: lines(o, said))
            return
        if room.draft(draft).value.state == "approved":
            room.decide(draft, "publish", by=_person(by))
        piece = room.publication_of(draft)
        if piece is None:
            raise InvalidInputError(
                "only an approved draft can be published",
                asked=str(draft),
                found=room.draft(draft).value.state,
                do=f"broadsheet review {draft} --do approve",
            )
        if format or out:
            _give(room.render(piece.id, format or "html"), out)
            return
        session.answer(piece, lambda o: o.print(f"published as {piece.id}: {piece.value.title}", markup=False))


def _give(body: bytes, out: str) -> None:
    if not out:
        write(body.decode("utf-8") + "\n")
        return
    try:
        Path(out).write_bytes(body)
    except OSError as error:
        raise InvalidInputError("this file can't be written", asked=out, found=error.strerror or "") from error


def correct(
    context: typer.Context,
    draft: Annotated[int, typer.Argument(help="A published draft.")],
    note: Annotated[str, typer.Option(help="What readers are told.")],
    text: Annotated[str, typer.Option("--text", metavar="FILE", help="The corrected text, or -.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it back instead.")] = False,
    by: By = "",
) -> None:
    """Correct a published piece, or withdraw it; the note is shown with its date."""
    session = of(context)
    with session.open() as room:
        if text and not withdraw:
            stored = room.correct(draft, read_text(text), by=_person(by), note=note)
        else:
            stored = room.decide(draft, "withdraw" if withdraw else "correct", by=_person(by), note=note)
    session.answer(stored, lambda out: out.print(f"draft {stored.id}: {stored.value.state}", markup=False))
