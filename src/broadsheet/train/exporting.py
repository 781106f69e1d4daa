"""A trained model into another format: written beside, held against the model by its gate, put in place at once."""

import math
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from broadsheet.core import ConflictError, DiskFullError, Plugins, UnknownNameError
from broadsheet.core.whole_files import placed, room_told, scratch
from broadsheet.train import gates
from broadsheet.train.gates import Gauged, Source, Witness

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows

exports = Plugins("broadsheet.train.exports", "format of exported models")

# What is written is at most as large as the weights, and for a moment there are two of it.
_ROOM = 2.2
_PACE_TOKENS = 32
# So many tokens of held-out text say to a few hundredths of a bit how good a model is, and cost seconds.
_WEIGHED = 400


@dataclass(frozen=True, slots=True)
class Figures:
    """A model or a copy of it: its size in bytes, tokens decoded a second, bits per byte of text (None: not causal)."""

    bytes: int
    tokens_per_second: float
    bits_per_byte: float | None


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
class Stage:
    """What an export does now: `open`, `write`, `gate` or `measure`."""

    name: str


def export(
    folder: Path, to: str, *, into: Path, lines: Sequence[str] = (), replaces: bool = False
) -> Iterator[Stage | Exported]:
    """Write the model in `folder` as `to` says (`gguf:q8_0`, `onnx:int8`; the kind may be left out) into `into`.

    `lines` are texts like those it was made for, to ask both with; else the sample wire's. The stages come as they
    begin, what was made at last; a copy that fails its gate is gone. Raises `UnknownNameError`, `InvalidInputError` for
    what the format can't hold, `IntegrityError` with the first difference, `ConflictError` for what is there already
    unless it `replaces`, `DiskFullError`, `MissingExtraError`.
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
    _check_room(folder, into)
    texts = list(lines) or gates.lines()
    with scratch(target) as beside:
        yield Stage("write")
        with room_told(target):
            made = module.write(source, beside, kind=kind)
        yield Stage("gate")
        model = gates.reference(source)
        with module.opened(made, source) as copy:
            gauged = gates.gate(model, copy, bounds=module.KINDS[kind], lines=texts, context=source.context)
            yield Stage("measure")
            before = _figures(model, source, size=_size(source.adapter or source.folder), texts=texts)
            after = _figures(copy, source, size=_size(made), texts=texts)
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


def exported(folder: Path, to: str) -> Exported:
    """As `export`, into the model's own folder and to the end; what was there of this format before is replaced."""
    for last in export(folder, to, into=folder, replaces=True):
        if isinstance(last, Exported):
            return last
    raise AssertionError("an export ends with what was made")  # `export` gives it last, or raises


def _check_room(folder: Path, into: Path) -> None:
    needed, free = int(_ROOM * _size(folder)), shutil.disk_usage(into).free
    if free < needed:
        raise DiskFullError(
            "there is no room for the export",
            asked=f"{needed / 1e6:,.0f} MB",
            found=f"{free / 1e6:,.0f} MB free",
            do="free space, then export again",
        )


def _size(path: Path) -> int:
    """Bytes of a file, or of the weights in a folder."""
    if path.is_file():
        return path.stat().st_size
    weights = [p for p in path.iterdir() if p.suffix == ".safetensors" or p.name == "model.bin"]
    return sum(p.stat().st_size for p in weights)


def weighed(folder: Path, texts: Sequence[str]) -> Figures:
    """The figures of the model in `folder` itself, in torch. Raises as `gates.open_source` does."""
    source = gates.open_source(folder)
    return _figures(gates.reference(source), source, size=_size(source.adapter or source.folder), texts=texts)


def _figures(model: Witness, source: Source, *, size: int, texts: Sequence[str]) -> Figures:
    prompt = model.encode(texts[0])[:4]
    room = source.context - len(prompt) - 1 if source.context else _PACE_TOKENS
    pace = model.pace(prompt, max(1, min(_PACE_TOKENS, room)))
    return Figures(size, round(pace, 1), _bits(model, source, texts) if source.family == "causal" else None)


def _bits(model: Witness, source: Source, texts: Sequence[str]) -> float:
    """Bits per UTF-8 byte of what follows each text's first token, over some hundreds of tokens.

    Tokens the engine doesn't tell of share evenly what those it tells of leave.
    """
    bits, size, left = 0.0, 0, _WEIGHED
    for text in texts:
        tokens = model.encode(text)[: min(source.context or left, left)]
        if len(tokens) < 2:
            continue
        bits -= _nats(model.scores(tokens[:1], tokens[1:]), tokens[1:]) / math.log(2)
        size += len(model.decode(tokens[1:]).encode())
        left -= len(tokens)
        if left < 2:
            break
    return round(bits / max(size, 1), 4)


def _nats(rows: "Rows", tokens: Sequence[int]) -> float:
    """The log-probability of all `tokens`, each by its row."""
    import numpy as np

    told = rows[np.arange(len(rows)), list(tokens)]
    untold = np.isnan(rows)
    rest = np.clip(1 - np.where(untold, 0.0, np.exp(np.where(untold, 0.0, rows))).sum(axis=-1), 1e-12, 1.0)
    share = np.log(rest / np.maximum(untold.sum(axis=-1), 1))
    return float(np.where(np.isnan(told), share, told).sum())
