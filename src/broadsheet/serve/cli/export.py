"""`export`: a model of the lab into a format that other programs run, held against the model first."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import lines, of

if TYPE_CHECKING:
    from broadsheet.train.exporting import Exported
    from broadsheet.train.weighing import Figures

WORDS = {"open": "Reading the model", "write": "Writing", "gate": "Asking both the same", "measure": "Measuring"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A model of the lab, as `lab list` has it.")],
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="gguf, onnx, ctranslate2, folder or lora; gguf:q8_0 ...")
    ],
    replace: Annotated[bool, typer.Option("--replace", help="Replace an export of this format.")] = False,
) -> None:
    """Write a model of the lab in another format; one that doesn't answer like the model is refused."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    session = of(context)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    made: Exported | None = None
    with session.open() as room, Progress(*columns, console=session.aside, transient=True) as shown:
        task = shown.add_task(name, total=None)
        for told in room.export_lab_model(name, to, replaces=replace):
            stage = getattr(told, "name", "")
            if stage:
                shown.update(task, description=WORDS[stage])
            else:
                made = told  # type: ignore[assignment]
    if made is not None:
        done = made
        session.answer(done.as_json(), lambda out: lines(out, _said(name, done)))


def _said(name: str, made: "Exported") -> list[str]:
    found = made.gauged
    return [
        f"{name} as {made.format}:{made.kind}: {made.path}",
        f"  gate: {found.lines} lines cut alike; {found.prompts} prompts, {found.places} tokens: "
        f"{found.agreement:.1%} the same, {found.ties} ties; at most {found.logprob:.4f} nats apart, "
        f"mean divergence {found.divergence:.5f}",
        f"  before: {_figures(made.before)}",
        f"  after:  {_figures(made.after)}",
    ]


def _figures(found: "Figures") -> str:
    bits = "" if found.bits_per_byte is None else f", {found.bits_per_byte:.3f} bits per byte"
    loss = "" if found.loss is None else f", {found.loss:.4f} nats"
    return f"{found.bytes / 1e6:,.2f} MB, {found.tokens_per_second:,.0f} tokens a second of one core{bits}{loss}"
