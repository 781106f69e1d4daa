"""`lab prune` and `lab distil`: a model of the lab with the vocabulary that a corpus uses, and a pupil of one."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli._lab_words import asking, smaller
from broadsheet.serve.cli._session import lines, of

if TYPE_CHECKING:
    from broadsheet.app import Newsroom


def prune(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="NAME", help="A model of the lab, as `lab list` has it.")],
    name: Annotated[str, typer.Option("--name", metavar="NEW", help="What the smaller model is called.")],
    data: Annotated[
        list[str] | None, typer.Option("--data", metavar="PATH", help="The texts it is to serve. Else the archive.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Of the archive, only what is in this language.")] = "",
) -> None:
    """Make a smaller model with the tokens that these texts use; both answer alike, or it is not kept."""
    from broadsheet.app import Given

    session = of(context)
    given = Given(source, data=tuple(data or ()), language=language)
    with session.open() as room:
        card = room.prune_lab_model(source, given, to=name)
    session.answer(card, lambda out: lines(out, [f"lab:{name}", *smaller(card), *asking(name, card)]))


def distil(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="NAME", help="The teacher: a model of the lab.")],
    name: Annotated[str, typer.Option("--name", metavar="NEW", help="What the pupil is called.")],
    layers: Annotated[int, typer.Option("--layers", min=0, help="Fewer than the teacher has; 0 is half of them.")] = 0,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a setting of the training.")
    ] = None,
) -> None:
    """Teach a pupil with fewer layers on the text that its teacher learnt from; the same again goes on."""
    from broadsheet.serve.cli._lab_training import trained

    def begin(room: "Newsroom", stop: Callable[[], bool]) -> Iterable[Any]:
        given = room.pupil_given(source, layers=layers)
        return room.train_model(replace(given, settings=(*given.settings, *(settings or ()))), name=name, stop=stop)

    trained(of(context), begin)
