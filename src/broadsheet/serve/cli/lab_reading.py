"""`lab classify`, `tag`, `fill` and `look`: what the lab's own models make of a text."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.core import BroadsheetError
from broadsheet.serve.cli._session import FELL_SHORT, lines, of, read_text

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.train.reading.looking import Attention

Name = Annotated[str, typer.Argument(metavar="NAME", help="A model of the lab, as `lab list` has it.")]
# Signs for a weight from nought to one, eight steps, as a bar that grows.
_SHADES = " ▁▂▃▄▅▆▇█"
_COLUMN = 12


def register(app: typer.Typer) -> None:
    """Add the commands to the group `lab`, which comes before it in the folder."""
    group = next(g.typer_instance for g in app.registered_groups if g.name == "lab")
    if group is not None:
        for command in (classify, tag, fill, look):
            group.command(command.__name__)(command)


def classify(
    context: typer.Context,
    name: Name,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text a line; `-` is standard input.")] = "-",
) -> None:
    """Tell the class of each line of a file, by a classifier trained here."""
    session = of(context)
    texts = [line for line in read_text(file).splitlines() if line.strip()]
    with session.open() as room:
        found = list(room.classify_with_lab(name, texts))
    rows = [
        {"text": text, "error": one}
        if isinstance(one, BroadsheetError)
        else {"text": text, "label": one.label, "score": one.score, "scores": dict(one.scores)}
        for text, one in zip(texts, found, strict=True)
    ]
    said = (
        f"{one}" if isinstance(one, BroadsheetError) else f"{one.label}\t{one.score:.3f}\t{text[:80]}"
        for text, one in zip(texts, found, strict=True)
    )
    session.answer({"texts": rows}, lambda out: lines(out, said))
    if any(isinstance(one, BroadsheetError) for one in found):
        raise typer.Exit(FELL_SHORT)


def tag(
    context: typer.Context, name: Name, text: Annotated[str, typer.Argument(help="The text whose words are tagged.")]
) -> None:
    """Tell the tag of each word, by a tagger trained here."""
    session = of(context)
    with session.open() as room:
        found = room.tag_with_lab(name, text)
    session.answer(
        {"words": found}, lambda out: lines(out, (f"{one.word}\t{one.tag}\t{one.score:.3f}" for one in found))
    )


def fill(
    context: typer.Context,
    name: Name,
    text: Annotated[str, typer.Argument(help="A text with gaps, each written ___.")],
    n: Annotated[int, typer.Option("-n", min=1, max=50, help="How many words for each gap.")] = 5,
) -> None:
    """Tell the likeliest words for each gap, by a masked model trained here."""
    session = of(context)
    with session.open() as room:
        found = room.fill_with_lab(name, text, n=n)
    said = (
        f"{number}. " + "  ".join(f"{word} {chance:.3f}" for word, chance in gap.choices)
        for number, gap in enumerate(found, 1)
    )
    session.answer({"gaps": found}, lambda out: lines(out, said))


def look(
    context: typer.Context,
    name: Name,
    text: Annotated[str, typer.Argument(help="The text to look at.")],
    layer: Annotated[int, typer.Option("--layer", min=0, help="Which layer, from 1; 0 is the last.")] = 0,
    head: Annotated[int, typer.Option("--head", min=0, help="Which head, from 1; 0 is the mean of all.")] = 0,
    answer: Annotated[str, typer.Option("--answer", help="Of a model of two parts: what it is to have written.")] = "",
) -> None:
    """Show how much each token looks at each other: the attention of a model trained here."""
    session = of(context)
    with session.open() as room:
        found = room.look_with_lab(name, text, layer=layer, head=head, answer=answer)
    session.answer(found, lambda out: _show(out, found))


def _show(out: "Console", found: "Attention") -> None:
    """A row for each token: what it looks at most, and a bar for every other token."""
    which = f"head {found.head} of {found.heads}" if found.head else f"the mean of {found.heads} heads"
    said = [f"layer {found.layer} of {found.layers}, {which}; the columns are: {' '.join(found.columns)}"]
    for token, weights in zip(found.rows, found.weights, strict=True):
        top = max(range(len(weights)), key=weights.__getitem__)
        bars = "".join(_SHADES[round(weight * (len(_SHADES) - 1))] for weight in weights)
        said.append(f"{token[:_COLUMN]:>{_COLUMN}} |{bars}| most at {found.columns[top]} {weights[top]:.2f}")
    lines(out, [*said, "The text goes on; only its beginning is shown."] if found.is_cut else said)
