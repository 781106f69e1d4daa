"""A model of the lab opened for reading: what computes, its tokenizer, its head, and what its card says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core.json_objects import object_in
from broadsheet.train import architectures, tokens
from broadsheet.train.gates.source import Source, family
from broadsheet.train.reading.engines import Read, by_onnx, by_torch
from broadsheet.train.tuning import headed

if TYPE_CHECKING:
    from broadsheet.train.tokens import Tokenizer
    from broadsheet.train.tuning.headed import Head

EXPORT = "model.onnx"
TORCH, ONNX = "torch", "onnx"


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A model that is open; `way` is what computes, `torch` or `onnx`, and `model` the one in torch.

    `family` is that of its body: causal, masked or paired. `context` is how many tokens it can read, `length` how many
    it reads at once, `temperature` what its scores are divided by (Guo et al. 2017).
    """

    name: str
    tokenizer: "Tokenizer"
    head: "Head | None"
    family: str
    context: int
    length: int
    read: Read
    way: str = TORCH
    temperature: float = 1.0
    model: Any = None


def open_reader(folder: Path) -> Reader:
    """The model in `folder`, in torch; raises what `architectures.load`, `headed.load` and `tokens.load` do."""
    head: Head | None = None
    if headed.is_headed(object_in(folder / "config.json")):
        model, head = headed.load(folder)
    else:
        model = architectures.load(folder)
    tokenizer, context = tokens.load(folder), int(model.shape.context)
    length, temperature = _told(folder, context)
    read = by_torch(model, head, tokenizer)
    return Reader(
        folder.name, tokenizer, head, str(model.family), context, length, read, temperature=temperature, model=model
    )


def open_fastest(folder: Path) -> Reader:
    """The model in `folder` by what labels texts and fills gaps fastest here.

    Raises as `open_reader`, and `IntegrityError` where the export can't be read.
    """
    return _exported(folder) if way_of(folder) == ONNX else open_reader(folder)


def way_of(folder: Path) -> str:
    """What reads the model in `folder` fastest: `onnx` or `torch`, "" for one that only writes.

    The export is taken where its card doesn't say that it was slower, and where torch is not installed.
    """
    config = object_in(folder / "config.json")
    if not config.get("model_type") or family(config) not in ("headed", "masked"):
        return ""
    if not (folder / EXPORT).is_file():
        return TORCH
    return TORCH if find_spec(TORCH) is not None and _is_slower(object_in(folder / "card.json")) else ONNX


def _exported(folder: Path) -> Reader:
    config = object_in(folder / "config.json")
    head = headed.head_of(config) if headed.is_headed(config) else None
    context = Source(folder, config, family(config)).context
    length, temperature = _told(folder, context)
    does = family(headed.body_of(config))
    read = by_onnx(folder / EXPORT)
    return Reader(folder.name, tokens.load(folder), head, does, context, length, read, ONNX, temperature)


def _is_slower(card: Mapping[str, Any]) -> bool:
    """Whether the export was slower than the model when both were measured."""
    for one in card.get("exports") or ():
        if isinstance(one, Mapping) and one.get("file") == EXPORT:
            before, after = (dict(one.get(side) or {}).get("tokens_per_second") for side in ("before", "after"))
            return bool(before and after and after < before)
    return False


def _told(folder: Path, context: int) -> tuple[int, float]:
    """How many tokens it was trained to read at once, and the temperature that makes its probabilities true."""
    card = object_in(folder / "card.json")
    trained = dict(card.get("training") or {}).get("length") or context
    measured: Mapping[str, Any] = dict(card.get("measures") or {}).get("classes") or {}
    temperature = dict(measured.get("calibration") or {}).get("temperature") or 1.0
    return min(int(trained), context), float(temperature)
