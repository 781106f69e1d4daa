"""`lab write`: a headline, a translation, an answer by a model of the lab, asked as it was trained and checked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from broadsheet.core import BroadsheetError
from broadsheet.serve.cli._decoding import MaxTokens, Seed, Strategy, Temperature, TopK, TopP
from broadsheet.serve.cli._session import FELL_SHORT, lines, of, read_text

if TYPE_CHECKING:
    from broadsheet.app.lab import WrittenFor

_SIGNS = {"unsupported": "?", "contradicted": "✕", "opinion": "“"}
# Of a given text, so much names it where there are several.
_OPENING = 40


def register(app: typer.Typer) -> None:
    """Add the command to the group `lab`, which comes before it in the folder."""
    group = next(g.typer_instance for g in app.registered_groups if g.name == "lab")
    if group is not None:
        group.command("write")(write_texts)


def write_texts(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A model of the lab, as `lab list` has it.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The text; `-` is standard input.")] = "-",
    by_line: Annotated[bool, typer.Option("--lines", help="Each line is a text of its own.")] = False,
    n: Annotated[int, typer.Option("-n", min=1, max=16, help="How many answers to each; drawn, if more than 1.")] = 1,
    strategy: Annotated[
        Strategy | None, typer.Option("--strategy", help="greedy unless several are asked for; beam where it has it.")
    ] = None,
    temperature: Temperature = 0.7,
    top_k: TopK = 40,
    top_p: TopP = 0.95,
    max_tokens: MaxTokens = 128,
    seed: Seed = 0,
) -> None:
    """Have a model trained here write: it is asked as it was trained, and what the text doesn't bear out is marked.

    A headline model is given a report, a translator a text, an assistant a request; any other model writes on.
    """
    from broadsheet.models import Options

    session = of(context)
    given = read_text(file)
    texts = [line for line in given.splitlines() if line.strip()] if by_line else [given]
    way: Literal["greedy", "sample", "beam"] = "sample" if n > 1 else "greedy"
    if strategy is not None:
        way = strategy.value
    options = Options(strategy=way, temperature=temperature, top_k=top_k, top_p=top_p, max_tokens=max_tokens, seed=seed)
    with session.open() as room:
        found = list(room.write_with_lab(name, texts, options=options, n=n))
    rows = [
        {"text": text, "error": one} if isinstance(one, BroadsheetError) else one
        for text, one in zip(texts, found, strict=True)
    ]
    told = (line for text, one in zip(texts, found, strict=True) for line in _told(text, one, is_named=len(texts) > 1))
    session.answer({"texts": rows}, lambda out: lines(out, told))
    if any(isinstance(one, BroadsheetError) or not one.is_borne_out for one in found):
        raise typer.Exit(FELL_SHORT)


def _told(text: str, found: "WrittenFor | BroadsheetError", *, is_named: bool) -> Iterator[str]:
    """The opening of the text where there are several, each answer, and under it what is in doubt."""
    if is_named:
        yield f"# {text[:_OPENING]}{'…' if len(text) > _OPENING else ''}"
    if isinstance(found, BroadsheetError):
        yield f"error: {found}"
        return
    if found.is_cut:
        yield "(the model read only a part of the text)"
    for one in found.answers:
        yield one.text + (" …" if one.finish == "length" else "")
        for doubt in one.doubts:
            yield f"    {_SIGNS[doubt.verdict]} {doubt.text}  ({doubt.message})"
