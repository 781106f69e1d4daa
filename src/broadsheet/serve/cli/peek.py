"""`models peek`: what may come next after a prompt, before and after the decoding settings."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app.decoding import NextToken

_BAR = 24  # characters of the longest bar


def register(app: typer.Typer) -> None:
    """Add the command to the group of `models`, which comes before it in the folder."""
    group = next(g.typer_instance for g in app.registered_groups if g.name == "models")
    if group is not None:
        group.command("peek")(peek)


def peek(
    context: typer.Context,
    prompt: Annotated[str, typer.Argument(help="What the model is asked.")],
    begun: Annotated[str, typer.Option(help="How its answer begins already.")] = "",
    strategy: Annotated[str, typer.Option(help="greedy or sample.")] = "sample",
    temperature: Annotated[float, typer.Option(help="0 to 2: below 1 the likely grow likelier.")] = 0.8,
    top_k: Annotated[int, typer.Option(help="Only so many of the likeliest; 0: all.")] = 40,
    top_p: Annotated[float, typer.Option(help="The fewest likeliest that together reach this; 1: all.")] = 0.95,
    min_p: Annotated[float, typer.Option(help="None below this share of the likeliest; 0: all.")] = 0.0,
    repeat_penalty: Annotated[float, typer.Option(help="Above 1 what was said lately grows less likely.")] = 1.0,
    n: Annotated[int, typer.Option("-n", help="How many tokens.", min=1, max=200)] = 15,
) -> None:
    """The next token's chances, before and after the settings: what they cut has no second number."""
    from broadsheet.models import Options

    session = of(context)
    options = Options(
        strategy,  # type: ignore[arg-type]  # the model refuses one that it doesn't have, and lists those it has
        temperature,
        top_k=top_k,
        top_p=top_p,
        min_p=min_p,
        repeat_penalty=repeat_penalty,
        begun=begun,
    )
    with session.open() as room:
        found = room.next_token(prompt, options, model=session.model or None, n=n)
    told = {"model": found.model, "begun": found.begun, "rest": found.rest, "tokens": found.chances}
    session.answer(told, lambda out: _show(found, out))


def _show(found: "NextToken", out: "Console") -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in ("token", "before", "after", ""):
        table.add_column(head, justify="right" if head in ("before", "after") else "left", no_wrap=True)
    most = max((c.after or c.before for c in found.chances), default=1.0)
    for chance in found.chances:
        after = f"{chance.after:.1%}" if chance.after else "cut"
        bar = "█" * round(_BAR * (chance.after or 0.0) / most)
        table.add_row(repr(chance.text), f"{chance.before:.1%}", after, bar)
    out.print(table, markup=False)
    out.print(f"all other tokens together: {found.rest:.1%}; {found.model}", markup=False)
