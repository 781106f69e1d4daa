"""`facts`: fact checks, the newsroom's own and those of others."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from broadsheet.core import Appearance, FactCheck, InvalidInputError, Rating
from broadsheet.serve.cli._filters import Language
from broadsheet.serve.cli._session import FELL_SHORT, NOTHING_SAID, of, write

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app.fact_checking import EarlierCheck, TakenCheck
    from broadsheet.core import Stored
    from broadsheet.core.fact_check import Ruling

_TOLD = 20  # problems of an import that are printed one by one


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Fact checks: kept, found again, sent out and taken in.", no_args_is_help=True)
    group.command("find")(find)
    group.command("list")(show)
    group.command("add")(add)
    group.command("remove")(remove)
    group.command("import")(take)
    group.command("export")(export)
    app.add_typer(group, name="facts")


def find(
    context: typer.Context,
    sentence: Annotated[str, typer.Argument(help="A claim in a sentence, Chinese or English.")],
    n: Annotated[int, typer.Option("--n", min=1, max=50, help="How many.")] = 5,
) -> None:
    """Fact checks of the same claim, in other words or the other language, and those alike but for a figure or name."""
    session = of(context)
    with session.open() as room:
        found = room.earlier_checks(sentence, n=n)
    session.answer({"checks": found}, lambda out: _tell_found(out, found))


def show(
    context: typer.Context,
    language: Language = "",
    ours: Annotated[bool, typer.Option("--ours", help="Those of this newsroom alone.")] = False,
    n: Annotated[int, typer.Option("--n", min=1, max=500, help="How many.")] = 20,
) -> None:
    """The fact checks, the last kept first."""
    session = of(context)
    with session.open() as room:
        found = room.fact_checks(language=language, ours=True if ours else None, limit=n)

    def told(out: "Console") -> None:
        for stored in found:
            out.print(_line(stored), markup=False)
        if not found:
            out.print("no fact checks; `broadsheet facts add` or `facts import` begins")

    session.answer({"checks": found}, told)


def add(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(help="The claim in one sentence, as it was made.")],
    ruling: Annotated[
        str, typer.Option(help="true, mostly_true, mixed, mostly_false, false or unproven.", show_default=False)
    ],
    explanation: Annotated[str, typer.Option(help="What was found.")] = "",
    claimant: Annotated[str, typer.Option(help="Who said it.")] = "",
    appearance: Annotated[list[str] | None, typer.Option(metavar="URL", help="Where; may be given again.")] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="What shows it; may be given again.")
    ] = None,
    label: Annotated[str, typer.Option(help="The verdict in words of your own.")] = "",
    language: Language = "",
    article: Annotated[int | None, typer.Option(help="The report it was taken from.")] = None,
) -> None:
    """Keep a verdict on a claim; one on the same claim is replaced."""
    session = of(context)
    check = FactCheck(
        claim=claim,
        rating=Rating(label),
        ruling=cast("Ruling", ruling),  # the newsroom refuses what is none
        claimant=claimant,
        appearances=tuple(Appearance(url) for url in appearance or ()),
        explanation=explanation,
        language=language,
        evidence=tuple(evidence or ()),
        article=article,
    )
    with session.open() as room:
        kept = room.fact_check(room.keep_verdict(check, sentence=claim))
    session.answer(kept, lambda out: out.print(_line(kept), markup=False))


def remove(context: typer.Context, id: Annotated[int, typer.Argument(help="As `facts list` shows it.")]) -> None:
    """Forget a fact check."""
    session = of(context)
    with session.open() as room:
        room.remove_fact_check(id)
    session.answer({"removed": id}, lambda out: out.print(f"fact check {id} is gone"))


def take(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="A file or an address with ClaimReview in it, or - for standard input.")],
) -> None:
    """Take in fact checks of others: a page, JSON-LD, a data feed, lines of JSON. Taking them in again changes none."""
    session = of(context)
    stdin = sys.stdin.buffer.read() if what == "-" else b""
    with session.open() as room:
        taken = list(room.take_fact_checks(what, stdin=stdin))
    problems = [t for t in taken if t.problem]
    session.answer({"taken": taken}, lambda out: _tell_taken(out, taken, problems))
    if problems and len(problems) == len(taken):
        raise typer.Exit(FELL_SHORT)


def export(
    context: typer.Context,
    file: Annotated[str, typer.Option("--output", "-o", help="Where to; else standard output.")] = "-",
    ours: Annotated[bool, typer.Option("--ours", help="Those of this newsroom alone.")] = False,
) -> None:
    """Every fact check as a schema.org data feed of ClaimReview."""
    session = of(context)
    with session.open() as room:
        pieces = room.claim_feed(ours=True if ours else None)
        if file == "-":
            NOTHING_SAID.clear()
            for piece in pieces:
                write(piece)
            return
        try:
            with Path(file).open("w", encoding="utf-8") as out:
                out.writelines(pieces)
        except OSError as error:
            raise InvalidInputError("this file can't be written", asked=file, found=error.strerror or "") from error
    session.answer({"file": file}, lambda out: out.print(file, markup=False))


def _tell_found(out: "Console", found: "list[EarlierCheck]") -> None:
    for one in found:
        differs = f"  similar, other {one.match.differs}: {one.match.theirs}".rstrip(": ") if one.match.differs else ""
        out.print(f"{one.match.score:.2f}  {_line(one.check)}{differs}", markup=False)
    if not found:
        out.print("not checked before, as far as this newsroom knows")


def _line(stored: "Stored[FactCheck]") -> str:
    check = stored.value
    said = check.rating.label or check.ruling or "?"
    return f"{stored.id:>4}  [{said}] {check.claim}  ({check.author or 'unknown'}{', ours' if check.ours else ''})"


def _tell_taken(out: "Console", taken: "list[TakenCheck]", problems: "list[TakenCheck]") -> None:
    counted = {change: sum(t.change == change for t in taken) for change in ("new", "changed", "same")}
    out.print(", ".join(f"{n} {change}" for change, n in counted.items()) + f", {len(problems)} left out")
    for one in problems[:_TOLD]:
        out.print(f"  {one.what[:100]}: {one.problem}", markup=False)
