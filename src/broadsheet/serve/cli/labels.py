"""`labels`: what texts were labelled with, for the analyses a newsroom trains itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.core import InvalidInputError
from broadsheet.serve.cli._session import lines, of, write

if TYPE_CHECKING:
    from rich.console import Console

Name = Annotated[str, typer.Argument(help="The analysis they are for.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Labels and the analyses trained on them.", no_args_is_help=True)
    group.command("list")(show)
    group.command("card")(card)
    group.command("add")(add)
    group.command("import")(take)
    group.command("export")(give)
    group.command("next")(ask)
    group.command("remove")(remove)
    app.add_typer(group, name="labels")


def show(context: typer.Context) -> None:
    """The names there are labels for, with their labels and what was trained."""
    session = of(context)
    with session.open() as room:
        trained = set(room.own_names())
        found: list[dict[str, Any]] = [
            {"name": n, "labels": room.label_counts(n), "card": room.analysis_card(n) if n in trained else None}
            for n in room.label_names()
        ]

    def told(out: "Console") -> None:
        for row in found:
            held = (row["card"] or {}).get("held_out")
            said = f"trained, accuracy {held['accuracy']:.3f}" if held else "not trained"
            labels = ", ".join(f"{label} {n}" for label, n in row["labels"].items())
            out.print(f"{row['name']}: {said}; {labels or 'no labels'}", markup=False)
        if not found:
            out.print("no labels yet: broadsheet train classify --labels FILE --name NAME", markup=False)

    session.answer({"names": found}, told)


def card(context: typer.Context, name: Name) -> None:
    """How well a trained analysis does."""
    from broadsheet.serve.cli._cards import tell_card

    session = of(context)
    with session.open() as room:
        found = room.analysis_card(name)
    session.answer(found, lambda out: tell_card(found, out))


def add(
    context: typer.Context,
    name: Name,
    label: Annotated[str, typer.Argument()],
    article: Annotated[int | None, typer.Option("--article", help="An article of the archive.")] = None,
    text: Annotated[str, typer.Option("--text", help="A text of its own.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who says so.")] = "",
) -> None:
    """Give an article or a text a label, in the place of an earlier one."""
    session = of(context)
    with session.open() as room:
        given = room.label(name, label, article=article, text=text, by=by)
    session.answer(given, lambda out: out.print(f"{name}: {given.label}", markup=False))


def take(context: typer.Context, name: Name, file: Annotated[str, typer.Argument()]) -> None:
    """Keep the labels of a file, in the place of those that came from a file before."""
    session = of(context)
    with session.open() as room:
        done = room.import_labels(name, file)
    said = [f"left out: {problem}" for problem in done.problems]
    session.answer(done, lambda out: lines(out, [*said, f"{done.kept} labels kept for {name}"]))


def give(context: typer.Context, name: Name, out: Annotated[str, typer.Option("--out", metavar="FILE")] = "") -> None:
    """The labels as JSON lines, which `labels import` reads back."""
    with of(context).open() as room:
        text = "".join(room.export_labels(name))
    if not out:
        write(text)
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidInputError("this file can't be written", asked=out, found=error.strerror or "") from error


def ask(context: typer.Context, name: Name, n: Annotated[int, typer.Option("--n", min=1, max=100)] = 5) -> None:
    """The articles whose label would teach most: those the analysis is least sure of."""
    session = of(context)
    with session.open() as room:
        found = room.next_to_label(name, n=n)
    said = [
        f"{c.article:>5}  {c.title}  ({c.guess} {c.score:.2f})" if c.guess else f"{c.article:>5}  {c.title}"
        for c in found
    ]
    session.answer({"next": found}, lambda out: lines(out, said or ["every article has a label"]))


def remove(context: typer.Context, name: Name) -> None:
    """Take away an analysis and all its labels."""
    session = of(context)
    with session.open() as room:
        forgotten = room.forget_labels(name)
    session.answer({"removed": name, "labels": forgotten}, lambda out: out.print(f"{name} is gone", markup=False))
