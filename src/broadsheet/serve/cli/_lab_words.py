"""Models of the lab in words: one line each, a card, and what a training would cost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.app import LabModel

# Of a prompt so many characters are shown before what was written.
_PROMPT = 40


def size(count: float) -> str:
    """Bytes for people."""
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.2f} GB"


def duration(seconds: float) -> str:
    """A time for people."""
    minutes = seconds / 60
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def line(model: "LabModel") -> str:
    """One model of a list."""
    steps = f"{model.step:,} of {model.steps:,} steps" if model.steps else ""
    loss = f"loss {model.loss:.3f}" if model.loss is not None else ""
    files = ", ".join(f"{name} {size(count)}" for name, count in model.files.items())
    why = str(model.problem) if model.problem else ""
    return "  ".join(part for part in (f"lab:{model.name}", model.state, model.recipe, steps, loss, files, why) if part)


def cost(found: Any) -> Iterator[str]:
    """What a training would cost."""
    held = found.parameters - found.trained
    yield f"parameters    {found.parameters:,}" + (f", {found.trained:,} trained, {held:,} held" if held else "")
    yield f"steps         {found.steps:,}, {found.seconds_a_step:.2f} s each"
    yield f"time          about {duration(found.seconds)} for the training alone"
    yield f"tokens        about {found.tokens:,} read"
    yield f"memory        {size(found.memory)} at the peak, {size(found.free)} free"
    yield f"disk          about {size(found.disk)}"
    if not found.fits:
        yield "This machine has too little memory for it: lower training.rows, training.length or model.width."


def card(name: str, found: Mapping[str, Any]) -> Iterator[str]:
    """What came of a training."""
    from broadsheet.app.lab.left import exports_of

    if not found:
        return
    kind, recipe, count = found.get("architecture"), found.get("recipe"), found.get("parameters", 0)
    yield f"lab:{name}: {kind}, {count:,} parameters, recipe {recipe}"
    if found.get("held"):
        yield f"trained {found.get('trained', 0):,} numbers, held {found['held']:,} as they were"
    yield from _measures(found.get("measures") or {})
    yield from smaller(found)
    for export in exports_of(found):
        said = _figures_of(export.bytes, export.speed, export.bits, export.loss)
        was = _figures_of(export.bytes_before or 0, export.speed_before, export.bits_before, export.loss_before)
        yield f"{export.format}: {said}" + (f"; the model: {was}" if was else "")
    yield from asking(name, found)


def asking(name: str, found: Mapping[str, Any]) -> Iterator[str]:
    """What to type to ask a model that has this card; what can't be asked yet is exported first."""
    from broadsheet.app.lab.report_use import commands, needs_export

    first, *rest = commands(name, found)
    if needs_export(found):
        yield f"\nIt answers once it is exported: {first}"
        yield f"Then ask it: {rest[0]}"
    else:
        yield f"\nAsk it: {first}"


def smaller(found: Mapping[str, Any]) -> Iterator[str]:
    """A model that was made smaller beside the one it was made of."""
    from broadsheet.app.lab.left import smaller_of

    made = smaller_of(found)
    if made is None:
        return
    yield f"{made.how} {'by' if made.how == 'taught' else 'of'} {made.of}"
    for when, side in (("before", made.before), ("after", made.after)):
        counts = f"{side['tokens']:,} tokens, {side['parameters']:,} parameters"
        figures = (side["bytes"], side.get("tokens_per_second"), side.get("bits_per_byte"), side.get("loss"))
        yield f"  {when + ':':<8}{counts}, {_figures_of(*figures)}"


def _figures_of(bytes: int, speed: float | None, bits: float | None, loss: float | None) -> str:
    """Size, speed and likelihood, as far as they are known."""
    parts = [
        size(bytes) if bytes else "",
        "" if speed is None else f"{speed:,.0f} tokens a second of one core",
        "" if bits is None else f"{bits:.3f} bits per byte",
        "" if loss is None else f"{loss:.4f} nats",
    ]
    return ", ".join(part for part in parts if part)


def samples(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """What a model wrote while it learnt, a line for each prompt."""
    for prompt, written in rows:
        yield f"  {_short(prompt)} → {' '.join(written.split()) or '—'}"


def _short(prompt: str) -> str:
    words = " ".join(prompt.split())
    return words if len(words) <= _PROMPT else words[: _PROMPT - 1] + "…"


def measured(name: str, documents: int, measures: Mapping[str, Any], *, seen: float = 0.0) -> Iterator[str]:
    """What a model was measured as on so many texts, of which it learnt from the share `seen`."""
    yield f"lab:{name} on {documents:,} texts"
    if seen:
        yield f"Mind: {seen:.0%} of these texts are among those it learnt from. The figures flatter it."
    yield from _measures(measures)


def _measures(found: Mapping[str, Any]) -> Iterator[str]:
    """Who wins, then the figures; samples are for the report."""
    from broadsheet.app.lab.report_words import told
    from broadsheet.app.lab.verdicts import verdicts

    yield from (told(one, "en") for one in verdicts({"measures": found}))
    for measure, figures in found.items():
        if measure != "samples":
            yield f"{measure}: {_figures(figures)}"


def _figures(found: Mapping[str, Any]) -> str:
    """The numbers at the top of a measure, the rest is in the report."""
    flat = {
        key: value for key, value in found.items() if isinstance(value, int | float) and not isinstance(value, bool)
    }
    return ", ".join(f"{key} {value:.4g}" for key, value in list(flat.items())[:6]) or "see the report"
