"""A trained model into another format: written beside, held against the model by its gate, put in place at once."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from broadsheet.core import ConflictError, DiskFullError, Plugins, UnknownNameError
from broadsheet.core.whole_files import placed, room_told, scratch, swept
from broadsheet.train import gates
from broadsheet.train.gates import Gauged
from broadsheet.train.weighing import Figures, Weighing, size

exports = Plugins("broadsheet.train.exports", "format of exported models")

# What is written is at most as large as the weights, and for a moment there are two of it.
_ROOM = 2.2


@dataclass(frozen=True, slots=True)
class Exported:
    """What was put in place at `path`, what the gate found, and both before and after."""

    path: Path
    format: str
    kind: str
    gauged: Gauged
    before: Figures
    after: Figures

    def as_json(self) -> dict[str, Any]:
        """For a card, in JSON's types: `format` as it is asked for, `file`, what the gate found, before and after."""
        told = {name: value for name, value in asdict(self).items() if name in ("gauged", "before", "after")}
        return {"format": f"{self.format}:{self.kind}", "file": self.path.name, **told}


@dataclass(frozen=True, slots=True)
class Asking:
    """Texts that nobody has learnt from, to ask a model and its copy with; `labelled` are texts with their true labels.

    Without any, the sample wire's lines are asked.
    """

    lines: Sequence[str] = ()
    labelled: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """What an export does now: `open`, `write`, `gate` or `measure`."""

    name: str


_NOTHING = Asking()


def export(
    folder: Path, to: str, *, into: Path, asking: Asking = _NOTHING, replaces: bool = False
) -> Iterator[Stage | Exported]:
    """Write the model in `folder` as `to` says (`gguf:q8_0`, `onnx:int8`; the kind may be left out) into `into`.

    Both are asked with what `asking` has. The stages come as they begin, what was made at last; a copy that fails its
    gate is gone. Raises `UnknownNameError`, `InvalidInputError` for what the format can't hold, `IntegrityError` with
    the first difference, `ConflictError` for what is there already unless it `replaces`, `DiskFullError`,
    `MissingExtraError`.
    """
    module, kind = asked(to)
    yield Stage("open")
    source = gates.open_source(folder)
    module.check(source, kind=kind)
    target = into / module.FILE
    if target.exists() and not replaces:
        raise ConflictError(
            "there is an export of this kind already", asked=to, found=target.name, do="ask for it to be replaced"
        )
    swept(into)
    _check_room(folder, into)
    texts = list(asking.lines) or gates.lines()
    weighing = Weighing(source, texts, asking.labelled)
    with scratch(target) as beside:
        yield Stage("write")
        with room_told(target):
            made = module.write(source, beside, kind=kind)
        yield Stage("gate")
        model = gates.reference(source)
        with module.opened(made, source) as copy:
            gauged = gates.gate(model, copy, bounds=module.KINDS[kind], lines=texts, context=source.context)
            yield Stage("measure")
            before = weighing.figures(model, size=size(source.adapter or source.folder))
            after = weighing.figures(copy, size=size(made))
        placed(made, target)
    yield Exported(target, to.partition(":")[0], kind, gauged, before, after)


def asked(to: str) -> tuple[ModuleType, str]:
    """The format's module and the kind that `to` means. Raises `UnknownNameError` with the names there are."""
    form, _, kind = to.partition(":")
    module = exports.load(form)
    kind = kind or next(iter(module.KINDS))
    if kind not in module.KINDS:
        raise UnknownNameError(f"{form} is not written as {kind!r} here", asked=to, choices=module.KINDS)
    return module, kind


def full_name(to: str) -> str:
    """`to` with the kind that it means: `onnx` is `onnx:int8`. Raises `UnknownNameError`."""
    return f"{to.partition(':')[0]}:{asked(to)[1]}"


def exported(folder: Path, to: str) -> Exported:
    """As `export`, into the model's own folder and to the end; what was there of this format before is replaced."""
    for last in export(folder, to, into=folder, replaces=True):
        if isinstance(last, Exported):
            return last
    raise AssertionError("an export ends with what was made")  # `export` gives it last, or raises


def _check_room(folder: Path, into: Path) -> None:
    needed, free = int(_ROOM * size(folder)), shutil.disk_usage(into).free
    if free < needed:
        raise DiskFullError(
            "there is no room for the export",
            asked=f"{needed / 1e6:,.0f} MB",
            found=f"{free / 1e6:,.0f} MB free",
            do="free space, then export again",
        )
