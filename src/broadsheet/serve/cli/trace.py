"""`trace`: which source mattered for each sentence of a text."""

from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from broadsheet.core import InvalidInputError
from broadsheet.serve.cli._session import of, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from broadsheet.app import Newsroom
    from broadsheet.core import Influence
    from broadsheet.verify import Weighing

    Traced = tuple[str, tuple[Influence, ...]]

UNITS = {"likelihood": "nats", "fitted": "nats", "extraction": "points"}
_BAR = 20  # characters of the longest bar


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("trace")(trace)


def trace(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="The text, or - for standard input.")] = "-",
    evidence: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT", help="ID, story:ID, entity:ID, file or URL; may be given again."),
    ] = None,
    draft: Annotated[int, typer.Option(metavar="ID", help="A kept draft with its own sources, instead of a text.")] = 0,
    by: Annotated[str, typer.Option(help="What is left out each time: source or sentence.")] = "source",
    language: Annotated[str, typer.Option(help="zh or en; told from the text when left out.")] = "",
    seed: Annotated[int, typer.Option(help="Draws the trials where there are more than 16 sources.")] = 0,
) -> None:
    """Say which source mattered for each sentence, by leaving each out.

    With --model NAME it is how likely the model finds the sentence that is watched, without one how far the evidence
    supports it.
    """
    from broadsheet.verify import Weighing

    if by not in ("source", "sentence"):
        raise InvalidInputError("what is left out is a source or a sentence", asked=by, choices=["source", "sentence"])
    session = of(context)
    weighing = Weighing(cast(Literal["source", "sentence"], by), seed)
    model = session.model or None
    with session.open() as room:
        if draft:
            found = list(_of_draft(room, draft, model, weighing))
        else:
            found = list(_of_text(room, (read_text(file), language), evidence or [], (model, weighing)))
    told = {"sentences": [{"text": text, "influence": sources} for text, sources in found]}
    session.answer(told, lambda out: _show(found, out))


def _of_draft(room: "Newsroom", id: int, model: str | None, weighing: "Weighing") -> "Iterator[Traced]":
    known = room.draft(id).value
    for number, sentence in enumerate(known.variants[known.chosen].sentences, 1):
        if any(c.isalnum() for c in sentence.text):
            yield sentence.text, room.influence_of_draft(id, number, model=model, weighing=weighing)


def _of_text(
    room: "Newsroom", text: tuple[str, str], evidence: list[str], how: "tuple[str | None, Weighing]"
) -> "Iterator[Traced]":
    from broadsheet import nlp

    whole, language = text
    given = room.evidence(evidence)
    for start, end in nlp.sentences(whole, language=language or nlp.detect(whole)):
        sentence = whole[start:end].strip()
        if any(c.isalnum() for c in sentence):
            yield sentence, room.influence(sentence, given, language=language, model=how[0], weighing=how[1])


def _show(found: "list[Traced]", out: "Console") -> None:
    for text, sources in found:
        out.print(text, markup=False)
        for one in sources:
            bar = "█" * round(_BAR * one.share)
            place = f"  “{one.span.text[:60]}”" if one.span else ""
            told = f"  {one.share:>4.0%}  {one.drop:+.2f} {UNITS[one.method]}  {one.source}{place}  {bar}"
            out.print(told.rstrip(), markup=False)
    if found:
        out.print(f"by {found[0][1][0].method}", markup=False)
